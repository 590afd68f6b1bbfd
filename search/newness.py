"""When a record first went public: kept with it in the index, so that feeds and digests can ask for what is new."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from search.types import UNCOUNTED, Filter, Hit, IndexDocument

PUBLISHED_ON = f"{UNCOUNTED}ngay-dang"
"""The facet that holds the day of first publication; no address names it and nothing counts it."""
_FIRST, _LAST = "published", "changed"
MAX_DAYS = 62


def stamped(document: IndexDocument, first: datetime | None, last: datetime | None) -> IndexDocument:
    """Return ``document`` with the instants of its first and its last publication."""
    if first is None:
        return document
    moments = {_FIRST: first.astimezone(UTC).isoformat(), _LAST: (last or first).astimezone(UTC).isoformat()}
    return replace(
        document,
        facets={**document.facets, PUBLISHED_ON: (_day(first),)},
        shown={**document.shown, **moments},
    )


def since(start: datetime, end: datetime) -> Filter:
    """Return the filter for what went public on the days from ``start`` to ``end``, the last 62 of them at most."""
    first, last = timezone.localdate(start), timezone.localdate(end)
    days = min((last - first).days, MAX_DAYS - 1)
    return Filter(PUBLISHED_ON, tuple(_written(last - timedelta(days=back)) for back in range(days + 1)))


def first_published(hit: Hit) -> datetime | None:
    """Return when the record of ``hit`` first went public, or ``None`` where its source does not tell."""
    return _moment(hit, _FIRST)


def last_published(hit: Hit) -> datetime | None:
    """Return when its newest version went public."""
    return _moment(hit, _LAST)


def newest_first(hits: Iterable[Hit]) -> list[Hit]:
    """Return ``hits`` by first publication, what does not tell last."""
    # Instants are written in UTC, so that they sort as text.
    return sorted(hits, key=lambda hit: (hit.shown.get(_FIRST, ""), hit.key), reverse=True)


def _moment(hit: Hit, name: str) -> datetime | None:
    said = hit.shown.get(name, "")
    return datetime.fromisoformat(said) if said else None


def _day(moment: datetime) -> str:
    return _written(timezone.localdate(moment))


def _written(day: date) -> str:
    return day.isoformat()
