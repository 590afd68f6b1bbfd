"""What an import reads in the text of a document, in whichever process reads it."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents import layout_nodes
from documents.importing.printed import PrintedParts, read_printed
from documents.layout_nodes import Node
from portal.text.vietnamese import normalise


@dataclass(frozen=True, slots=True)
class TextReading:
    """What a document's text says of itself, and its parts."""

    text: str
    printed: PrintedParts
    body_nodes: Sequence[Node] = ()


def read_text(text: str) -> TextReading:
    """Return what ``text`` says of itself."""
    body = normalise(text)
    printed = read_printed(body)
    return TextReading(body, printed, layout_nodes.nodes(body) if printed.nodes is None else printed.nodes)
