"""Which rows stand on the page that was asked for, in which order, and where its ends are."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tantivy import Order, Query, Searcher

from search.analysis import QueryAnalysis, analyse
from search.engines.embedded.compiler import compile_node
from search.engines.embedded.results import stored
from search.highlight import Wanted
from search.ordering import DESCENDING, ends_of
from search.plan import Node, plan_of
from search.plan_pages import beyond
from search.types import Cursor, SearchQuery

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with what its text means, as a plan and as the library's query, and what is marked for it."""

    query: SearchQuery
    analysis: QueryAnalysis
    plan: Node
    compiled: Query
    wanted: Wanted

    @classmethod
    def of(cls, query: SearchQuery) -> "Asked":
        """Read ``query``."""
        analysis = analyse(query.text, query.synonyms)
        node = plan_of(analysis, query, now=int(time.time()))
        return cls(query, analysis, node, compile_node(node), Wanted.from_query(analysis, query.identifiers))

    @property
    def order(self) -> str:
        """The order by a sort key, or nothing where the score decides."""
        if self.query.sort != "rank":
            return self.query.sort
        return "newest" if self.analysis.is_blank and not self.query.identifiers else ""


@dataclass(frozen=True, slots=True)
class PageOfRows:
    """The rows of one page with their scores, and what :class:`search.types.Results` says of the list."""

    rows: tuple[tuple[float, Row], ...]
    count: int
    first: Cursor | None = None
    last: Cursor | None = None
    more: bool = False
    keys: tuple[str, ...] = ()


def ranked(searcher: Searcher, asked: Asked) -> PageOfRows:
    """Return the page of the best, and the keys of as many of the first as are to be fixed."""
    query = asked.query
    start = max(query.page - 1, 0) * query.page_size
    end = start + query.page_size
    offset = 0 if query.fixed else start
    found = searcher.search(asked.compiled, max(end, query.fixed, 1) - offset, offset=offset)
    hits = [(float(score), address) for score, address in found.hits] if end else []
    rows = tuple((score, stored(searcher, address)) for score, address in hits[start - offset : end - offset])
    known = {at: row["key"] for at, (_, row) in enumerate(rows, start - offset)}
    keys = tuple(
        known.get(at) or stored(searcher, address)["key"] for at, (_, address) in enumerate(hits[: query.fixed])
    )
    return PageOfRows(rows, int(found.count), keys=keys)


def listed(searcher: Searcher, asked: Asked) -> PageOfRows:
    """Return the page of an order by a sort key, read on from the place that was asked for."""
    query, order = asked.query, asked.order
    cursor = query.onward or query.backward
    backwards = query.onward is None and query.backward is not None
    falling = (order in DESCENDING) != backwards
    here = compile_node(beyond(asked.plan, order, cursor, falling=falling)) if cursor else asked.compiled
    found = searcher.search(
        here,
        query.page_size + 1,
        count=not cursor,
        offset=0 if cursor else max(query.page - 1, 0) * query.page_size,
        order_by_field=order,
        order=Order.Desc if falling else Order.Asc,
    )
    count = int((searcher.search(asked.compiled, 1) if cursor else found).count)
    read = [(int(value), stored(searcher, address)) for value, address in found.hits[: query.page_size]]
    if backwards:
        read.reverse()
    first, last = ends_of([(value, row["key"]) for value, row in read], cursor)
    more = len(found.hits) > query.page_size
    return PageOfRows(tuple((0.0, row) for _, row in read), count, first, last, more)
