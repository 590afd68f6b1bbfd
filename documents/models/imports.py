"""Where imported records came from, and the runs that brought them in."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class ImportRun(models.Model):
    """Import run (*đợt nhập*): who brought in what, on which ground, with what outcome."""

    adapter = models.CharField("bộ đọc", max_length=40)
    file_name = models.CharField("tệp", max_length=255)
    file_hash = models.CharField("SHA-256", max_length=64, blank=True)
    started_at = models.DateTimeField("bắt đầu", auto_now_add=True)
    finished_at = models.DateTimeField("kết thúc", null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người nhập", null=True, on_delete=models.PROTECT, related_name="+"
    )
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người cho phép công khai",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    ground = models.CharField("căn cứ công khai", max_length=500, blank=True)
    counts = models.JSONField("kết quả", default=dict, blank=True)
    report = models.JSONField("dòng không nhận", default=list, blank=True)

    class Meta:
        verbose_name = "đợt nhập"
        verbose_name_plural = "đợt nhập"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cleared_by__isnull=True) | ~models.Q(entered_by=models.F("cleared_by")),
                name="documents_run_has_two_people",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.started_at:%d/%m/%Y %H:%M})"


class SourceRecord(models.Model):
    """Source record (*bản ghi nguồn*): which record of which source an object was made from."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    content_object = GenericForeignKey("content_type", "object_id")
    source = models.CharField("nguồn", max_length=80)
    key = models.CharField("khóa trong nguồn", max_length=400)
    url = models.CharField("địa chỉ ở nguồn", max_length=1000, blank=True)
    digest = models.CharField("mã băm của bản ghi", max_length=64)
    values = models.JSONField("giá trị nguồn đã cho", default=dict, blank=True)
    differences = models.JSONField("khác với giá trị người đặt", default=dict, blank=True)
    run = models.ForeignKey(ImportRun, verbose_name="đợt nhập", null=True, on_delete=models.SET_NULL)
    seen_at = models.DateTimeField("thấy lần cuối", auto_now=True)

    class Meta:
        verbose_name = "bản ghi nguồn"
        verbose_name_plural = "bản ghi nguồn"
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="documents_source_key")]
        indexes = [models.Index(fields=["content_type", "object_id"], name="documents_source_object")]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"
