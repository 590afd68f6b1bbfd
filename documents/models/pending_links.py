"""Documents whose text has yet to be read for what it names."""

from django.db import models


class PendingLinks(models.Model):
    """Pending links (*văn bản chờ đọc dẫn chiếu*): the background job reads the text of each, in small steps."""

    document = models.OneToOneField("documents.OfficialDocument", on_delete=models.CASCADE, related_name="+")
    queued_at = models.DateTimeField(auto_now=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "văn bản chờ đọc dẫn chiếu"
        verbose_name_plural = "văn bản chờ đọc dẫn chiếu"

    def __str__(self) -> str:
        return str(self.document_id)
