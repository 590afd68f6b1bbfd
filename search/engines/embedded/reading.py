"""Which rows stand on the page that was asked for, in which order, and where its ends are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tantivy import Order, Query, Searcher

from search.asked import Asked
from search.engines.embedded.compiler import compile_node
from search.engines.embedded.results import stored
from search.ordering import ends_of
from search.types import Cursor

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PageOfRows:
    """The rows of one page with their scores, and what :class:`search.types.Results` says of the list."""

    rows: tuple[tuple[float, Row], ...]
    count: int
    first: Cursor | None = None
    last: Cursor | None = None
    more: bool = False
    keys: tuple[str, ...] = ()


def ranked(searcher: Searcher, asked: Asked, compiled: Query) -> PageOfRows:
    """Return the page of the best, and the keys of as many of the first as are to be fixed."""
    query = asked.query
    start = asked.offset
    end = start + query.page_size
    offset = 0 if query.fixed else start
    found = searcher.search(compiled, max(end, query.fixed, 1) - offset, offset=offset)
    hits = [(float(score), address) for score, address in found.hits] if end else []
    rows = tuple((score, stored(searcher, address)) for score, address in hits[start - offset : end - offset])
    known = {at: row["key"] for at, (_, row) in enumerate(rows, start - offset)}
    keys = tuple(
        known.get(at) or stored(searcher, address)["key"] for at, (_, address) in enumerate(hits[: query.fixed])
    )
    return PageOfRows(rows, int(found.count), keys=keys)


def listed(searcher: Searcher, asked: Asked, compiled: Query) -> PageOfRows:
    """Return the page of an order by a sort key, read on from the place that was asked for."""
    query, cursor = asked.query, asked.cursor
    found = searcher.search(
        compile_node(asked.here) if cursor else compiled,
        query.page_size + 1,
        count=not cursor,
        offset=asked.offset,
        order_by_field=asked.order,
        order=Order.Desc if asked.is_falling else Order.Asc,
    )
    count = int((searcher.search(compiled, 1) if cursor else found).count)
    read = [(int(value), stored(searcher, address)) for value, address in found.hits[: query.page_size]]
    if asked.is_backwards:
        read.reverse()
    first, last = ends_of([(value, row["key"]) for value, row in read], cursor)
    more = len(found.hits) > query.page_size
    return PageOfRows(tuple((0.0, row) for _, row in read), count, first, last, more)
