"""The second index of a generation: passages, each a row, found only for records that are already found.

It keeps the text that a result page shows, so that the main index need not; a record of 5 MB weighs on a
search as little as one of 5 kB.
"""

import json
from collections.abc import Iterator, Sequence

import tantivy

from search import plan
from search.engines.embedded.compiler import compile_node
from search.passages import CANDIDATES, PASSAGE_STREAMS, passage_fields, pieces
from search.plan_pages import of_records
from search.types import IndexDocument, Passage

FOLDER = "passages"


def _build() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    for name in PASSAGE_STREAMS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


SCHEMA = _build()
_as_json = json.JSONEncoder(ensure_ascii=False).encode


def to_rows(document: IndexDocument) -> Iterator[tantivy.Document]:
    """Yield a row for each passage of ``document``."""
    for part in pieces(document):
        row = tantivy.Document()
        row.add_text("key", document.key)
        for name, stream in passage_fields(part).items():
            row.add_text(name, stream)
        stored = [document.key, part.text, part.label, part.anchor, part.address]
        row.add_bytes("stored", _as_json(stored).encode())
        yield row


def find(searcher: tantivy.Searcher, asked: plan.Node, keys: Sequence[str]) -> dict[str, list[Passage]]:
    """Return by key the passages of the records ``keys`` that ``asked`` finds, the likeliest first.

    One question serves the whole page. Records that longer ones leave too little room in its answer are asked about
    again among themselves: of each the likeliest are found, whatever stands beside it.
    """
    if isinstance(asked, plan.Nothing):
        return {}
    found: dict[str, list[Passage]] = {}
    waiting = list(keys)
    while waiting:
        room = CANDIDATES * len(waiting)
        answer = _likeliest(searcher, of_records(asked, waiting), room)
        found |= answer
        # A full answer leaves out only records behind one that has all its passages: there are fewer each time.
        is_full = sum(map(len, answer.values())) == room
        waiting = [key for key in waiting if len(answer.get(key, ())) < CANDIDATES] if is_full else []
    return {key: passages[:CANDIDATES] for key, passages in found.items()}


def _likeliest(searcher: tantivy.Searcher, asked: plan.Node, limit: int) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for _, address in searcher.search(compile_node(asked, SCHEMA), limit, count=False).hits:
        key, *stored = json.loads(searcher.doc(address).get_first("stored"))
        found.setdefault(key, []).append(Passage(*stored))
    return found
