"""Searches that somebody wants letters about, and the addresses these letters go to: all that is kept of a person."""

from django.db import models
from django.db.models import Q


class Frequency(models.TextChoices):
    """How often a letter may come."""

    DAILY = "daily", "hằng ngày"
    WEEKLY = "weekly", "hằng tuần"


class Subscriber(models.Model):
    """Whoever follows searches (*người nhận thư báo*): an address and nothing else; gone with the last search."""

    email = models.EmailField("địa chỉ thư", max_length=254, unique=True)
    created_at = models.DateTimeField("từ lúc", auto_now_add=True)

    class Meta:
        verbose_name = "người nhận thư báo"
        verbose_name_plural = "người nhận thư báo"

    def __str__(self) -> str:
        return f"người nhận {self.pk}"


class SavedSearch(models.Model):
    """Saved search (*tìm kiếm đã lưu*): the state of a search page, and up to when its news has been told.

    Until it is confirmed it is a stranger's claim: no letter but the one that asks. ``due_at`` is when the next
    letter may go.
    """

    subscriber = models.ForeignKey(
        Subscriber, verbose_name="người nhận", on_delete=models.CASCADE, related_name="searches"
    )
    state = models.TextField("tìm kiếm")
    frequency = models.CharField("nhận thư", max_length=8, choices=Frequency.choices)
    consent_version = models.CharField("bản lời đồng ý", max_length=12)
    requested_at = models.DateTimeField("yêu cầu lúc", db_index=True)
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)
    covered_until = models.DateTimeField("đã báo đến", null=True)
    due_at = models.DateTimeField("báo lần tới", null=True, db_index=True)

    class Meta:
        verbose_name = "tìm kiếm đã lưu"
        verbose_name_plural = "tìm kiếm đã lưu"
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "state", "frequency"], name="search_saved_once"),
            models.CheckConstraint(name="search_saved_frequency", condition=Q(frequency__in=Frequency.values)),
            models.CheckConstraint(
                name="search_saved_due_only_if_confirmed",
                condition=Q(confirmed_at__isnull=True, covered_until__isnull=True, due_at__isnull=True)
                | Q(confirmed_at__isnull=False, covered_until__isnull=False, due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"tìm kiếm đã lưu {self.pk}"
