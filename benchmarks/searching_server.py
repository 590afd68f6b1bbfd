"""The Elasticsearch server of a benchmark: one that is named, or one of its own, with indices of made records."""

import atexit
from collections.abc import Iterator
from contextlib import ExitStack

from elasticsearch import Elasticsearch

from benchmarks import searching_sides as sides
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.types import IndexDocument

OWN = "elasticsearch"
"""On the command line: start a server for this run, as the tests do, and throw it away afterwards."""


class Server:
    """A server that may be written to below the prefix ``bench``; what was built on it is remembered."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._text: dict[int, int] = {}
        self._engines: dict[int, ElasticsearchEngine] = {}

    @classmethod
    def named(cls, engine: str) -> "Server":
        """Return the server at ``engine`` (``host:port``), or a fresh one for :data:`OWN`."""
        if engine != OWN:
            return cls(engine.removeprefix("elasticsearch://").split("/", 1)[0])
        from tests.elasticsearch_server import running

        stack = ExitStack()
        atexit.register(stack.close)
        return cls(stack.enter_context(running()).address)

    def url(self, prefix: str) -> str:
        """Return the ``SEARCH_URL`` of the indices that begin with ``prefix``."""
        return f"elasticsearch://{self.address}/{prefix}"

    def client(self) -> Elasticsearch:
        """Return the library's plain client."""
        return Elasticsearch(f"http://{self.address}", request_timeout=60)

    @staticmethod
    def prefix(rows: int) -> str:
        """Return the prefix of the indices that hold ``rows`` made records."""
        return f"bench-{rows}"

    def built(self, rows: int) -> ElasticsearchEngine:
        """Return an engine that holds ``rows`` made records, built unless this run has done so."""
        if rows not in self._engines:
            engine, size = ElasticsearchEngine(self.url(self.prefix(rows))), 0

            def weighed() -> Iterator[IndexDocument]:
                nonlocal size
                for each in sides.entries(rows):
                    size += sides.text_bytes(each)
                    yield each

            engine.rebuild(weighed())
            self._engines[rows], self._text[rows] = engine, size
        return self._engines[rows]

    def text_bytes(self, rows: int) -> int:
        """Return how many bytes of text those records hold."""
        return self._text[rows]

    def forget(self, prefix: str) -> None:
        """Remove every index that begins with ``prefix``."""
        client = self.client()
        if names := list(client.indices.get(index=f"{prefix}-*", expand_wildcards="all")):
            client.indices.delete(index=names)
