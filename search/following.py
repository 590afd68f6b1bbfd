"""What is new in a result list: the records that went public last, for a feed of any query."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.utils.text import capfirst

from portal.pages.feeds import ENTRIES, FeedEntry
from search import newness, registry
from search.types import Hit, SearchQuery
from search.walking import walk

LOOKED_BACK = timedelta(days=31)
_LOOKED_AT = 500


def entries(query: SearchQuery, now: datetime) -> list[FeedEntry]:
    """Return the feed's entries: what went public in the last month, newest first, then the newest by their own date.

    Raises :class:`search.engine.EngineUnavailable`.
    """
    listed = replace(query, sort="newest")
    lately = replace(listed, filters=(*query.filters, newness.since(now - LOOKED_BACK, now)))
    found = {hit.key: hit for hit in newness.newest_first(walk(lately, limit=_LOOKED_AT))[:ENTRIES]}
    if len(found) < ENTRIES:
        for hit in walk(listed, limit=ENTRIES):
            found.setdefault(hit.key, hit)
    return [_entry(hit) for hit in list(found.values())[:ENTRIES]]


def line_of(hit: Hit) -> str:
    """Return what a record is called in one line: its number and its title."""
    title = capfirst(hit.title)
    return f"{hit.number}: {title}" if hit.number and hit.number != hit.title else title


def about(hit: Hit) -> str:
    """Return what else a reader wants to know of it: type, body, date, effect in law."""
    shown = hit.shown
    day = shown.get("date") or (f"{hit.date:%d/%m/%Y}" if hit.date else "")
    parts = (shown.get("type") or shown.get("section"), shown.get("issuer") or shown.get("author"), day)
    status = shown.get("status_label", "")
    said = [part for part in parts if part] + ([f"tình trạng: {status.lower()}"] if status else [])
    return "; ".join(said)


def _entry(hit: Hit) -> FeedEntry:
    dated = datetime(hit.date.year, hit.date.month, hit.date.day, tzinfo=UTC) if hit.date else None
    first = newness.first_published(hit) or dated or datetime(2026, 1, 1, tzinfo=UTC)
    kind, _, number = hit.key.partition(":")
    said = about(hit)
    return FeedEntry(
        # In every feed a record has one id, whichever of them tells of it first.
        kind=source.entry if (source := registry.source_of_kind(kind)) else kind,
        pk=int(number),
        title=line_of(hit),
        path=hit.url,
        summary=f"{capfirst(said)}." if said else "",
        published_at=first,
        updated_at=newness.last_published(hit) or first,
        categories=(hit.shown["type"],) if hit.shown.get("type") else (),
    )
