"""The clearance that one version of a document needs before the public may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models

from portal.editorial.contributions import content_digest


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of the checklist that the clearer answers."""

    key: str
    label: str
    help: str


NOT_CLEARED = "Phiên bản này chưa có điều kiện công khai."
CONDITIONS = (
    Condition("not_secret", "Không có dấu hiệu bí mật", "Không mang dấu độ mật, không thuộc danh mục bí mật nhà nước."),
    Condition(
        "scope_allows", "Phạm vi phổ biến cho phép đưa lên mạng", "Văn bản ghi “đến chi bộ” phải có ý kiến cho phép."
    ),
    Condition(
        "personal_data_masked", "Dữ liệu cá nhân đã che", "Số định danh, điện thoại, tài khoản, địa chỉ nhà riêng."
    ),
    Condition(
        "source_authentic", "Tệp đúng với bản gốc", "Đã đối chiếu với bản ký số, bản giấy hoặc bản sao có chứng thực."
    ),
)


class Clearance(models.Model):
    """Clearance (*điều kiện công khai*) of exactly one revision, given by somebody who did not enter it."""

    document = models.ForeignKey(
        "documents.OfficialDocument", verbose_name="văn bản", on_delete=models.CASCADE, related_name="clearances"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", verbose_name="phiên bản", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    digest = models.CharField("mã băm nội dung", max_length=64, help_text="Nội dung đã được xem xét.")
    checklist = models.JSONField("các điều kiện", default=dict)
    ground = models.CharField("căn cứ", max_length=500)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người cho phép", on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người nhập",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    import_run = models.ForeignKey(
        "documents.ImportRun", verbose_name="đợt nhập", null=True, blank=True, on_delete=models.PROTECT
    )
    cleared_at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "điều kiện công khai"
        verbose_name_plural = "điều kiện công khai"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(entered_by__isnull=True) | ~models.Q(entered_by=models.F("cleared_by")),
                name="documents_clearer_is_not_enterer",
                violation_error_message="Người cho phép công khai không được là người nhập.",
            ),
            models.CheckConstraint(condition=~models.Q(ground=""), name="documents_clearance_has_ground"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} · {self.ground}"

    @property
    def is_complete(self) -> bool:
        """Whether every condition was answered with yes."""
        return all(self.checklist.get(condition.key) is True for condition in CONDITIONS)


def clearance_of(document_id: int, revision: Any) -> Clearance | None:
    """Return the clearance of exactly the content that ``revision`` holds now, or ``None``.

    A draft that was saved over after the clearance is another content; a revision that a form made of
    the same content, as Wagtail's edit form does whenever somebody publishes, is the same one.
    """
    digest = content_digest(revision.content)
    found = Clearance.objects.filter(document_id=document_id, digest=digest).first()
    return found if found and found.is_complete else None


def clearances_of(digests: Iterable[tuple[int, str]]) -> dict[int, Clearance]:
    """Return by document the complete clearance of the content with this digest, where it has one."""
    wanted = dict(digests)
    found: dict[int, Clearance] = {}
    for clearance in Clearance.objects.filter(document_id__in=list(wanted)).order_by("pk"):
        if clearance.digest == wanted[clearance.document_id] and clearance.is_complete:
            found[clearance.document_id] = clearance
    return found
