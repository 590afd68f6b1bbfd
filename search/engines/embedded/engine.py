"""The embedded engine itself: reads through a fresh searcher, writes through one short-lived writer."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from tantivy import Document, Index, Order, Query, SearchResult

from search.analysis import analyse, clean, words_of
from search.engines.embedded.compiler import compile_prefix, compile_query
from search.engines.embedded.results import as_written, count_facets, stored
from search.engines.embedded.schema import to_row
from search.engines.embedded.store import Store, guarded
from search.fields import read_version_token
from search.found import to_hit, to_suggestion
from search.highlight import Wanted
from search.types import IndexDocument, Results, SearchQuery, Suggestion

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
        rows = [(document.key, row) for document in documents if (row := _row_of(document, refused)) is not None]
        if not rows:
            return refused
        with self._store.writing(), guarded():
            writer = self._store.index().writer(_WRITER_HEAP, 1)
            for key, row in rows:
                writer.delete_documents_by_term("key", key)
                writer.add_document(row)
            writer.commit()
            writer.wait_merging_threads()
        return refused

    def remove(self, keys: Iterable[str]) -> None:
        """Remove ``keys``."""
        gone = list(keys)
        if not gone:
            return
        with self._store.writing(), guarded():
            writer = self._store.index().writer(_WRITER_HEAP, 1)
            for key in gone:
                writer.delete_documents_by_term("key", key)
            writer.commit()
            writer.wait_merging_threads()

    def search(self, query: SearchQuery) -> Results:
        """Return a page of results with exact count and the facets asked for."""
        analysis = analyse(query.text, query.synonyms)
        wanted = Wanted.from_query(analysis, query.identifiers)
        searcher = self._store.searcher()
        with guarded():
            compiled = compile_query(analysis, query)
            by_rank = query.sort == "rank" and (not analysis.is_blank or bool(query.identifiers))
            options = {} if by_rank else _ORDERS["newest" if query.sort == "rank" else query.sort]
            offset = max(query.page - 1, 0) * query.page_size
            found: SearchResult = searcher.search(compiled, max(query.page_size, 1), offset=offset, **options)
            with as_written():
                hits = tuple(
                    to_hit(stored(searcher, address), float(score) if by_rank else 0.0, wanted)
                    for score, address in (found.hits if query.page_size else [])
                )
            return Results(hits, int(found.count), count_facets(searcher, analysis, query, compiled))

    def suggest(self, prefix: str, *, audiences: frozenset[str], limit: int) -> list[Suggestion]:
        """Return records whose number or title goes on as ``prefix`` begins, marks or no marks."""
        if limit < 1:
            return []
        searcher = self._store.searcher()
        with guarded():
            compiled = compile_prefix(words_of(clean(prefix))[:12], audiences)
            found = searcher.search(compiled, limit, count=False)
            with as_written():
                return [to_suggestion(stored(searcher, address)) for _, address in found.hits]

    def rebuild(self, documents: Iterable[IndexDocument]) -> Mapping[str, str]:
        """Build a new generation of ``documents`` aside, then swap it in; return which were refused, and why."""
        with self._store.writing():
            name, index = self._store.new_generation()
            try:
                refused = self._fill(index, documents)
            except BaseException:
                self._store.discard(name)
                raise
            self._store.swap(name)
        return refused

    def _fill(self, index: Index, documents: Iterable[IndexDocument]) -> dict[str, str]:
        with guarded():
            writer = index.writer(_REBUILD_HEAP, 1)
        seen = _Seen()
        refused: dict[str, str] = {}
        for document in documents:
            row = _row_of(document, refused)
            if row is None:
                continue
            with guarded():
                if seen.before(document.key):
                    writer.delete_documents_by_term("key", document.key)
                writer.add_document(row)
        with guarded():
            writer.commit()
            writer.wait_merging_threads()
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


class _Seen:
    """Which keys came before, in memory that does not grow: of a million, a few in a thousand seem to have and had not."""

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


def _row_of(document: IndexDocument, refused: dict[str, str]) -> Document | None:
    # One text that cannot be written (half a character, a number out of range) must not keep its neighbours out.
    try:
        return to_row(document)
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        refused[document.key] = f"{type(error).__name__}: {error}"[:1000]
        return None


_ORDERS: dict[str, dict[str, object]] = {
    "newest": {"order_by_field": "newest", "order": Order.Desc},
    "oldest": {"order_by_field": "oldest", "order": Order.Asc},
}
