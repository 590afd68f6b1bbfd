"""What the server answered: whole answers only, stored rows, and columns counted for the facets asked for."""

from collections.abc import Iterable, Mapping
from typing import Any

from elasticsearch.dsl import Search

from search.engine import EngineAway, EngineUnavailable
from search.engines.elasticsearch.mapping import STORED, unpacked
from search.fields import COUNTED, column_of
from search.found import facet_values, read_stored
from search.types import FacetValue


def whole(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return ``answer``, or raise where it is none or only a part: part of an index would pass for little found."""
    if "error" in answer:
        missing = answer.get("status") == 404
        kind = EngineUnavailable if missing else EngineAway
        raise kind(f"the server refused: {str(answer['error'])[:200]}")
    if answer["_shards"]["failed"]:
        raise EngineAway("a part of the index does not answer")
    if answer["timed_out"]:
        raise EngineAway("the server gave up in the middle")
    return answer


def with_rows(request: Search) -> Search:
    """Return ``request`` asking for what is kept of each row; :func:`stored` reads it."""
    return request.extra(_source=False, stored_fields="_none_", docvalue_fields=[STORED])


def without_rows(request: Search) -> Search:
    """Return ``request`` asking for keys alone, which are read without touching what is kept of the rows."""
    return request.extra(_source=False, stored_fields="_none_", docvalue_fields=["key"])


def stored(hit: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept of the row for showing it."""
    return read_stored(unpacked(hit["fields"][STORED][0]))


def counting(request: Search, facets: Iterable[str], most: int) -> Search:
    """Return ``request`` with the ``most`` commonest values of each of ``facets`` counted."""
    counted = request._clone()
    for facet in facets:
        counted.aggs.bucket(column_of(facet), "terms", field=f"{COUNTED}.{column_of(facet)}", size=most)
    return counted


def counted(answer: Mapping[str, Any], facet: str) -> tuple[FacetValue, ...]:
    """Return the values of ``facet`` in the answer to what :func:`counting` asked."""
    column = answer["aggregations"][column_of(facet)]
    buckets = ((str(bucket["key"]), int(bucket["doc_count"])) for bucket in column["buckets"])
    return facet_values(buckets, int(column["sum_other_doc_count"]))
