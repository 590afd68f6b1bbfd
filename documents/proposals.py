"""What the filing screen proposes: fields read in a file's text, where each was read, and what is missing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from documents.filing import FieldOrigin
from documents.importing import proposal as readings
from documents.importing.printed import read_printed
from documents.importing.record import ImportRecord
from documents.importing.tables import Tables
from documents.marked_text import Place
from documents.models import OfficialDocument
from portal.text.vietnamese import normalise

_WANTED = (
    ("symbol", "Số, ký hiệu"),
    ("type", "Loại văn bản"),
    ("issuer", "Cơ quan ban hành"),
    ("issued_on", "Ngày ban hành"),
    ("subject", "Trích yếu"),
    ("signer_name", "Người ký"),
)


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A numbered place beside its field, with the words that say where it is."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Proposed values for the form, with their places in the text. Nothing here is stored."""

    initial: dict[str, Any] = field(default_factory=dict)
    origins: tuple[FieldOrigin, ...] = ()
    places: tuple[Place, ...] = ()
    words: dict[int, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    copies: tuple[dict[str, Any], ...] = ()
    copy_initial: dict[str, Any] = field(default_factory=dict)

    @property
    def found_count(self) -> int:
        """How many fields were read."""
        return len(self.places)

    def origin_of(self, name: str) -> FieldOrigin | None:
        """Return where the field was read, or ``None``."""
        return next((origin for origin in self.origins if origin.field == name), None)

    def places_of(self, name: str) -> list[ShownPlace]:
        """Return the numbered places of a field."""
        return [ShownPlace(each.number, self.words[each.number]) for each in self.places if each.field == name]


def propose(text: str, page_at: Callable[[int], int | None]) -> Proposal:
    """Return what the text of a file proposes for a record; ``page_at`` tells the page of an offset."""
    text = normalise(text)
    read = readings.propose(ImportRecord(source="", key=""), read_printed(text), text, Tables())
    values = read.values
    origins = tuple(_with_page(origin, page_at) for origin in read.origins)
    placed = [each for each in origins if each.start is not None and each.end and each.end > each.start]
    shown = [
        each for each in placed if each.field not in {"issued_precision", "issuer_text"} or each.field not in values
    ]
    places = tuple(
        Place(number, each.field, each.start or 0, each.end or 0)
        for number, each in enumerate(sorted(shown, key=lambda origin: origin.start or 0), 1)
    )
    by_field = {each.field: each for each in origins}
    words = {place.number: _where(by_field[place.field], text) for place in places}
    copies = tuple(dict(each) for each in read.copies)
    return Proposal(
        initial={name: value.pk if isinstance(value, Model) else value for name, value in values.items()},
        origins=origins,
        places=places,
        words=words,
        missing=tuple(_missing(values)),
        notes=_notes(values, text),
        copies=copies,
        copy_initial=_copy_initial(copies),
    )


def same_value(value: Any, proposed: Any) -> bool:
    """Return whether what was posted is what had been read."""
    if isinstance(value, Model):
        return bool(value.pk == proposed)
    if isinstance(value, str) and isinstance(proposed, str):
        return " ".join(value.split()) == " ".join(proposed.split())
    return bool(value == proposed)


def _with_page(origin: FieldOrigin, page_at: Callable[[int], int | None]) -> FieldOrigin:
    page = page_at(origin.start) if origin.start is not None else None
    return FieldOrigin(
        origin.field, origin.kind, page, origin.start, origin.end, origin.quote, origin.source_name
    )  # fmt: skip


def _where(origin: FieldOrigin, text: str) -> str:
    line = text.count("\n", 0, origin.start or 0) + 1
    page = f"trang {origin.page}, " if origin.page else ""
    return f"{page}dòng {line}"


def _missing(values: dict[str, Any]) -> list[str]:
    found = []
    for name, label in _WANTED:
        if values.get(name):
            continue
        line = f"Thiếu {label[:1].lower()}{label[1:]}"
        if name == "symbol":
            line += ": chọn lý do không có số"
        elif name == "issued_on":
            line += ": ghi ngày hoặc chọn lý do"
        found.append(line)
    return found


def _notes(values: dict[str, Any], text: str) -> dict[str, tuple[str, ...]]:
    notes: dict[str, list[str]] = {}
    if values.get("scope"):
        notes["scope"] = ["Đây không phải dấu mật, nhưng phải có người cho phép trước khi công khai."]
    if values.get("issuer") is None and values.get("issuer_text"):
        notes["issuer"] = [f"Văn bản in “{values['issuer_text']}”, chưa khớp cơ quan nào trong danh bạ."]
    twin = OfficialDocument(**{name: value for name, value in values.items() if name != "no_number_reason"})
    twin.derive()
    other = twin.live_twin()
    if other is not None:
        notes["symbol"] = [f"Trùng với văn bản đang công khai: {other} ({other.get_absolute_url()})."]
    return {name: tuple(lines) for name, lines in notes.items()}


def _copy_initial(copies: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    if not copies:
        return {}
    return {"is_copy": True} | {f"copy_{name}": value for name, value in copies[0].items()}
