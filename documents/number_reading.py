"""What a reading of a document's symbol says."""

from dataclasses import dataclass
from datetime import date as Date


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """What a symbol says.

    ``kind`` is the written form: party, norm, law, admin, letter, blank, short, bare, loose, sentence.
    ``number`` is the running number as printed, ``suffix`` only a letter or decimal part of it.
    ``organisation`` is the code inside the symbol, which is not the issuer. ``match_key`` is empty where
    the symbol is not fully given. ``issuer_text``, ``date`` and ``about`` come from a sentence.
    """

    raw: str
    kind: str
    number: str = ""
    suffix: str = ""
    year: int | None = None
    type_code: str = ""
    type_name: str = ""
    organisation: str = ""
    match_key: str = ""
    issuer_text: str = ""
    date: Date | None = None
    about: str = ""

    def as_record(self) -> dict[str, str | int | None]:
        """Return the eight fields that the command line prints."""
        return {
            "raw": self.raw,
            "kind": self.kind,
            "number": self.number,
            "suffix": self.suffix,
            "year": self.year,
            "type": self.type_code,
            "organisation": self.organisation,
            "match_key": self.match_key,
        }


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A symbol in running text, at ``[start, end)`` of that text."""

    start: int
    end: int
    number: DocumentNumber
