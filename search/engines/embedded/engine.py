"""The embedded engine itself: reads through fresh searchers, writes through short-lived writers."""

import logging
import time
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from tantivy import Index, Query

from search.analysis import clean, words_of
from search.asked import Asked
from search.engine import MAX_TOKENS, EngineUnavailable
from search.engines.embedded import passage_index, suggesting
from search.engines.embedded.compiler import compile_node
from search.engines.embedded.reading import Row, listed, ranked
from search.engines.embedded.results import count_facets, stored
from search.engines.embedded.store import Store, guarded
from search.engines.embedded.writing import Pair, rows_of
from search.fields import read_version_token
from search.found import as_written, to_hits, to_suggestion
from search.plan_pages import of_keys, said_in_passages
from search.types import Hit, IndexDocument, Passage, Results, SearchQuery, Suggestion

logger = logging.getLogger(__name__)

_WRITER_HEAP = 20_000_000
_REBUILD_HEAP = 80_000_000


class EmbeddedEngine:
    """A search engine in a folder of this machine. Keeps :class:`search.engine.SearchEngine`."""

    drains_on_commit = True

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder)

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the only right to write."""
        return self._store.writing()

    def index(self, documents: Iterable[IndexDocument]) -> Mapping[str, str]:
        """Insert or replace ``documents``; return which were refused, and why."""
        refused: dict[str, str] = {}
        prepared = [rows for document in documents if (rows := rows_of(document, refused)) is not None]
        if not prepared:
            return refused
        with self._store.writing(), guarded():
            pair = Pair(self._store.both(), _WRITER_HEAP)
            for rows in prepared:
                pair.put(rows)
            pair.finish()
        return refused

    def remove(self, keys: Iterable[str]) -> None:
        """Remove ``keys``."""
        gone = list(keys)
        if not gone:
            return
        with self._store.writing(), guarded():
            pair = Pair(self._store.both(), _WRITER_HEAP)
            for key in gone:
                pair.take_away(key)
            pair.finish()

    def search(self, query: SearchQuery) -> Results:
        """Return a page of results with exact count and the facets asked for."""
        asked = Asked.of(query)
        searcher = self._store.searcher()
        with as_written(), guarded():
            compiled = compile_node(asked.plan)
            page = (listed if asked.order else ranked)(searcher, asked, compiled)
            facets = count_facets(searcher, asked.analysis, query, compiled)
            hits = self._hits(page.rows, asked)
        return Results(hits, page.count, facets, first=page.first, last=page.last, more=page.more, keys=page.keys)

    def fetch(self, keys: Sequence[str], query: SearchQuery) -> tuple[Hit, ...]:
        """Return the records of ``keys`` that may be read, in that order."""
        if not keys:
            return ()
        searcher = self._store.searcher()
        with as_written(), guarded():
            wanted = compile_node(of_keys(keys, query.audiences, now=int(time.time())))
            found = searcher.search(wanted, len(keys), count=False)
            rows = {row["key"]: row for row in (stored(searcher, address) for _, address in found.hits)}
            return self._hits([(0.0, rows[key]) for key in keys if key in rows], Asked.of(query))

    def _hits(self, rows: Sequence[tuple[float, Row]], asked: Asked) -> tuple[Hit, ...]:
        found = self._passages([row["key"] for _, row in rows], asked)
        return to_hits(rows, found, asked.wanted, limit=asked.query.passages)

    def _passages(self, keys: Sequence[str], asked: Asked) -> Mapping[str, Sequence[Passage]]:
        if not asked.query.passages:
            return {}
        try:
            searcher = self._store.passage_searcher()
            with guarded(), as_written():
                return passage_index.find(searcher, said_in_passages(asked.analysis, asked.query.identifiers), keys)
        except EngineUnavailable as error:
            # What was found is found: a result without its passage is better than none.
            logger.error("the index of passages cannot be read: %s", error)
            return {}

    def suggest(self, prefix: str, *, audiences: frozenset[str], limit: int) -> list[Suggestion]:
        """Return records whose number or title goes on as ``prefix`` begins, marks or no marks."""
        if limit < 1:
            return []
        searcher = self._store.searcher()
        with guarded():
            hits = suggesting.found(searcher, words_of(clean(prefix))[:12], audiences, limit)
            with as_written():
                return [to_suggestion(stored(searcher, address)) for _, address in hits]

    def frequencies(self, tokens: Collection[str]) -> Mapping[str, int]:
        """Return in how many records each token stands, whoever may read them."""
        searcher = self._store.searcher()
        with guarded():
            return {
                token: int(searcher.doc_freq("text_pairs_f" if "_" in token else "text_f", token))
                for token in list(tokens)[:MAX_TOKENS]
            }

    def rebuild(self, documents: Iterable[IndexDocument]) -> Mapping[str, str]:
        """Build a new generation of ``documents`` aside, then swap it in; return which were refused, and why."""
        with self._store.writing():
            name, records, passages = self._store.new_generation()
            try:
                refused = self._fill((records, passages), documents)
            except BaseException:
                self._store.discard(name)
                raise
            self._store.swap(name)
        return refused

    def _fill(self, indexes: tuple[Index, Index], documents: Iterable[IndexDocument]) -> dict[str, str]:
        with guarded():
            pair = Pair(indexes, _REBUILD_HEAP)
        seen = _Seen()
        refused: dict[str, str] = {}
        for document in documents:
            rows = rows_of(document, refused)
            if rows is None:
                continue
            with guarded():
                pair.put(rows, replaces=seen.before(document.key))
        with guarded():
            pair.finish()
        return refused

    def versions(self) -> Iterator[tuple[str, str]]:
        """Yield (key, content digest) of everything in the index, a part of it in memory at a time."""
        searcher = self._store.searcher()
        for shard in (f"{number:02x}" for number in range(256)):
            with guarded():
                # The filter leaves out what was replaced but not yet merged away.
                found = searcher.terms_with_prefix("version", shard, filter_query=Query.all_query())
            for version, _ in found:
                yield read_version_token(version)

    def verify(self) -> None:
        """Compare every file of the index with the checksum at its end."""
        self._store.verify()

    def compact(self) -> bool:
        """Nothing is kept here that is not asked for."""
        return True


class _Seen:
    """Which keys came before, in memory that does not grow: of a million a few in a thousand seem to have."""

    _BITS = 27

    def __init__(self) -> None:
        self._marks = bytearray(1 << (self._BITS - 3))

    def before(self, key: str) -> bool:
        """Return whether ``key`` may have been asked about before, and remember it."""
        place = zlib.crc32(key.encode()) & ((1 << self._BITS) - 1)
        at, bit = place >> 3, 1 << (place & 7)
        is_known = bool(self._marks[at] & bit)
        self._marks[at] |= bit
        return is_known
