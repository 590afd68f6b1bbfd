"""Records that may stand for one and the same document, and those that were brought together."""

from django.conf import settings
from django.db import models


class TextSketch(models.Model):
    """Sketch of a text (*dấu nét của toàn văn*): the least hashes of its word runs; near-identical texts share some."""

    document = models.ForeignKey(
        "documents.OfficialDocument", verbose_name="văn bản", on_delete=models.CASCADE, related_name="sketches"
    )
    value = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = "dấu nét của toàn văn"
        verbose_name_plural = "dấu nét của toàn văn"
        constraints = [models.UniqueConstraint(fields=["document", "value"], name="documents_sketch_once")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.value}"


class Merger(models.Model):
    """Merger (*gộp hồ sơ trùng*): ``merged`` was found to be ``survivor`` again; its address leads there."""

    merged = models.OneToOneField(
        "documents.OfficialDocument", verbose_name="hồ sơ bị gộp", on_delete=models.CASCADE, related_name="merger"
    )
    survivor = models.ForeignKey(
        "documents.OfficialDocument", verbose_name="hồ sơ giữ lại", on_delete=models.CASCADE, related_name="mergers"
    )
    reason = models.CharField("lý do", max_length=500)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người gộp", null=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần gộp hồ sơ"
        verbose_name_plural = "lần gộp hồ sơ"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(merged=models.F("survivor")), name="documents_not_merged_into_itself"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="documents_merger_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} → {self.survivor_id}"


class NotTheSame(models.Model):
    """Judgement that two records are different documents (*không trùng*), so that nobody is asked again."""

    one = models.ForeignKey("documents.OfficialDocument", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("documents.OfficialDocument", on_delete=models.CASCADE, related_name="+")
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người xác định", null=True, on_delete=models.PROTECT, related_name="+"
    )
    judged_at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "cặp hồ sơ không trùng"
        verbose_name_plural = "cặp hồ sơ không trùng"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="documents_not_the_same_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="documents_not_the_same_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"
