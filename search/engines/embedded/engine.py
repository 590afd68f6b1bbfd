"""The embedded engine itself: reads through a fresh searcher, writes through one short-lived writer."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from tantivy import Index, Order, Query, SearchResult

from search.analysis import analyse, clean, words_of
from search.engines.embedded.compiler import compile_prefix, compile_query
from search.engines.embedded.results import count_facets, stored
from search.engines.embedded.schema import to_row
from search.engines.embedded.store import Store, guarded
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

    def index(self, documents: Iterable[IndexDocument]) -> None:
        """Insert or replace ``documents``."""
        rows = [(document.key, to_row(document)) for document in documents]
        if not rows:
            return
        with self._store.writing(), guarded():
            writer = self._store.index().writer(_WRITER_HEAP, 1)
            for key, row in rows:
                writer.delete_documents_by_term("key", key)
                writer.add_document(row)
            writer.commit()
            writer.wait_merging_threads()

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
            return [to_suggestion(stored(searcher, address)) for _, address in found.hits]

    def rebuild(self, documents: Iterable[IndexDocument]) -> None:
        """Build a new generation of ``documents`` aside, then swap it in."""
        with self._store.writing():
            name, index = self._store.new_generation()
            try:
                self._fill(index, documents)
            except BaseException:
                self._store.discard(name)
                raise
            self._store.swap(name)

    def _fill(self, index: Index, documents: Iterable[IndexDocument]) -> None:
        with guarded():
            writer = index.writer(_REBUILD_HEAP, 1)
        seen: set[str] = set()
        for document in documents:
            row = to_row(document)
            with guarded():
                if document.key in seen:
                    writer.delete_documents_by_term("key", document.key)
                seen.add(document.key)
                writer.add_document(row)
        with guarded():
            writer.commit()
            writer.wait_merging_threads()

    def versions(self) -> Iterator[tuple[str, str]]:
        """Yield (key, content digest) of everything in the index."""
        searcher = self._store.searcher()
        with guarded():
            # The filter leaves out what was replaced but not yet merged away.
            found = searcher.terms_with_prefix("version", "", filter_query=Query.all_query())
        for version, _ in found:
            key, _, digest = version.rpartition(" ")
            yield key, digest


_ORDERS: dict[str, dict[str, object]] = {
    "newest": {"order_by_field": "newest", "order": Order.Desc},
    "oldest": {"order_by_field": "oldest", "order": Order.Asc},
}
