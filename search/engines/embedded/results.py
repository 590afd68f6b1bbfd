"""What the library found: stored rows, and buckets counted for the facets that were asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import tantivy

from search.analysis import QueryAnalysis
from search.engine import EngineUnavailable
from search.engines.embedded.compiler import compile_query
from search.found import MAX_BUCKETS, facet_values, read_stored
from search.types import FacetValue, SearchQuery


@contextmanager
def as_written() -> Iterator[None]:
    """Turn a row that does not read as it was written into :class:`EngineUnavailable`."""
    try:
        yield
    except (KeyError, TypeError) as error:
        raise EngineUnavailable(f"a stored row is not what was written: {error!r}"[:300]) from error


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
        values = _values(searcher, compiled)
        counted |= {facet: values.get(facet, ()) for facet in together}
    for facet in query.facets:
        if facet in filtered:
            counted[facet] = _values(searcher, compile_query(analysis, query, without=facet)).get(facet, ())
    return {facet: counted[facet] for facet in query.facets}


def _values(searcher: tantivy.Searcher, query: tantivy.Query) -> dict[str, tuple[FacetValue, ...]]:
    found = searcher.aggregate(query, {"facet": {"terms": {"field": "facet", "size": MAX_BUCKETS}}})
    return facet_values((bucket["key"], int(bucket["doc_count"])) for bucket in found["facet"]["buckets"])
