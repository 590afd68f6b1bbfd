"""What an engine found → hits of ours: stored rows to hits with marks, counted tokens to facet values. Pure.

Engines return the ``stored`` text of a row (:mod:`search.shown` made it) and counted tokens
(:mod:`search.fields` made them); whatever is done with either is done here, once.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from search.fields import read_counted_token
from search.highlight import Wanted, marked, passage
from search.types import FacetValue, Hit, MarkedText, Suggestion

MAX_BUCKETS = 10_000
"""How many different values of all facets together are counted."""


def read_stored(text: str | bytes) -> dict[str, Any]:
    """Return what is kept of a row for showing it."""
    row: dict[str, Any] = json.loads(text)
    return row


def to_hit(row: Mapping[str, Any], score: float, wanted: Wanted) -> Hit:
    """Return ``row`` as a hit with its marks."""
    marks: list[MarkedText] = [marked("title", row["title"], wanted)]
    if row["number"]:
        marks.append(marked("number", row["number"], wanted))
    shown = passage([tuple(part) for part in row["parts"]], wanted, row["summary"])
    if shown:
        marks.append(shown)
    return Hit(
        key=row["key"],
        kind=row["kind"],
        title=row["title"],
        url=row["url"],
        number=row["number"],
        date=date.fromisoformat(row["date"]) if row["date"] else None,
        score=score,
        source=row["source"],
        source_key=row["source_key"],
        shown=row["shown"],
        marks=tuple(marks),
    )


def to_suggestion(row: Mapping[str, Any]) -> Suggestion:
    """Return ``row`` as a line of the type-ahead."""
    return Suggestion(text=row["title"], kind=row["kind"], url=row["url"], number=row["number"])


def facet_values(buckets: Iterable[tuple[str, int]]) -> dict[str, tuple[FacetValue, ...]]:
    """Return the values of each facet, the commonest first, from counted tokens with their counts.

    ``buckets`` come with the largest first: of a value that was renamed meanwhile the commoner label stays.
    """
    values: dict[str, dict[str, FacetValue]] = {}
    for token, counted in buckets:
        facet, value, label = read_counted_token(token)
        known = values.setdefault(facet, {}).get(value)
        count = counted + (known.count if known else 0)
        values[facet][value] = FacetValue(value, known.label if known else label, count)
    return {
        facet: tuple(sorted(each.values(), key=lambda item: (-item.count, item.value)))
        for facet, each in values.items()
    }
