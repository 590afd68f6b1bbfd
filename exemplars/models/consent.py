"""What a person agreed to, and when the page was taken down or hidden. Neither is part of a page's versions."""

from django.conf import settings
from django.db import models

from portal.files.models import StoredFile

TEXT_VERSIONS = (("2026-01", "Bản đồng ý 01/2026"),)


class Giver(models.TextChoices):
    """Who agreed."""

    SELF = "self", "Chính người trong hồ sơ"
    FAMILY = "family", "Gia đình (người trong hồ sơ đã mất)"
    GUARDIAN = "guardian", "Người giám hộ và người chưa thành niên"
    REPRESENTATIVE = "representative", "Đại diện tập thể"


class Consent(models.Model):
    """Consent (*đồng ý công khai*): who agreed to which text, for what, since when; withdrawn at any time."""

    page = models.ForeignKey(
        "exemplars.ExemplarPage", verbose_name="gương điển hình", on_delete=models.CASCADE, related_name="consents"
    )
    given_by = models.CharField("người đồng ý", max_length=16, choices=Giver.choices, default=Giver.SELF)
    signer = models.CharField("họ tên người ký", max_length=120, help_text="Không hiện công khai.")
    text_version = models.CharField("bản văn đồng ý", max_length=20, choices=TEXT_VERSIONS, default="2026-01")
    covers_text = models.BooleanField("đồng ý đăng lời kể", default=True)
    covers_photo = models.BooleanField("đồng ý đăng ảnh", default=False)
    covers_video = models.BooleanField("đồng ý đăng phim", default=False)
    given_on = models.DateField("ngày đồng ý")
    withdrawn_on = models.DateField(
        "ngày rút lại", null=True, blank=True, help_text="Ghi ngày rút lại thì trang được gỡ ngay."
    )
    evidence = models.ForeignKey(
        StoredFile,
        verbose_name="bản ký",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Không bao giờ hiện công khai.",
    )

    class Meta:
        verbose_name = "bản đồng ý công khai"
        verbose_name_plural = "đồng ý công khai"
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(covers_text=True) | models.Q(covers_photo=True) | models.Q(covers_video=True),
                name="exemplars_consent_covers_something",
                violation_error_message="Hãy chọn ít nhất một điều được đồng ý: lời kể, ảnh hoặc phim.",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_on__isnull=True) | models.Q(withdrawn_on__gte=models.F("given_on")),
                name="exemplars_consent_withdrawn_later",
                violation_error_message="Ngày rút lại đứng trước ngày đồng ý.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.get_given_by_display()}, {self.given_on:%d/%m/%Y}"


class RemovalKind(models.TextChoices):
    """Why the page is away."""

    VERIFYING = "verifying", "Tạm ẩn chờ xác minh"
    TAKEN_DOWN = "taken_down", "Gỡ khỏi trang"


class Removal(models.Model):
    """Removal (*tạm ẩn hoặc gỡ*): until it is lifted nothing can be published; what was taken down says so."""

    page = models.ForeignKey(
        "exemplars.ExemplarPage", verbose_name="gương điển hình", on_delete=models.CASCADE, related_name="removals"
    )
    kind = models.CharField("cách xử lý", max_length=12, choices=RemovalKind.choices)
    reason = models.TextField("lý do")
    public_reason = models.CharField(
        "lý do nói với người đọc", max_length=300, blank=True, help_text="Chỉ in khi gỡ; không in khi tạm ẩn."
    )
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người xử lý", on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField("lúc", auto_now_add=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người cho hiện lại", null=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    lifted_at = models.DateTimeField("cho hiện lại lúc", null=True)

    class Meta:
        verbose_name = "lần tạm ẩn hoặc gỡ"
        verbose_name_plural = "các lần tạm ẩn hoặc gỡ"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(lifted_at__isnull=True), name="exemplars_removal_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.removed_at:%d/%m/%Y}"
