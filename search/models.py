"""What waits to be looked at again, so that no change is ever lost between database and index."""

from django.db import models


class OutboxEntry(models.Model):
    """One record to look at again (*hàng chờ lập chỉ mục*): which one, never what became of it.

    ``ticket`` is new at every enqueue. Whoever drains deletes the row only with the ticket that it
    read, so that a change made meanwhile stays.
    """

    kind = models.CharField("loại", max_length=40)
    object_id = models.BigIntegerField("mã bản ghi")
    ticket = models.BigIntegerField("số phiếu")
    queued_at = models.DateTimeField("xếp hàng lúc")
    attempts = models.PositiveIntegerField("số lần thử hỏng", default=0)
    tried_at = models.DateTimeField("thử lần cuối lúc", null=True, blank=True)
    error = models.TextField("lỗi", blank=True, default="")

    class Meta:
        verbose_name = "bản ghi chờ lập chỉ mục"
        verbose_name_plural = "bản ghi chờ lập chỉ mục"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_outbox_one_row_a_record")]
        indexes = [models.Index(fields=["attempts", "id"], name="search_outbox_order")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"
