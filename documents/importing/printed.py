"""What a text prints of itself, in the names of a document's fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from documents import layout
from documents.layout_fields import CopyBlock, Layout, ReadField
from documents.layout_nodes import Node
from documents.models import CopyKind

_NAMES = {"signer": "signer_name"}
_DAYS = {"issued_on"}
_COPIED = ("symbol", "place", "issued_on", "issued_precision", "authority", "signer_capacity", "signer_name", "purpose",
           "recipients")  # fmt: skip


@dataclass(frozen=True, slots=True)
class PrintedField:
    """One value as read in the text: in code points ``[start, end)``, with the words it stands in."""

    value: Any
    start: int | None = None
    end: int | None = None
    quote: str = ""
    kind: str = "printed"


@dataclass(frozen=True, slots=True)
class PrintedParts:
    """Everything that the layout reader found: fields by the document's names for them, and copy blocks."""

    fields: Mapping[str, PrintedField] = field(default_factory=dict)
    copies: tuple[Mapping[str, Any], ...] = ()
    is_document: bool = False
    nodes: tuple[Node, ...] | None = None
    """The parts of the text, where no copy block cuts them."""


@lru_cache(maxsize=8)
def read_printed(text: str) -> PrintedParts:
    """Return what ``text`` prints of itself. Offsets count in ``text``, which is normalised already."""
    if not text.strip():
        return PrintedParts()
    found = layout.recognise(text)
    fields: dict[str, PrintedField] = {}
    for each in found.fields:
        name = _NAMES.get(each.name, each.name)
        value = _value(name, each)
        if name not in fields and value not in (None, ""):
            somewhere = each.end > each.start  # an absence has a reason and no place
            fields[name] = PrintedField(
                value, each.start if somewhere else None, each.end if somewhere else None, each.quote
            )
    return PrintedParts(fields, _copies(found), found.is_document, found.nodes if found.copy is None else None)


def _value(name: str, read: ReadField) -> Any:
    return _day(read.value) if name in _DAYS else read.value


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _copies(found: Layout) -> tuple[Mapping[str, Any], ...]:
    return (_copy(found.copy),) if found.copy is not None else ()


def _copy(block: CopyBlock) -> dict[str, Any]:
    """Return the fields of a copy; its number, date and signer are never the document's."""
    kinds = {kind.value for kind in CopyKind}
    values: dict[str, Any] = {
        "kind": block.kind if block.kind in kinds else CopyKind.REISSUE.value,
        "issuer_text": block.value("issuer")[:255],
        "quote": block.quote,
        "start": block.start,
        "end": block.end,
    }
    for each in block.fields:
        name = _NAMES.get(each.name, each.name)
        if name in _COPIED and name not in values:
            values[name] = _value(name, each)
    return {name: value for name, value in values.items() if value is not None}
