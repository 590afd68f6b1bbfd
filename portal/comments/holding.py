"""Say that one is reading a comment, so that a colleague takes another; nobody is kept from deciding by it."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from portal.comments.models import State, Submission

LASTS = timedelta(minutes=15)


def hold(*, pk: int, by: Any, now: datetime | None = None) -> bool:
    """Note that ``by`` reads the comment for the next minutes; return whether nobody else does."""
    moment = now or timezone.now()
    free = Q(held_by__isnull=True) | Q(held_by=by) | Q(held_until__lte=moment)
    rows = Submission.objects.filter(free, pk=pk, state=State.WAITING)
    return bool(rows.update(held_by=by, held_until=moment + LASTS))


def let_go(*, pk: int, by: Any) -> bool:
    """Forget that ``by`` reads the comment; return whether it was so."""
    return bool(Submission.objects.filter(pk=pk, held_by=by).update(held_by=None, held_until=None))
