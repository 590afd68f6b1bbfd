"""The count of changes that readers can see, kept where every process looks."""

from django.db import models


class Generation(models.Model):
    """How often one writer has changed something public.

    A row for each writer and never one for all: two people who publish at the same moment do not wait for each
    other's row, and cannot lock each other out. All rows together are the generation of the site.
    """

    writer = models.CharField(max_length=32, unique=True)
    moves = models.PositiveBigIntegerField(default=1)
    reason = models.CharField(max_length=100, blank=True)
    moved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.writer}: {self.moves}"
