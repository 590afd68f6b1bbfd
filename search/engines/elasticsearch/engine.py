"""The Elasticsearch engine itself: readers bounded and behind a breaker, writers in numbered turns."""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.dsl import Search

from search.analysis import clean, words_of
from search.asked import Asked
from search.engine import MAX_TOKENS, EngineUnavailable
from search.engines.elasticsearch import passage_index
from search.engines.elasticsearch.bulk import Item, write
from search.engines.elasticsearch.compacting import compact
from search.engines.elasticsearch.compiler import compile_prefix
from search.engines.elasticsearch.connection import Cluster, read_address
from search.engines.elasticsearch.indices import STANDS_STILL, Indices, passages_of
from search.engines.elasticsearch.mapping import to_source
from search.engines.elasticsearch.reading import Reading, Row, question_for_keys
from search.engines.elasticsearch.results import stored, whole, with_rows
from search.engines.elasticsearch.turns import Turns
from search.fields import folded, paired, read_version_token
from search.found import as_written, to_hits, to_suggestion
from search.plan import Nothing
from search.plan_pages import said_in_passages
from search.types import Hit, IndexDocument, Passage, Results, SearchQuery, Suggestion

logger = logging.getLogger(__name__)

Written = tuple[str, tuple[dict[str, Any], dict[str, Any]] | None]
"""A key with what is sent for it, its passages and itself; nothing where it is removed."""
_AT_A_TIME = 5_000
_KEPT_OPEN = "1m"
_BOUND = 10.0
_WORDS_ALONE = {"field_statistics": False, "positions": False, "offsets": False, "payloads": False}
_ALL_OR_NOTHING: dict[str, Any] = {"allow_partial_search_results": False}


class ElasticsearchEngine:
    """A search engine on a cluster. Keeps :class:`search.engine.SearchEngine`."""

    drains_on_commit = False

    def __init__(self, url: str, *, stands_still: float = STANDS_STILL) -> None:
        """Know the cluster at ``url``; it is first asked when something is.

        ``stands_still``: seconds after which a building index that does not grow is taken for left behind.
        """
        self._cluster = Cluster(read_address(url))
        self._indices = Indices(self._cluster, stands_still)
        turns = f"{self._cluster.prefix}-turns-{self._indices.alias.rpartition('-')[2]}"
        self._turns = Turns(self._cluster, turns, self._indices.pattern)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Draw a number: what is read inside is written only if nobody has drawn a later one."""
        with self._turns.taken():
            yield

    def index(self, documents: Iterable[IndexDocument]) -> Mapping[str, str]:
        """Insert or replace ``documents``, and return which cannot be held."""
        given = list(documents)
        refused: dict[str, str] = {}
        with self._turns.taken() as turn:
            sources = _sources(given, turn, refused)
            return {**self._write(turn, list(sources)), **refused}

    def remove(self, keys: Iterable[str]) -> None:
        """Remove ``keys``."""
        given = list(keys)
        with self._turns.taken() as turn:
            self._write(turn, [(key, None) for key in given])

    def _write(self, turn: int, given: Sequence[Written]) -> Mapping[str, str]:
        if not given:
            return {}
        self._turns.confirm(turn)
        items = _items(given, self._indices.targets(), turn)
        return write(self._cluster, items, refresh=True)

    def search(self, query: SearchQuery) -> Results:
        """Return a page of results with exact count and the facets asked for."""
        asked = Asked.of(query)
        reading = Reading(asked)
        names = list(reading.requests)

        def ask(client: Elasticsearch) -> dict[str, Mapping[str, Any]]:
            answers = self._answers(client, self._indices.alias, [reading.requests[name] for name in names])
            return dict(zip(names, answers, strict=True))

        answers = self._cluster.ask(ask)
        with as_written():
            first, last, more = reading.ends(answers)
            hits = self._hits(reading.rows(answers), asked)
            facets = reading.facets(answers)
            keys = reading.keys(answers)
            return Results(hits, reading.count(answers), facets, first=first, last=last, more=more, keys=keys)

    def fetch(self, keys: Sequence[str], query: SearchQuery) -> tuple[Hit, ...]:
        """Return the records of ``keys`` that may be read, in that order."""
        if not keys:
            return ()
        answer = self._ask(self._indices.alias, question_for_keys(keys, query))
        with as_written():
            rows = {row["key"]: row for row in map(stored, answer["hits"]["hits"])}
            return self._hits([(0.0, rows[key]) for key in keys if key in rows], Asked.of(query))

    def _hits(self, rows: Sequence[tuple[float, Row]], asked: Asked) -> tuple[Hit, ...]:
        found = self._passages([row["key"] for _, row in rows], asked)
        return to_hits(rows, found, asked.wanted, limit=asked.query.passages)

    def _passages(self, keys: Sequence[str], asked: Asked) -> Mapping[str, tuple[Passage, ...]]:
        said = said_in_passages(asked.analysis, asked.query.identifiers)
        if not keys or not asked.query.passages or isinstance(said, Nothing):
            return {}
        try:
            answer = self._ask(passages_of(self._indices.alias), passage_index.request(said, keys))
            with as_written():
                return passage_index.read(answer)
        except EngineUnavailable as error:
            # What was found is found: a result without its passage is better than none.
            logger.warning("the index of passages cannot be read: %s", error)
            return {}

    def suggest(self, prefix: str, *, audiences: frozenset[str], limit: int) -> list[Suggestion]:
        """Return records whose number or title goes on as ``prefix`` begins, marks or no marks."""
        if limit < 1:
            return []
        asked = Search().query(compile_prefix(words_of(clean(prefix))[:12], audiences))[:limit]
        answer = self._ask(self._indices.alias, with_rows(asked).extra(track_total_hits=False))
        with as_written():
            return [to_suggestion(stored(hit)) for hit in answer["hits"]["hits"]]

    def frequencies(self, tokens: Collection[str]) -> Mapping[str, int]:
        """Return in how many records each token stands, whoever may read them."""
        counted = list(tokens)[:MAX_TOKENS]
        streams = {
            folded("text"): " ".join(token for token in counted if "_" not in token),
            folded(paired("text")): " ".join(token for token in counted if "_" in token),
        }

        def ask(client: Elasticsearch) -> dict[str, int]:
            # The words of a document that is not in the index, with what the index knows of each.
            told = client.termvectors(index=self._indices.alias, doc=streams, term_statistics=True, **_WORDS_ALONE)
            fields = told.body.get("term_vectors", {}).values()
            return {token: int(each.get("doc_freq", 0)) for field in fields for token, each in field["terms"].items()}

        return self._cluster.ask(ask) if counted else {}

    def rebuild(self, documents: Iterable[IndexDocument]) -> Mapping[str, str]:
        """Build a new generation of ``documents`` aside, then swap it in; what is written meanwhile reaches it."""
        name = self._indices.begin()
        try:
            # Drawn after the others can write to it: whoever cannot has read before, and is overtaken here.
            turn = self._turns.draw()
            alias = self._indices.builder(name)
            refused: dict[str, str] = {}
            items = _items(_sources(documents, turn, refused), [alias], turn)
            refused |= write(self._cluster, items, refresh=False)
            self._indices.swap(name)
            return refused
        except BaseException:
            with suppress(EngineUnavailable):
                self._indices.discard(name)
            raise

    def versions(self) -> Iterator[tuple[str, str]]:
        """Yield (key, content digest) of everything in the index as it was at one instant."""
        opened = self._cluster.work(
            lambda client: client.open_point_in_time(index=self._indices.alias, keep_alive=_KEPT_OPEN)["id"]
        )
        try:
            after: list[Any] | None = None
            while rows := self._versions_after(opened, after):
                for row in rows:
                    yield read_version_token(row["fields"]["version"][0])
                after = rows[-1]["sort"]
        finally:
            with suppress(EngineUnavailable):
                self._cluster.work(lambda client: client.close_point_in_time(id=opened), seconds=_BOUND)

    def verify(self) -> None:
        """Say whether the index can be asked; the server looks after its own files."""
        self._cluster.work(
            lambda client: whole(client.search(index=self._indices.alias, size=0, **_ALL_OR_NOTHING).body)
        )

    def compact(self) -> bool:
        """Drop what the server kept of the records only to recover them."""
        alias = self._indices.alias
        records, passages = (compact(self._cluster, each) for each in (alias, passages_of(alias)))
        return records and passages

    def _versions_after(self, opened: str, after: list[Any] | None) -> list[dict[str, Any]]:
        def ask(client: Elasticsearch) -> list[dict[str, Any]]:
            answer = client.search(
                pit={"id": opened, "keep_alive": _KEPT_OPEN},
                size=_AT_A_TIME,
                sort=["_shard_doc"],
                search_after=after,
                track_total_hits=False,
                source=False,
                docvalue_fields=["version"],
            ).body
            rows: list[dict[str, Any]] = whole(answer)["hits"]["hits"]
            return rows

        return self._cluster.work(ask)

    def _ask(self, alias: str, request: Search) -> Mapping[str, Any]:
        return self._cluster.ask(lambda client: self._answers(client, alias, [request])[0])

    @staticmethod
    def _answers(client: Elasticsearch, alias: str, requests: Sequence[Search]) -> list[Mapping[str, Any]]:
        """Return the answers to ``requests``, which travel together."""
        bodies = [each.to_dict() for each in requests]
        if len(bodies) == 1:
            return [whole(client.search(index=alias, body=bodies[0], **_ALL_OR_NOTHING).body)]
        head = {"index": alias, **_ALL_OR_NOTHING}
        answer = client.msearch(searches=[line for body in bodies for line in (head, body)])
        return [whole(each) for each in answer["responses"]]


def _sources(documents: Iterable[IndexDocument], turn: int, refused: dict[str, str]) -> Iterator[Written]:
    for document in documents:
        # One record that cannot be written down must not keep its neighbours out.
        try:
            sources = passage_index.to_source(document), to_source(document, turn)
        except (ValueError, TypeError, OverflowError, AttributeError) as error:
            refused[document.key] = f"{type(error).__name__}: {error}"[:1000]
        else:
            yield document.key, sources


def _items(given: Iterable[Written], aliases: Sequence[str], turn: int) -> Iterator[Item]:
    """Yield what is sent: passages first, for the other index alone is compared with the database."""
    for key, sources in given:
        passages, record = sources or (None, None)
        for alias in aliases:
            yield Item(passages_of(alias), key, turn, passages)
            yield Item(alias, key, turn, record)
