"""What an import reads in the text of a document, in whichever process reads it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from documents import layout_nodes, nodes
from documents.importing.printed import PrintedParts, read_printed
from portal.text.vietnamese import normalise


@dataclass(frozen=True, slots=True)
class TextReading:
    """What a document's text says of itself, and its parts as they are stored: they come from another process."""

    text: str
    printed: PrintedParts
    body_nodes: Sequence[dict[str, Any]] = ()


def read_text(text: str) -> TextReading:
    """Return what ``text`` says of itself."""
    body = normalise(text)
    printed = read_printed(body)
    found = layout_nodes.nodes(body) if printed.nodes is None else printed.nodes
    return TextReading(body, replace(printed, nodes=None), nodes.stored(found))
