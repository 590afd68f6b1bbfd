"""The notice that stays where a document was taken off the portal."""

from django.conf import settings
from django.db import models

from documents.models.clearance import Clearance


class Withdrawal(models.Model):
    """Withdrawal (*thu hồi, gỡ*) of a public document, with the reason that its page keeps showing."""

    document = models.ForeignKey(
        "documents.OfficialDocument", verbose_name="văn bản", on_delete=models.CASCADE, related_name="withdrawals"
    )
    reason = models.TextField("lý do")
    replaced_by = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name="văn bản thay thế",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người gỡ", null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_emergency = models.BooleanField("gỡ khẩn cấp", default=False)
    internal_reason = models.TextField("lý do nội bộ", blank=True)
    withdrawn_at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần gỡ văn bản"
        verbose_name_plural = "lần gỡ văn bản"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.document_id} · {self.withdrawn_at:%d/%m/%Y}"


def removed_since(document_id: int | None, clearance: Clearance | None) -> bool:
    """Return whether the document was removed in an emergency and not cleared anew since.

    What was confirmed before the removal does not count: somebody looks again.
    """
    removal = Withdrawal.objects.filter(document_id=document_id, is_emergency=True).order_by("-pk").first()
    return removal is not None and (clearance is None or clearance.cleared_at <= removal.withdrawn_at)
