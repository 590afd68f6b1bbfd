"""What an engine found → hits of ours: stored rows to hits with marks, counted tokens to facet values. Pure.

Engines return the ``stored`` text of a row (:mod:`search.shown` made it) and counted tokens
(:mod:`search.fields` made them); whatever is done with either is done here, once.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from search.engine import EngineUnavailable
from search.fields import read_counted_token
from search.highlight import Wanted, marked
from search.passages import shown
from search.types import FacetValue, Hit, MarkedText, Passage, Suggestion


@contextmanager
def as_written() -> Iterator[None]:
    """Turn a row that does not read as it was written into :class:`EngineUnavailable`."""
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise EngineUnavailable(f"a stored row is not what was written: {error!r}"[:300]) from error


def read_stored(text: str | bytes) -> dict[str, Any]:
    """Return what is kept of a row for showing it."""
    row: dict[str, Any] = json.loads(text)
    return row


def to_hit(row: Mapping[str, Any], score: float, wanted: Wanted, passages: Iterable[MarkedText] = ()) -> Hit:
    """Return ``row`` as a hit with its marks and ``passages`` (:func:`search.passages.shown`)."""
    marks: list[MarkedText] = [marked("title", row["title"], wanted)]
    if row["number"]:
        marks.append(marked("number", row["number"], wanted))
    marks += passages
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


def to_hits(
    rows: Iterable[tuple[float, Mapping[str, Any]]],
    passages: Mapping[str, Sequence[Passage]],
    wanted: Wanted,
    *,
    limit: int,
) -> tuple[Hit, ...]:
    """Return the ``rows`` of a page with their scores as hits, each with up to ``limit`` of its ``passages`` by key."""
    return tuple(
        to_hit(row, score, wanted, shown(passages.get(row["key"], ()), wanted, otherwise=row["summary"], limit=limit))
        for score, row in rows
    )


def to_suggestion(row: Mapping[str, Any]) -> Suggestion:
    """Return ``row`` as a line of the type-ahead."""
    return Suggestion(text=row["title"], kind=row["kind"], url=row["url"], number=row["number"])


def facet_values(buckets: Iterable[tuple[str, int]], rest: int = 0) -> tuple[FacetValue, ...]:
    """Return the values of one facet, the commonest first, from counted tokens with their counts.

    ``buckets`` come with the largest first: of a value that was renamed meanwhile the commoner label stays. ``rest``
    is the count of the values that are not among them, which end the list as one without a name.
    """
    values: dict[str, FacetValue] = {}
    for token, counted in buckets:
        value, label = read_counted_token(token)
        known = values.get(value)
        count = counted + (known.count if known else 0)
        values[value] = FacetValue(value, known.label if known else label, count)
    ordered = sorted(values.values(), key=lambda item: (-item.count, item.value))
    return (*ordered, FacetValue("", "", rest)) if rest else tuple(ordered)
