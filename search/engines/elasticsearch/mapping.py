"""The mapping for the fields that :mod:`search.fields` makes, and a record as a document of it.

Strict at every level: a field that is not named here is refused, never invented.
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from elasticsearch.dsl import Binary, Field, Keyword, Long, Text
from elasticsearch.dsl import Mapping as DslMapping

from search import fields, ranking
from search.fields import fields_of
from search.shown import shown_of
from search.types import IndexDocument

SCHEMA_VERSION = fields.FIELDS_VERSION
"""In the names of indices: workers of an older release keep their own while a newer one builds."""

STORED = "stored"
TURN = "turn"
"""The number under which a record was written (:mod:`search.engines.elasticsearch.turns`)."""
_LONGEST_VALUE = 2_000
"""Of a whole value that is matched: longer ones, which nothing asks for, would be refused with their record."""
_SIMILARITY = "portal"
_READ = ("key", "version")
"""Whole values that are read from their record; of the others a column would be kept for nobody."""
_ONLY_READ = "version"
"""Which state of a record is here is read, and never looked for."""
_EXPECTED = (
    '{"key":"document:","kind":"document","title":"Quyết định của Ủy ban nhân dân tỉnh về việc ban hành Kế hoạch '
    'triển khai thực hiện Kết luận số /KL-TW của Bộ Chính trị, Ban Bí thư","number":"/QĐ-UBND","summary":"",'
    '"url":"/van-ban/","date":null,"shown":{"type":"Hướng dẫn","issuer":"Ban Chấp hành Trung ương","date":"/20"},'
    '"source":"portal","source_key":""}'
).encode()
"""What a row is likely to say (RFC 1950, preset dictionary): never changed without :data:`SCHEMA_VERSION`."""

SETTINGS: dict[str, Any] = {
    # One shard: scores are then those of the whole collection, the same as on the embedded engine.
    "number_of_shards": 1,
    # A copy where there is a second node for it, none (and still green) where there is not.
    "auto_expand_replicas": "0-1",
    # A ranked list is taken along to its 50,000th record (:mod:`search.walking`).
    "max_result_window": 60_000,
    # How long a removal is remembered, so that an older state that arrives late does not bring a record back.
    "gc_deletes": "1h",
    "similarity": {_SIMILARITY: {"type": "BM25", "k1": ranking.BM25_K1, "b": ranking.BM25_B}},
}


class _Flattened(Field):
    """Columns that the data names: each a field of whole values, and none of them a change of the mapping."""

    name = "flattened"


def build() -> DslMapping:
    """Return the mapping of an index of records."""
    mapping = DslMapping()
    mapping.meta("dynamic", "strict")
    # What is shown is kept by itself; the streams could be made anew from the database and are larger than the text.
    mapping.meta("_source", enabled=False)
    for name in fields.EXACT:
        read, asked = name in _READ, name != _ONLY_READ
        mapping.field(name, Keyword(ignore_above=_LONGEST_VALUE, doc_values=read, index=asked))
    mapping.field(fields.COUNTED, _Flattened(ignore_above=_LONGEST_VALUE, index=False, eager_global_ordinals=True))
    for names, option in (
        (fields.streams_with_positions(), "positions"),
        (fields.streams_without_positions(), "freqs"),
    ):
        for name in names:
            mapping.field(name, Text(analyzer="whitespace", index_options=option, similarity=_SIMILARITY))
    for name in fields.NUMBERS:
        mapping.field(name, Long())
    mapping.field(TURN, Long(index=False))
    # A column of its own: stored fields lie beside what the server keeps of a record to recover it, which of a text of
    # 5 MB would be unpacked to read the few hundred bytes of its row.
    mapping.field(STORED, Binary(doc_values=True))
    return mapping


def to_source(document: IndexDocument, turn: int) -> dict[str, Any]:
    """Return ``document`` as it is sent by the writer whose number is ``turn``."""
    made = fields_of(document)
    values: dict[str, Any] = {name: list(each) for name, each in {**made.exact, **made.streams}.items()}
    values[fields.COUNTED] = {column: list(counted) for column, counted in made.counted.items()}
    return {**values, **made.numbers, TURN: turn, STORED: packed(shown_of(document))}


def packed(row: Mapping[str, Any]) -> str:
    """Return what is kept of a record as a column holds it: columns of bytes are not compressed by the server."""
    # Half of a surrogate pair is no text.
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    press = zlib.compressobj(zdict=_EXPECTED)
    return b64encode(press.compress(text) + press.flush()).decode("ascii")


def unpacked(column: str) -> bytes:
    """Return what :func:`packed` was given, as JSON; raises ValueError where it is nothing of the kind."""
    try:
        press = zlib.decompressobj(zdict=_EXPECTED)
        return press.decompress(b64decode(column, validate=True)) + press.flush()
    except zlib.error as error:
        raise ValueError(f"a row cannot be unpacked: {error}") from error
