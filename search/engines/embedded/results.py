"""Rows that were found → hits of ours, and buckets → counted facet values."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import tantivy

from search.analysis import QueryAnalysis
from search.engines.embedded.compiler import compile_query
from search.fields import read_counted_token
from search.highlight import Wanted, marked, passage
from search.types import FacetValue, Hit, MarkedText, SearchQuery, Suggestion

MAX_BUCKETS = 10_000


def stored(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> dict[str, Any]:
    """Return what is kept of the row for showing it."""
    row: dict[str, Any] = json.loads(searcher.doc(address).get_first("stored"))
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


def count_facets(
    searcher: tantivy.Searcher, analysis: QueryAnalysis, query: SearchQuery, compiled: tantivy.Query
) -> dict[str, tuple[FacetValue, ...]]:
    """Return the values of every facet that ``query``, which is ``compiled``, asks for.

    A facet that is filtered is counted without its own filter, so that the reader sees what another
    choice would give; all others agree with the results.
    """
    filtered = {each.facet for each in query.filters}
    counted: dict[str, tuple[FacetValue, ...]] = {}
    together = [facet for facet in query.facets if facet not in filtered]
    if together:
        values = _values(searcher, compiled)
        counted |= {facet: values.get(facet, ()) for facet in together}
    for facet in query.facets:
        if facet in filtered:
            counted[facet] = _values(searcher, compile_query(analysis, query, without=facet)).get(facet, ())
    return {facet: counted[facet] for facet in query.facets}


def _values(searcher: tantivy.Searcher, query: tantivy.Query) -> dict[str, tuple[FacetValue, ...]]:
    found = searcher.aggregate(query, {"facet": {"terms": {"field": "facet", "size": MAX_BUCKETS}}})
    values: dict[str, dict[str, FacetValue]] = {}
    # Buckets come with the largest first; of a value that was renamed meanwhile the commoner label stays.
    for bucket in found["facet"]["buckets"]:
        facet, value, label = read_counted_token(bucket["key"])
        known = values.setdefault(facet, {}).get(value)
        count = int(bucket["doc_count"]) + (known.count if known else 0)
        values[facet][value] = FacetValue(value, known.label if known else label, count)
    return {
        facet: tuple(sorted(each.values(), key=lambda item: (-item.count, item.value)))
        for facet, each in values.items()
    }
