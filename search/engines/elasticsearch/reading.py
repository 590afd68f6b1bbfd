"""The questions that answer one query, which travel together, and what their answers say of the page."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch.dsl import Search

from search.asked import Asked
from search.engines.elasticsearch.compiler import compile_node
from search.engines.elasticsearch.results import counted, counting, stored, with_rows, without_rows
from search.ordering import ends_of
from search.plan import Node, plan_of
from search.plan_pages import of_keys
from search.types import Cursor, FacetValue, SearchQuery

Row = Mapping[str, Any]
Answer = Mapping[str, Any]
_TIMEOUT = "1200ms"
"""The server itself gives up then, so that it does not go on for a reader who has left."""


class Reading:
    """The questions for one page: its rows, the keys that are to be fixed, the whole list's counts.

    A facet that is filtered is counted without its own filter, so that the reader sees what another choice would
    give; all others agree with the results.
    """

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        query = asked.query
        filtered = {each.facet for each in query.filters}
        self._together = tuple(facet for facet in query.facets if facet not in filtered)
        self._alone = tuple(facet for facet in query.facets if facet in filtered)
        self.requests: dict[str, Search] = {"page": self._page()}
        if asked.cursor:
            whole = question(asked.plan)[:0].extra(track_total_hits=True)
            self.requests["list"] = counting(whole, self._together, query.most_values)
        if query.fixed and not asked.order:
            self.requests["keys"] = without_rows(question(asked.plan)[: query.fixed]).extra(track_total_hits=False)
        for facet in self._alone:
            node = plan_of(asked.analysis, query, now=int(time.time()), without=facet)
            self.requests[f"facet {facet}"] = counting(
                question(node)[:0].extra(track_total_hits=False), [facet], query.most_values
            )

    def _page(self) -> Search:
        asked, size = self._asked, self._asked.query.page_size
        # One more than is shown says whether the list goes on.
        more = 1 if asked.order else 0
        page = with_rows(question(asked.here)[asked.offset : asked.offset + size + more])
        if asked.order:
            page = page.sort({asked.order: {"order": "desc" if asked.is_falling else "asc"}})
        if asked.cursor:
            return page.extra(track_total_hits=False)
        return counting(page.extra(track_total_hits=True), self._together, self._asked.query.most_values)

    def rows(self, answers: Mapping[str, Answer]) -> tuple[tuple[float, Row], ...]:
        """Return the rows of the page with their scores."""
        hits = answers["page"]["hits"]["hits"][: self._asked.query.page_size]
        rows = tuple((float(hit["_score"] or 0.0), stored(hit)) for hit in hits)
        return rows[::-1] if self._asked.is_backwards else rows

    def ends(self, answers: Mapping[str, Answer]) -> tuple[Cursor | None, Cursor | None, bool]:
        """Return the places of the page's ends in its order, and whether the list goes on behind it."""
        if not self._asked.order:
            return None, None, False
        size = self._asked.query.page_size
        hits = answers["page"]["hits"]["hits"]
        read = [(int(hit["sort"][0]), str(stored(hit)["key"])) for hit in hits[:size]]
        if self._asked.is_backwards:
            read.reverse()
        return *ends_of(read, self._asked.cursor), len(hits) > size

    def keys(self, answers: Mapping[str, Answer]) -> tuple[str, ...]:
        """Return the keys that are to be fixed, in the order of rank."""
        hits = answers["keys"]["hits"]["hits"] if "keys" in answers else ()
        return tuple(str(hit["fields"]["key"][0]) for hit in hits)

    def count(self, answers: Mapping[str, Answer]) -> int:
        """Return how many records the whole list has."""
        return int(self._whole(answers)["hits"]["total"]["value"])

    def facets(self, answers: Mapping[str, Answer]) -> dict[str, tuple[FacetValue, ...]]:
        """Return the values of every facet that was asked for."""
        whole = self._whole(answers)
        return {
            facet: counted(whole if facet in self._together else answers[f"facet {facet}"], facet)
            for facet in self._asked.query.facets
        }

    def _whole(self, answers: Mapping[str, Answer]) -> Answer:
        return answers.get("list") or answers["page"]


def question(node: Node) -> Search:
    """Return the question what ``node`` finds."""
    return Search().query(compile_node(node)).extra(timeout=_TIMEOUT)


def question_for_keys(keys: Sequence[str], query: SearchQuery) -> Search:
    """Return the question for the records of ``keys`` that the readers of ``query`` may see."""
    node = of_keys(keys, query.audiences, now=int(time.time()))
    return with_rows(question(node)[: len(keys)]).extra(track_total_hits=False)
