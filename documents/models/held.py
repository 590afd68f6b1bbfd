"""Files and documents that only few may still see: found marked, or taken off in an emergency."""

from django.conf import settings
from django.db import models


class HeldFile(models.Model):
    """Held file (*tệp bị cách ly*): kept as evidence, read by nobody but who may withdraw documents."""

    stored_file = models.OneToOneField(
        "files.StoredFile", verbose_name="tệp", on_delete=models.PROTECT, related_name="held"
    )
    document = models.ForeignKey(
        "documents.OfficialDocument", verbose_name="văn bản", null=True, blank=True, on_delete=models.SET_NULL,
        related_name="held_files",
    )  # fmt: skip
    reason = models.CharField("lý do", max_length=500)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người cách ly", null=True, on_delete=models.PROTECT, related_name="+"
    )
    held_at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "tệp bị cách ly"
        verbose_name_plural = "tệp bị cách ly"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.stored_file_id} · {self.held_at:%d/%m/%Y}"
