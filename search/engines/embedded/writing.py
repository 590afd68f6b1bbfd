"""Both indexes of a generation, written in step."""

import tantivy

from search.engines.embedded.passage_index import to_rows
from search.engines.embedded.schema import to_row
from search.types import IndexDocument

Rows = tuple[str, tantivy.Document, tuple[tantivy.Document, ...]]


def rows_of(document: IndexDocument, refused: dict[str, str]) -> Rows | None:
    """Return the key of ``document``, its row, and the rows of its passages; note in ``refused`` why there is none.

    One text that cannot be written (half a character, a number out of range) must not keep its neighbours out.
    """
    try:
        return document.key, to_row(document), tuple(to_rows(document))
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        refused[document.key] = f"{type(error).__name__}: {error}"[:1000]
        return None


class Pair:
    """The writers of the main index and of the passages; made under the store's lock, used for one batch.

    Passages are committed first: a process that dies between the two leaves the main index, which alone is compared
    with the database, with the older version.
    """

    def __init__(self, indexes: tuple[tantivy.Index, tantivy.Index], heap: int) -> None:
        records, passages = indexes
        self._records = records.writer(heap, 1)
        self._passages = passages.writer(heap, 1)

    def put(self, rows: Rows, *, replaces: bool = True) -> None:
        """Write ``rows``, in place of what had their key where it ``replaces`` anything."""
        key, record, passages = rows
        if replaces:
            self.take_away(key)
        self._records.add_document(record)
        for passage in passages:
            self._passages.add_document(passage)

    def take_away(self, key: str) -> None:
        """Remove what has ``key``; nothing is no error."""
        self._records.delete_documents_by_term("key", key)
        self._passages.delete_documents_by_term("key", key)

    def finish(self) -> None:
        """Make everything visible, to other processes too."""
        for writer in (self._passages, self._records):
            writer.commit()
            writer.wait_merging_threads()
