"""When periodic work last ran and how it ended."""

from django.db import models


class PeriodicRun(models.Model):
    """State of one periodic job (*việc định kỳ*); claimed by row, so that two workers do not run it twice."""

    name = models.CharField("việc", max_length=80, unique=True)
    due_at = models.DateTimeField("lần tới", db_index=True)
    claimed_until = models.DateTimeField("đang chạy đến", null=True, blank=True)
    claimed_by = models.CharField("do tiến trình", max_length=120, blank=True)
    started_at = models.DateTimeField("bắt đầu", null=True, blank=True)
    finished_at = models.DateTimeField("kết thúc", null=True, blank=True)
    seconds = models.FloatField("số giây", null=True, blank=True)
    error = models.TextField("lỗi", blank=True)

    class Meta:
        verbose_name = "việc định kỳ"
        verbose_name_plural = "việc định kỳ"

    def __str__(self) -> str:
        return self.name


class WorkerBeat(models.Model):
    """The worker's sign of life: one row a worker process."""

    worker = models.CharField(max_length=100, unique=True)
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.worker} {self.seen_at:%d/%m/%Y %H:%M:%S}"
