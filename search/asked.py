"""A query with what its text means, as every engine reads it before it translates. Pure."""

import time
from dataclasses import dataclass

from search.analysis import QueryAnalysis, analyse
from search.highlight import Wanted
from search.ordering import DESCENDING
from search.plan import Node, plan_of
from search.plan_pages import beyond
from search.types import Cursor, SearchQuery


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, its analysis and plan, and what is marked for it."""

    query: SearchQuery
    analysis: QueryAnalysis
    plan: Node
    wanted: Wanted

    @classmethod
    def of(cls, query: SearchQuery) -> "Asked":
        """Read ``query``."""
        analysis = analyse(query.text, query.synonyms)
        node = plan_of(analysis, query, now=int(time.time()))
        return cls(query, analysis, node, Wanted.from_query(analysis, query.identifiers))

    @property
    def order(self) -> str:
        """The order by a sort key, or nothing where the score decides."""
        if self.query.sort != "rank":
            return self.query.sort
        return "newest" if self.analysis.is_blank and not self.query.identifiers else ""

    @property
    def cursor(self) -> Cursor | None:
        """The place in the order from which the list is read, if any; where the score decides there are no places."""
        return (self.query.onward or self.query.backward) if self.order else None

    @property
    def is_backwards(self) -> bool:
        """Whether the list is read towards its beginning."""
        return self.cursor is not None and self.query.onward is None

    @property
    def is_falling(self) -> bool:
        """Whether the sort key is read downwards."""
        return (self.order in DESCENDING) != self.is_backwards

    @property
    def here(self) -> Node:
        """The plan of what stands behind :attr:`cursor`; the whole plan without one."""
        return beyond(self.plan, self.order, self.cursor, falling=self.is_falling) if self.cursor else self.plan

    @property
    def offset(self) -> int:
        """How many records stand before the page, counted from where the list is read."""
        return 0 if self.cursor else max(self.query.page - 1, 0) * self.query.page_size
