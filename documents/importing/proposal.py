"""From a record and its text to the fields of a document, each with where it comes from.

What the source states is taken from the source; what it leaves open is read in the text as printed; what neither
says stays empty. Nothing is guessed, and where source and text disagree both are reported.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from documents import numbering
from documents.filing import FieldOrigin
from documents.importing.printed import PrintedField, PrintedParts
from documents.importing.record import ImportRecord
from documents.importing.tables import Tables, branch_of
from documents.importing.title import ReadTitle, read_title
from documents.models import EffectStatus
from documents.numbering import DocumentNumber
from portal.organisations.models import Organisation
from portal.text.vietnamese import fold

_LIMITS = {"symbol": 160, "place": 120, "signer_name": 160, "signer_capacity": 200, "authority": 160, "scope": 255,
           "filing_code": 160, "issuer_text": 255, "title": 1000, "parent_title": 500}  # fmt: skip
_READ = (
    "symbol", "issued_precision", "issued_on", "place", "subject", "signer_name", "signer_capacity", "authority",
    "addressees", "recipients", "filing_code", "scope", "no_number_reason", "no_date_reason",
)  # fmt: skip
# What is said of an absence, or of how much of a day is printed, falls silent where the source gives the value: the
# precision is therefore read before the printed day.
_REASON_OF = {"no_number_reason": "symbol", "no_date_reason": "issued_on", "issued_precision": "issued_on"}
_NO_VALUE = frozenset({"issued_precision", "no_number_reason", "no_date_reason"})
_STATUSES = {fold(label): value for value, label in EffectStatus.choices} | {
    "het hieu luc": EffectStatus.EXPIRED,
    "con hieu luc mot phan": EffectStatus.PARTLY_EXPIRED,
    "tam ngung hieu luc": EffectStatus.SUSPENDED,
}


@dataclass(slots=True)
class Proposal:
    """The fields of a document as a run proposes them.

    ``given`` names the fields whose value is the source's. ``notes`` are for the report.
    """

    values: dict[str, Any] = field(default_factory=dict)
    origins: list[FieldOrigin] = field(default_factory=list)
    copies: list[Mapping[str, Any]] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def give(self, name: str, value: Any, source: str, quote: str = "") -> None:
        """Take a value that the source states."""
        if value in (None, "") or name in self.values:
            return
        self.values[name] = self._cut(name, value)
        self.given.append(name)
        self.origins.append(FieldOrigin(field=name, kind="source", source_name=source[:255], quote=quote))

    def read(self, name: str, printed: PrintedField | None, value: Any = None) -> None:
        """Take a value that is printed, unless the source states it."""
        if printed is None or name in self.values:
            return
        found = printed.value if value is None else value
        if found in (None, ""):
            return
        self.values[name] = self._cut(name, found)
        if name in _NO_VALUE and not printed.quote:
            return  # that nothing is printed can be shown nowhere in the text
        self.origins.append(
            FieldOrigin(field=name, kind=printed.kind, start=printed.start, end=printed.end, quote=printed.quote)
        )

    def drop(self, name: str) -> None:
        """Leave a value out after all."""
        self.values.pop(name, None)
        self.given = [each for each in self.given if each != name]
        self.origins = [each for each in self.origins if each.field != name]

    def _cut(self, name: str, value: Any) -> Any:
        limit = _LIMITS.get(name)
        if limit is None or not isinstance(value, str) or len(value) <= limit:
            return value
        self.notes.append(f"“{name}” dài quá {limit} ký tự, đã cắt")
        return value[:limit]


def propose(record: ImportRecord, printed: PrintedParts, text: str, tables: Tables) -> Proposal:
    """Return what is known of the document that ``record`` and its ``text`` speak of."""
    proposal = Proposal()
    title = read_title(record.title)
    _state(proposal, record, title)
    for name in _READ:
        if _REASON_OF.get(name) not in proposal.values:
            proposal.read(name, printed.fields.get(name))
    number = numbering.read(proposal.values["symbol"]) if proposal.values.get("symbol") else None
    _drop_contradiction(proposal)
    _report_disagreement(proposal, title, printed, number)
    _set_issuer(proposal, record, title, printed, number, text, tables)
    _set_type(proposal, record, title, printed, number, tables)
    if "subject" not in proposal.values and record.title:
        proposal.give("subject", title.subject, record.source, quote=record.title)
    proposal.copies = [_copy(each, tables) for each in printed.copies]
    return proposal


def _copy(values: Mapping[str, Any], tables: Tables) -> dict[str, Any]:
    """Return the fields of a certified copy with the body that made it, where the register knows it."""
    number = numbering.read(values["symbol"]) if values.get("symbol") else None
    place = tables.place_named(values["place"]) if values.get("place") else None
    body = tables.issuer(values.get("issuer_text", ""), number, values.get("issued_on"), place)
    return dict(values) | {"issuer": body}


def _state(proposal: Proposal, record: ImportRecord, title: ReadTitle) -> None:
    """Take what the source states in fields of its own, then what its title says."""
    source = record.source
    proposal.give("title", record.title, source)
    proposal.give("symbol", record.number, source)
    proposal.give("symbol", title.symbol, source, quote=record.title[: title.end])
    proposal.give("parent_title", record.parent_title, source)
    proposal.give("signer_name", record.signer, source)
    proposal.give("signer_capacity", record.signer_capacity, source)
    proposal.give("issued_on", record.issued_on or title.issued_on, source)
    proposal.give("effective_on", record.effective_on, source)
    proposal.give("expired_on", record.expired_on, source)
    if title.symbol:
        proposal.give("subject", title.subject, source, quote=record.title)
    if not record.status:
        return
    status = _STATUSES.get(" ".join(fold(record.status).split()))
    if status is None:
        proposal.notes.append(f"không hiểu tình trạng “{record.status[:60]}”, để “chưa xác định”")
        return
    proposal.give("status", status.value if isinstance(status, EffectStatus) else status, source, quote=record.status)
    proposal.give("status_as_of", record.status_as_of, source)
    proposal.give("status_checker", (record.status_checker or source)[:160], source)
    proposal.give("status_ground", f"Theo {source}: {record.url}"[:500] if record.url else f"Theo {source}", source)


def _drop_contradiction(proposal: Proposal) -> None:
    """Leave out a stated day of effect that comes before the printed day of issue: retroaction is never presumed."""
    issued, effective = proposal.values.get("issued_on"), proposal.values.get("effective_on")
    if not (isinstance(issued, date) and isinstance(effective, date) and effective < issued):
        return
    if proposal.values.get("issued_precision", "day") != "day":
        return
    proposal.notes.append(
        f"bỏ ngày có hiệu lực {effective:%d/%m/%Y} của nguồn vì trước ngày ban hành {issued:%d/%m/%Y} in trong văn bản"
    )
    proposal.drop("effective_on")


def _report_disagreement(
    proposal: Proposal, title: ReadTitle, printed: PrintedParts, number: DocumentNumber | None
) -> None:
    stated = number.match_key if number else ""
    shown = printed.fields.get("symbol")
    key = numbering.match_key(shown.value) if shown else ""
    if shown and key and stated and key != stated:
        proposal.notes.append(f"nguồn ghi số {proposal.values['symbol']}, toàn văn in {shown.value}")
    if title.number and number and title.number.match_key not in ("", stated):
        proposal.notes.append(f"nguồn ghi số {proposal.values['symbol']}, tên ghi {title.symbol}")


def _set_issuer(
    proposal: Proposal,
    record: ImportRecord,
    title: ReadTitle,
    printed: PrintedParts,
    number: DocumentNumber | None,
    text: str,
    tables: Tables,
) -> None:
    shown = printed.fields.get("issuer")
    stated = record.issuer or title.issuer
    name = stated or (shown.value if shown else "")
    proposal.give("issuer_text", stated, record.source)
    proposal.read("issuer_text", shown)
    on = _known_day(proposal)
    body = tables.issuer(name, number, on, _place(printed, tables))
    if body is None and name:
        named = tables.place_in(text[:60_000])
        body = tables.issuer(name, number, on, named[0]) if named else None
    if body is None:
        if name:
            proposal.notes.append(f"chưa nhận ra cơ quan ban hành “{name[:120]}”")
        return
    _put_issuer(proposal, body, record, stated, shown)


def _place(printed: PrintedParts, tables: Tables) -> Organisation | None:
    """Return the place that the head or the opening of the text names."""
    shown = (printed.fields.get(name) for name in ("place", "locality"))
    found = (tables.place_named(str(field.value)) for field in shown if field)
    return next((place for place in found if place), None)


def _known_day(proposal: Proposal) -> date | None:
    day = proposal.values.get("issued_on") or proposal.values.get("effective_on")
    return day if isinstance(day, date) else None


def _put_issuer(
    proposal: Proposal, body: Organisation, record: ImportRecord, stated: str, shown: PrintedField | None
) -> None:
    symbol = str(proposal.values.get("symbol", ""))
    if stated:
        proposal.give("issuer", body, record.source, quote=stated)
    elif shown is not None:
        proposal.read("issuer", shown, body)
    elif "symbol" in proposal.given:
        proposal.give("issuer", body, record.source, quote=symbol)
    else:
        proposal.values["issuer"] = body
        proposal.origins.append(FieldOrigin(field="issuer", kind="printed", quote=symbol))


def _set_type(
    proposal: Proposal,
    record: ImportRecord,
    title: ReadTitle,
    printed: PrintedParts,
    number: DocumentNumber | None,
    tables: Tables,
) -> None:
    branch = branch_of(number, proposal.values.get("issuer"))
    stated = record.type or title.type_name
    shown = printed.fields.get("type")
    if stated:
        proposal.give("type", tables.type_named(stated, branch), record.source, quote=stated)
        if "type" not in proposal.values:
            proposal.notes.append(f"chưa có loại văn bản “{stated[:80]}”")
    if shown is not None:
        proposal.read("type", shown, tables.type_named(shown.value, branch) or "")
    if number is None or "type" in proposal.values:
        return
    symbol = str(proposal.values.get("symbol", ""))
    coded = tables.type_coded(number.type_code, branch, record.title)
    if coded is None and number.kind == "letter":
        coded = tables.type_named("Công văn", branch)
    if coded is not None and "symbol" in proposal.given:
        proposal.give("type", coded, record.source, quote=symbol)
    elif coded is not None:
        proposal.read("type", printed.fields.get("symbol"), coded)
