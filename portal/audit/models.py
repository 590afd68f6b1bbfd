"""The audit trail: who did what to which record, when."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """Audit entry (*dòng nhật ký*). Append-only; holds ids and hashes, never a citizen's name or words."""

    recorded_at = models.DateTimeField("lúc", auto_now_add=True, db_index=True)
    action = models.CharField("việc", max_length=80, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người làm", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_name = models.CharField("tên người làm", max_length=150, blank=True)
    object_type = models.CharField("loại đối tượng", max_length=100, blank=True)
    object_id = models.CharField("mã đối tượng", max_length=64, blank=True)
    data = models.JSONField("chi tiết", default=dict, blank=True)

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_object")]

    def __str__(self) -> str:
        return f"{self.recorded_at:%d/%m/%Y %H:%M} {self.action}"
