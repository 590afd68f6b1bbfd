"""What the index holds, and how a document becomes a row of it.

Text arrives as tokens made in Python and joined by spaces, so that every engine sees the same ones.
Fields ending in ``_a`` keep accents, those ending in ``_f`` are folded.
"""

import json
import zlib
from datetime import date

import tantivy

from portal.text.vietnamese import fold, normalise
from search.analysis import pairs_of, words_of
from search.types import IndexDocument

SCHEMA_VERSION = 2
"""Raised with every change of the fields or of the tokens; an index of another version is not read."""

MAX_INDEXED = 2_000_000
MAX_STORED = 60_000
"""How many characters of a body are searched, and how many are kept for showing passages."""

KIND_FACET = "kind"
_LABEL = "\x1f"
_UNDATED = date.max.toordinal() + 1


def _build() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("key", "version", "kind", "audience", "identifier", "compact", "filter"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("facet", tokenizer_name="raw", index_option="basic", fast=True)
    for form in ("a", "f"):
        for name in ("text", "title", "parent"):
            builder.add_text_field(f"{name}_{form}", tokenizer_name="whitespace", index_option="position")
            builder.add_text_field(f"{name}_pairs_{form}", tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("newest", fast=True)
    builder.add_unsigned_field("oldest", fast=True)
    builder.add_unsigned_field("until", indexed=True, fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


SCHEMA = _build()


def facet_token(facet: str, value: str) -> str:
    """Return the one term that says that ``facet`` has ``value``."""
    return f"{facet}={value}"


def counted_token(facet: str, value: str, label: str) -> str:
    """Return the term that is counted: the facet, its value, and its label on the day of indexing."""
    return f"{facet_token(facet, value)}{_LABEL}{label}"


def read_counted_token(token: str) -> tuple[str, str, str]:
    """Return facet, value and label of a term that was counted."""
    name, _, label = token.partition(_LABEL)
    facet, _, value = name.partition("=")
    return facet, value, label


def to_row(document: IndexDocument) -> tantivy.Document:
    """Return ``document`` as a row of the index."""
    row = tantivy.Document()
    row.add_text("key", document.key)
    row.add_text("version", f"{document.key} {document.digest()}")
    row.add_text("kind", document.kind)
    for audience in sorted(document.audience):
        row.add_text("audience", audience)
    for identifier in dict.fromkeys(document.identifiers):
        row.add_text("identifier", identifier)
        row.add_text("compact", identifier.replace(".", ""))
    for facet, values in {**document.facets, KIND_FACET: (document.kind,)}.items():
        for value in dict.fromkeys(values):
            row.add_text("filter", facet_token(facet, value))
            row.add_text("facet", counted_token(facet, value, document.labels.get(facet, {}).get(value, "")))
    _add_text(row, "title", [document.title])
    _add_text(row, "parent", [document.parent_title])
    _add_text(row, "text", _everything(document))
    row.add_unsigned("newest", _sort_key(document, undated=0))
    row.add_unsigned("oldest", _sort_key(document, undated=_UNDATED))
    if document.until:
        row.add_unsigned("until", max(0, int(document.until.timestamp())))
    row.add_bytes("stored", json.dumps(_shown(document), ensure_ascii=False).encode())
    return row


def _everything(document: IndexDocument) -> list[str]:
    body = document.body or "\n".join(passage.text for passage in document.passages)
    return [document.number, document.title, document.parent_title, document.summary, body[:MAX_INDEXED]]


def _add_text(row: tantivy.Document, field: str, texts: list[str]) -> None:
    # Each text is a value of its own: a phrase never runs from the title on into the body.
    for text in texts:
        words = words_of(normalise(text)) if text else []
        if words:
            folded = [fold(word) for word in words]
            for form, stream in (("a", words), ("f", folded)):
                row.add_text(f"{field}_{form}", " ".join(stream))
                if len(stream) > 1:
                    row.add_text(f"{field}_pairs_{form}", " ".join(pairs_of(stream)))


def _sort_key(document: IndexDocument, undated: int) -> int:
    # The key's checksum orders records of one day, the same way on every page and in every index.
    day = document.date.toordinal() if document.date else undated
    return (day << 32) | zlib.crc32(document.key.encode())


def _shown(document: IndexDocument) -> dict[str, object]:
    parts: list[tuple[str, str, str]] = []
    room = MAX_STORED
    for passage in document.passages:
        text = normalise(passage.text)[:room]
        if text:
            parts.append((text, passage.label, passage.anchor))
            room -= len(text)
    if not document.passages and document.body:
        parts.append((normalise(document.body[: MAX_STORED + 64])[:MAX_STORED], "", ""))
    return {
        "key": document.key,
        "kind": document.kind,
        "title": normalise(document.title),
        "number": normalise(document.number),
        "summary": normalise(document.summary),
        "url": document.url,
        "date": document.date.isoformat() if document.date else None,
        "shown": dict(document.shown),
        "source": document.source,
        "source_key": document.source_key,
        "parts": parts,
    }
