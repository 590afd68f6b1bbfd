"""Numbered turns: of two states of a record the one that was read later stays, without any clock or lock.

A writer draws a number, reads the database, and makes sure before writing that nobody has drawn since. So of two
numbers the greater always read later. Every record is written under its writer's number as its version, and the
server keeps the greatest. A writer that came too late learns it here (:class:`EngineBusy`; its outbox rows stay)
or from the server, when a newer state is there already.

The numbers are the versions of one small document. Where that was lost they go on above the greatest in use.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from elasticsearch import BadRequestError, ConflictError, Elasticsearch, NotFoundError

from search.engine import EngineAway, EngineBusy
from search.engines.elasticsearch.connection import Cluster
from search.engines.elasticsearch.mapping import TURN

_DOCUMENT = "turn"
_TRIES = 5
_ABOVE_WHAT_IS_SEEN = 1_000_000
"""Removed records had numbers too, and are not seen any more."""
_BOUND = 5.0
"""Seconds for each of these small questions."""


class Turns:
    """The turns of all writers to the indices that match ``pattern``; kept behind the alias ``name``."""

    def __init__(self, cluster: Cluster, name: str, pattern: str) -> None:
        self._cluster = cluster
        self._name, self._pattern = name, pattern
        self._held = threading.local()

    @contextmanager
    def taken(self) -> Iterator[int]:
        """Hold a turn, and yield its number; a thread that has one keeps it."""
        number = getattr(self._held, "number", 0)
        if number:
            yield number
            return
        self._held.number = self.draw()
        try:
            yield self._held.number
        finally:
            self._held.number = 0

    def draw(self) -> int:
        """Return a number greater than any before."""
        return self._cluster.work(self._draw, seconds=_BOUND)

    def confirm(self, number: int) -> None:
        """Raise :class:`EngineBusy` where somebody has drawn after ``number``."""
        latest = self._cluster.work(
            lambda client: int(client.get(index=self._name, id=_DOCUMENT, source=False)["_version"]), seconds=_BOUND
        )
        if latest != number:
            raise EngineBusy("another process has begun to write since")

    def _draw(self, client: Elasticsearch) -> int:
        for _ in range(_TRIES):
            try:
                # Changes what is there and never makes it, so that no number below one in use can come of it.
                drawn = client.update(
                    index=self._name, id=_DOCUMENT, doc={}, detect_noop=False, require_alias=True, retry_on_conflict=20
                )
                return int(drawn["_version"])
            except NotFoundError:
                self._begin(client)
        raise EngineAway("no number can be drawn")

    def _begin(self, client: Elasticsearch) -> None:
        """Make the document whose versions are the numbers, above all that are in use."""
        try:
            client.indices.create(
                index=f"{self._name}-index",
                aliases={self._name: {}},
                mappings={"dynamic": "strict"},
                settings={"number_of_shards": 1, "auto_expand_replicas": "0-1"},
            )
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise
        client.indices.refresh(index=self._pattern)
        seen = client.search(index=self._pattern, size=0, aggs={TURN: {"max": {"field": TURN}}}).body
        greatest = int(seen.get("aggregations", {}).get(TURN, {}).get("value") or 0)
        first = greatest + _ABOVE_WHAT_IS_SEEN if greatest else 1
        # A conflict says that another writer was quicker.
        with suppress(ConflictError):
            client.index(index=self._name, id=_DOCUMENT, document={}, version=first, version_type="external",
                         require_alias=True)  # fmt: skip
