"""The days on which demonstration content went public: fixed ones, so that the site looks as if it had run for a year.

Everything is loaded within a minute, but a register whose every entry is of today teaches nothing about lists by
date. Only what readers see as "published" is set back; the audit log keeps the day of loading.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

OPENED = date(2025, 3, 10)
LAST = date(2026, 11, 23)
_HANDLING = timedelta(days=6)


def moment(day: date, hour: int = 9) -> datetime:
    """Return ``hour`` o'clock of ``day`` here."""
    return timezone.make_aware(datetime.combine(day, time(hour, 20)))


def handled(issued_on: date | None) -> date:
    """Return when a clerk would have put up what was issued on this day: some days later, once the site had opened."""
    return min(max((issued_on or OPENED) + _HANDLING, OPENED), LAST)


def set_back(obj: models.Model, first: datetime, last: datetime | None = None) -> None:
    """Let ``obj`` have gone public at ``first``, its present version at ``last``; the gate was passed before."""
    fields: dict[str, Any] = {"first_published_at": first, "last_published_at": last or first}
    type(obj)._default_manager.filter(pk=obj.pk).update(**fields)
