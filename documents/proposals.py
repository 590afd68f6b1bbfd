"""What the filing screen proposes: fields read in a file's text, where each was read, and what is missing."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html

from documents import duplicates, numbering
from documents.fields_said import field_in
from documents.file_names import disagreement
from documents.filing import FieldOrigin
from documents.importing import proposal as readings
from documents.importing.printed import read_printed
from documents.importing.record import ImportRecord
from documents.importing.tables import Tables
from documents.marked_text import Place
from documents.models import FieldOfWork, OfficialDocument
from documents.offered_values import OfferedValue, offered_for
from portal.text.vietnamese import fold, normalise

_WANTED = (
    ("symbol", "Số, ký hiệu"),
    ("type", "Loại văn bản"),
    ("issuer", "Cơ quan ban hành"),
    ("issued_on", "Ngày ban hành"),
    ("subject", "Trích yếu"),
    ("signer_name", "Người ký"),
)
_REASONS = {"symbol": "no_number_reason", "issued_on": "no_date_reason"}
_SPEAKS_OF_ANNEX = re.compile(
    r"\b(?:phu luc|bieu mau|danh sach)[^.;\n]{0,40} kem theo\b|\bkem theo[^.;\n]{0,40}\bphu luc\b"
)
_IS_ANNEX = re.compile(r"(?:^|\n)\s*(?:phu luc|danh sach|bieu mau)\b[^\n]{0,60}(?:\n|$)")


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """A numbered place beside its field, with the words that say where it is."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Missing:
    """What the text does not print: the field, in words, and what the clerk can do about it."""

    field: str
    words: str
    action: str = "Tới ô này"

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Proposal:
    """Proposed values for the form, with their places in the text. Nothing here is stored."""

    initial: dict[str, Any] = field(default_factory=dict)
    origins: tuple[FieldOrigin, ...] = ()
    places: tuple[Place, ...] = ()
    words: dict[int, str] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    copies: tuple[dict[str, Any], ...] = ()
    copy_initial: dict[str, Any] = field(default_factory=dict)
    offered: tuple[OfferedValue, ...] = ()

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


def propose(text: str, page_at: Callable[[int], int | None], *, name: str = "") -> Proposal:
    """Return what the text of a file proposes for a record.

    ``page_at`` tells the page of an offset; ``name`` is the file's, whose number is compared with the printed one.
    """
    text = normalise(text)
    read = readings.propose(ImportRecord(source="", key=""), read_printed(text), text, Tables())
    values = read.values
    _set_field_of_work(read, text)
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
    offered = tuple(offered_for(str(values.get("subject", "")))) if not values.get("symbol") else ()
    return Proposal(
        initial={name: value.pk if isinstance(value, Model) else value for name, value in values.items()},
        origins=origins,
        places=places,
        words=words,
        missing=(*_missing(values), *_missing_annex(text)),
        notes=_notes(values, name, offered, read.notes),
        copies=copies,
        copy_initial=_copy_initial(copies),
        offered=offered,
    )


def _set_field_of_work(read: readings.Proposal, text: str) -> None:
    subject = next((each for each in read.origins if each.field == "subject"), None)
    if subject is None or subject.start is None or not subject.end:
        return
    fields = {each.name: each for each in FieldOfWork.objects.all()}
    said = field_in(text, subject.start, subject.end, fields)
    if said is not None:
        name, start, end = said
        read.values["field_of_work"] = fields[name]
        read.origins.append(
            FieldOrigin(field="field_of_work", kind=subject.kind, start=start, end=end, quote=text[start:end])
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


def _missing(values: dict[str, Any]) -> list[Missing]:
    found = []
    for name, label in _WANTED:
        if values.get(name):
            continue
        reason = _REASONS.get(name, name)
        action = "Chọn lý do" if name in _REASONS else "Tới ô này"
        found.append(Missing(reason, f"Thiếu {label[:1].lower()}{label[1:]}", action))
    return found


def _missing_annex(text: str) -> list[Missing]:
    """Say so where the text speaks of an annex sent with it and the file holds none."""
    plain = fold(text)
    if not _SPEAKS_OF_ANNEX.search(plain) or _IS_ANNEX.search(plain):
        return []
    return [Missing("file_kind", "Phụ lục được nhắc trong văn bản không có trong tệp", "Ghi chú ở phần tệp")]


def _notes(
    values: dict[str, Any], name: str, offered: tuple[OfferedValue, ...], reported: list[str]
) -> dict[str, tuple[str, ...]]:
    notes: dict[str, list[str]] = {"symbol": [line[:1].upper() + line[1:] + "." for line in reported if "số" in line]}
    if values.get("scope"):
        notes["scope"] = ["Đây không phải dấu mật, nhưng phải có người cho phép trước khi công khai."]
    if values.get("issuer") is None and values.get("issuer_text"):
        notes["issuer"] = [f"Văn bản in “{values['issuer_text']}”, chưa khớp cơ quan nào trong danh bạ."]
    twin = OfficialDocument(**{name: value for name, value in values.items() if name != "no_number_reason"})
    twin.derive()
    other = twin.live_twin()
    if other is not None:
        link = format_html('<a href="{}">{}</a>', other.get_absolute_url(), other)
        notes["symbol"].append(format_html("Trùng với văn bản đang công khai: {}.", link))
    notes["subject"] = [_known(each) for each in duplicates.same_subject(twin) if each != other]
    said = disagreement(name, numbering.read(twin.symbol) if twin.symbol else None)
    if said:
        notes["symbol"].append(said)
    for each in offered:
        day = f" ngày {each.day:%d/%m/%Y}" if each.day else ""
        notes["symbol"].append(
            f"Văn bản {each.document} gọi văn bản này là số {each.symbol}{day}: “{each.quote[:160]}”."
        )
    return {name: tuple(lines) for name, lines in notes.items() if lines}


def _known(document: OfficialDocument) -> str:
    """Say that the archive holds a document with the same subject: perhaps the very one, without its text."""
    day = f" ngày {document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    link = format_html('<a href="{}">{}{}</a>', reverse("documents-clearance", args=[document.pk]), document, day)
    return format_html(
        "Kho đã có văn bản cùng cơ quan, loại và trích yếu: {}. Nếu là một văn bản thì lấy số ấy, hoặc gộp hai hồ sơ "
        "sau khi lập.", link,
    )  # fmt: skip


def _copy_initial(copies: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    if not copies:
        return {}
    return {"is_copy": True} | {f"copy_{name}": value for name, value in copies[0].items()}
