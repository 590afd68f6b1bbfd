"""The library's schema for the fields that :mod:`search.fields` makes, and a record as a row of it."""

import json

import tantivy

from search import fields
from search.fields import fields_of
from search.shown import shown_of
from search.types import IndexDocument

SCHEMA_VERSION = fields.FIELDS_VERSION


def _build() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in fields.EXACT:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_json_field(fields.COUNTED, tokenizer_name="raw", index_option="basic", fast=True)
    for name in fields.streams_with_positions():
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in fields.streams_without_positions():
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in fields.NUMBERS:
        builder.add_unsigned_field(name, indexed=name == "until", fast=True)
    builder.add_bytes_field("stored", stored=True)
    return builder.build()


SCHEMA = _build()
# Made once: ``json.dumps`` makes one for every call that asks for letters as they are.
_as_json = json.JSONEncoder(ensure_ascii=False).encode


def to_row(document: IndexDocument) -> tantivy.Document:
    """Return ``document`` as a row of the index."""
    made = fields_of(document)
    row = tantivy.Document()
    for name, values in (*made.exact.items(), *made.streams.items()):
        for value in values:
            row.add_text(name, value)
    row.add_json(fields.COUNTED, {facet: list(values) for facet, values in made.counted.items()})
    for name, number in made.numbers.items():
        row.add_unsigned(name, number)
    row.add_bytes("stored", _as_json(shown_of(document)).encode())
    return row
