"""What the archive is asked for and what it tries again: documents that texts name and nobody has filed yet."""

from django.conf import settings
from django.db import models


class WantedDocument(models.Model):
    """Wanted document (*văn bản cần tìm*): named by texts, missing in the archive, asked for by a person."""

    key = models.CharField("khóa đối chiếu", max_length=200, unique=True)
    label = models.CharField("số, ký hiệu hoặc tên", max_length=200)
    note = models.CharField("nơi hỏi, ghi chú", max_length=300, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người hỏi", on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField("hỏi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "văn bản cần tìm"
        verbose_name_plural = "văn bản cần tìm"
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return self.label


class PendingKey(models.Model):
    """Pending key (*khóa chờ đối chiếu lại*): mentions under it wait to be tried again, from ``after`` on."""

    key = models.CharField(max_length=200, unique=True)
    after = models.PositiveBigIntegerField(default=0)
    asked = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "khóa chờ đối chiếu lại"
        verbose_name_plural = "khóa chờ đối chiếu lại"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key
