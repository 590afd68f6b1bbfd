"""Which state of the public content a page was made from, the same for every process.

``moved_on`` counts a change inside the transaction that makes it; ``current`` is what a process knows of the count,
looked up about once a second. A page is stored under the generation that was read *before* it was made: a change that
is committed meanwhile has another one, and the page is not served again.
"""

import os
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.db.models import Count, F, Max, Sum
from django.utils import timezone

from portal.pages.cache.models import Generation

LOOKED_UP_EVERY = 1.0
"""Seconds for which a process believes the generation that it has read."""

BELIEVED_FOR = 4.5
"""Seconds for which it believes it at most, where the database does not answer a new look."""

_FORGOTTEN_AFTER = timedelta(days=2)
_writer = threading.local()
_asking = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Known:
    generation: str
    asked_at: float


_known: list[_Known] = []
_told: dict[str, str] = {}
_listeners: list[Callable[[], object]] = []


def moved_on(reason: str = "") -> None:
    """Count a change that readers can see; call it in the transaction that makes the change.

    It costs one UPDATE of a row that no other writer touches, so it may be called as often as one likes.
    """
    now = timezone.now()
    name = _writer_name()
    mine = Generation.objects.filter(writer=name)
    if not mine.update(moves=F("moves") + 1, reason=reason[:100], moved_at=now):
        # A name never used before: a row of the old one may come back where tables are emptied and filled again.
        _writer.name = uuid.uuid4().hex
        Generation.objects.create(writer=_writer.name, reason=reason[:100], moved_at=now)
        Generation.objects.filter(moved_at__lt=now - _FORGOTTEN_AFTER).delete()
    forget()


def current() -> str | None:
    """Return the generation as this process knows it, at most seconds old; ``None`` where it is not known.

    One thread asks the database when the second is over; the others go on with what is known meanwhile.
    """
    if not settings.PAGE_CACHE_BYTES:
        return None
    known = _known[0] if _known else None
    now = time.monotonic()
    if known is not None and now - known.asked_at < LOOKED_UP_EVERY:
        return known.generation
    if _asking.acquire(blocking=False):
        try:
            fresh = _Known(read(), now)
            _tell_of(fresh.generation)
            _known[:] = [fresh]
            return fresh.generation
        except (DatabaseError, InterfaceError):
            pass
        finally:
            _asking.release()
    # Asking may have taken long.
    if known is not None and time.monotonic() - known.asked_at < BELIEVED_FOR:
        return known.generation
    return None


def when_moved(forget_something: Callable[[], object]) -> None:
    """Have ``forget_something()`` called in each process that learns of a change: memories that others fill."""
    if forget_something not in _listeners:
        _listeners.append(forget_something)


def read() -> str:
    """Return the generation as the database has it now: a text that never comes back once it was another.

    Raises DatabaseError where the database does not answer.
    """
    rows = Generation.objects.aggregate(newest=Max("pk"), writers=Count("pk"), moves=Sum("moves"))
    return f"{rows['newest'] or 0}.{rows['writers']}.{rows['moves'] or 0}"


def forget() -> None:
    """Ask the database at the next look."""
    _known.clear()


def _tell_of(generation: str) -> None:
    if generation != _told.get("last"):
        for listener in _listeners:
            listener()
    _told["last"] = generation


def _writer_name() -> str:
    """Return this thread's name among all writers; a forked process gets names of its own."""
    if getattr(_writer, "process", None) != os.getpid():
        _writer.process, _writer.name = os.getpid(), uuid.uuid4().hex
    name: str = _writer.name
    return name
