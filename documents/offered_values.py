"""What documents of the archive say of a document that does not print it itself: a number, a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from documents import subjects
from documents.models import OfficialDocument, Relation

_MOST = 3


@dataclass(frozen=True, slots=True)
class OfferedValue:
    """A symbol, and perhaps a day, by which another document calls this one."""

    symbol: str
    day: date | None
    document: OfficialDocument
    quote: str


def offered_for(subject: str) -> list[OfferedValue]:
    """Return the numbers by which documents of the archive call a document with this subject, each once."""
    core = subjects.core_of(subject)
    if len(core) < subjects.TELLING:
        return []
    told = Relation.objects.filter(to_title__contains=core[:200]).exclude(to_symbol="")
    found: dict[str, OfferedValue] = {}
    for relation in told.select_related("from_document")[:20]:
        value = OfferedValue(relation.to_symbol, relation.to_issued_on, relation.from_document, relation.quote)
        found.setdefault(relation.to_symbol, value)
    return list(found.values())[:_MOST]


def teller_of(name: str, value: Any, offered: list[OfferedValue]) -> OfferedValue | None:
    """Return the offer that a field's value was taken from, or ``None``."""
    if name == "symbol":
        return next((each for each in offered if each.symbol == value), None)
    if name == "issued_on":
        return next((each for each in offered if each.day is not None and each.day == value), None)
    return None
