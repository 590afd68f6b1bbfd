"""Until when a page may be shown though nobody changes anything: dates in words, ends that come by themselves."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db import DatabaseError
from django.utils import timezone

LONGEST = 60.0
"""Seconds. A page says what day it is and how long ago something was."""

Deadline = Callable[[datetime], datetime | None]

_deadlines: list[Deadline] = []
_next: list[tuple[str, datetime | None]] = []


def ends_by(deadline: Deadline) -> None:
    """Register ``deadline(now)``: the next instant at which something public ends without anybody's doing."""
    if deadline not in _deadlines:
        _deadlines.append(deadline)


def until(generation: str) -> float:
    """Return until when (seconds since 1970) a page made now in ``generation`` may be shown."""
    now = timezone.now()
    tomorrow = timezone.localdate() + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
    ends = [now + timedelta(seconds=LONGEST), midnight]
    if (deadline := _next_deadline(generation, now)) is not None:
        ends.append(deadline)
    return min(ends).timestamp()


def forget() -> None:
    """Look the next deadline up anew."""
    _next.clear()


def _next_deadline(generation: str, now: datetime) -> datetime | None:
    """Return the next deadline; it is looked up once a generation, and again when it has passed."""
    if _next:
        known, instant = _next[0]
        if known == generation and (instant is None or instant > now):
            return instant
    try:
        found = [instant for deadline in _deadlines if (instant := deadline(now)) is not None]
    except DatabaseError:
        return now
    _next[:] = [(generation, min(found, default=None))]
    return _next[0][1]
