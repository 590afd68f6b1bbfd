"""What the library found: stored rows, and buckets counted for the facets that were asked for."""

from collections.abc import Mapping, Sequence
from typing import Any

import tantivy

from search.analysis import QueryAnalysis
from search.engines.embedded.compiler import compile_query
from search.fields import COUNTED, column_of
from search.found import facet_values, read_stored
from search.types import FacetValue, SearchQuery


def stored(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> dict[str, Any]:
    """Return what is kept of the row for showing it."""
    return read_stored(searcher.doc(address).get_first("stored"))


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
        counted |= _values(searcher, compiled, together, query.most_values)
    for facet in query.facets:
        if facet in filtered:
            counted |= _values(searcher, compile_query(analysis, query, without=facet), [facet], query.most_values)
    return {facet: counted[facet] for facet in query.facets}


def asked_columns(facets: Sequence[str], most: int) -> dict[str, Any]:
    """Return the library's request to count the ``most`` commonest values of each of ``facets``."""
    return {each: {"terms": {"field": f"{COUNTED}.{column_of(each)}", "size": most}} for each in facets}


def _values(
    searcher: tantivy.Searcher, query: tantivy.Query, facets: Sequence[str], most: int
) -> dict[str, tuple[FacetValue, ...]]:
    columns = searcher.aggregate(query, asked_columns(facets, most))
    return {facet: _read(columns[facet]) for facet in facets}


def _read(column: Mapping[str, Any]) -> tuple[FacetValue, ...]:
    buckets = ((str(bucket["key"]), int(bucket["doc_count"])) for bucket in column["buckets"])
    return facet_values(buckets, int(column.get("sum_other_doc_count") or 0))
