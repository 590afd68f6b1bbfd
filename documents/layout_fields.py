"""What reading a document's text yields: fields with the place they were read at."""

from dataclasses import dataclass

from documents.layout_nodes import Node
from documents.secrecy import ScopeStatement, SecrecyMark


@dataclass(frozen=True, slots=True)
class ReadField:
    """A proposed value with its evidence: ``quote`` is what stands at ``[start, end)`` of the normalised text.

    ``where`` is head, body, signature or copy. Dates are ISO strings beside ``issued_precision``; several
    recipients are lines. A reason for an absence (``no_number_reason``) is a code; its quote may be empty.
    """

    name: str
    value: str
    start: int
    end: int
    quote: str
    where: str


@dataclass(frozen=True, slots=True)
class CopyBlock:
    """The block by which another body certifies a copy: ``kind`` SY (sao y), SL (sao lục) or TrS (trích sao).

    Its number, date, signer and recipients are its own, never the document's.
    """

    kind: str
    start: int
    end: int
    quote: str
    fields: tuple[ReadField, ...]

    def value(self, name: str) -> str:
        """Return the first value of a field of the copy, or an empty string."""
        return next((field.value for field in self.fields if field.name == name), "")


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's parts. Offsets count in ``text``, which is the input normalised."""

    text: str
    fields: tuple[ReadField, ...]
    nodes: tuple[Node, ...] = ()
    copy: CopyBlock | None = None
    secrecy: tuple[SecrecyMark, ...] = ()
    notices: tuple[SecrecyMark, ...] = ()
    scopes: tuple[ScopeStatement, ...] = ()
    is_document: bool = False

    @property
    def main_nodes(self) -> tuple[Node, ...]:
        """The parts above the signature: what stands below it is annexed."""
        signed = self.get("signer")
        return tuple(node for node in self.nodes if signed is None or node.start < signed.start)

    def get(self, name: str) -> ReadField | None:
        """Return the first field of that name."""
        return next((field for field in self.fields if field.name == name), None)

    def value(self, name: str) -> str:
        """Return the first value of that name, or an empty string."""
        field = self.get(name)
        return field.value if field else ""
