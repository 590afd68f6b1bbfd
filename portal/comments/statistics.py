"""What the board publishes of its own moderation: how many decisions of which kind a month, why not, after how long.

Exact figures, however small: they stand beside no page, no day and no name. The one exception are denunciations
and complaints, whose senders the law protects: fewer than five a month are told as such.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone

from portal.comments import policy
from portal.comments.models import Decision, State, Submission

MONTHS = 6
FEW = 5
PROTECTED_REASON = "KN-09"
COLUMNS = (
    (State.PUBLISHED, "Đăng nguyên văn"),
    (State.MASKED, "Đăng, có lược"),
    (State.REFUSED, "Không đăng"),
    (State.FORWARDED, "Chuyển xử lý"),
    (State.CHANNEL, "Hướng dẫn kênh khác"),
    (State.REMOVED, "Gỡ sau khi đăng"),
)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month: what came in, what was decided, and the median wait for a first decision in working days."""

    month: date
    received: int
    decisions: tuple[str, ...]
    median_days: float | None


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """How often one reason was given, month by month and in all."""

    code: str
    label: str
    months: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that the page of figures shows."""

    months: tuple[MonthRow, ...]
    reasons: tuple[ReasonRow, ...]
    columns: tuple[str, ...]
    received: int
    published: int
    refused: int
    median_days: float | None
    in_time: int | None
    since: date


def figures(now: datetime) -> Figures:
    """Return the figures of this month and the five before it, in three queries."""
    months = _months(timezone.localtime(now).date())
    since = timezone.make_aware(datetime.combine(months[-1], datetime.min.time()))
    received = _received(since)
    standing = Decision.objects.filter(decided_at__gte=since, undone_at__isnull=True)
    rows = list(
        standing.annotate(month=TruncMonth("decided_at"))
        .values_list("month", "to_state", "reason")
        .annotate(n=Count("pk"))
        .order_by()
    )
    by_state: Counter[tuple[date, str]] = Counter()
    by_reason: Counter[tuple[date, str]] = Counter()
    for month, state, reason, n in rows:
        by_state[month.date(), state] += n
        if reason and state in (State.REFUSED, State.CHANNEL, State.REMOVED):
            by_reason[month.date(), reason] += n
    waits = _waits(since)
    every_wait = [days for found in waits.values() for days in found]
    return Figures(
        months=tuple(
            MonthRow(
                month,
                received[month],
                tuple(_told(by_state[month, state], state == State.CHANNEL) for state, _ in COLUMNS),
                _median(waits.get(month, ())),
            )
            for month in months
        ),
        reasons=tuple(_reasons(months, by_reason)),
        columns=tuple(label for _, label in COLUMNS),
        received=sum(received.values()),
        published=sum(by_state[month, state] for month in months for state in (State.PUBLISHED, State.MASKED)),
        refused=sum(by_state[month, State.REFUSED] for month in months),
        median_days=_median(every_wait),
        in_time=_share(every_wait),
        since=months[-1],
    )


def _months(today: date) -> list[date]:
    """Return the first days of the last months, the newest first."""
    found = [today.replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def _received(since: datetime) -> Counter[date]:
    """Return month → how many entered the queue and have left it; what waits unread is never counted in public."""
    rows = (
        Submission.objects.filter(queued_at__gte=since)
        .exclude(state__in=[State.UNCONFIRMED, State.WAITING])
        .annotate(month=TruncMonth("queued_at"))
        .values_list("month")
        .annotate(n=Count("pk"))
        .order_by()
    )
    return Counter({month.date(): n for month, n in rows})


def _waits(since: datetime) -> dict[date, list[float]]:
    """Return month → the waits that first decisions of the month ended, in working days."""
    first = Decision.objects.filter(decided_at__gte=since, undone_at__isnull=True, from_state=State.WAITING)
    found: dict[date, list[float]] = {}
    for queued, decided in first.values_list("submission__queued_at", "decided_at").iterator():
        if queued is not None:
            month = timezone.localtime(decided).date().replace(day=1)
            found.setdefault(month, []).append(working_days_between(queued, decided))
    return found


def working_days_between(start: datetime, end: datetime) -> float:
    """Return how much time lies between two instants, days off left out, as days of 24 hours."""
    at, last, passed = timezone.localtime(start), timezone.localtime(end), timedelta()
    while at < last:
        midnight = timezone.make_aware(datetime.combine(at.date() + timedelta(days=1), datetime.min.time()))
        until = min(midnight, last)
        if policy.is_working_day(at.date()):
            passed += until - at
        at = until
    return passed / timedelta(days=1)


def _median(days: Sequence[float]) -> float | None:
    return round(median(days), 1) if days else None


def _share(days: Sequence[float]) -> int | None:
    """Return how many of a hundred first decisions kept the promised time."""
    return round(100 * sum(each <= policy.WORKING_DAYS for each in days) / len(days)) if days else None


def _told(n: int, is_protected: bool) -> str:
    return f"dưới {FEW}" if is_protected and 0 < n < FEW else f"{n:,}".replace(",", ".")


def _reasons(months: Sequence[date], counted: Counter[tuple[date, str]]) -> Iterable[ReasonRow]:
    for reason in policy.REASONS:
        each = [counted[month, reason.code] for month in months]
        if any(each):
            protected = reason.code == PROTECTED_REASON
            yield ReasonRow(
                reason.code,
                reason.label,
                tuple(_told(n, protected) for n in each),
                _told(sum(each), protected),
            )
