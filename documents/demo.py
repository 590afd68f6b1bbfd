"""The demonstration's archive: documents of a fictional province, written down in text files.

Of the central documents only number, date and title are real, as anybody may read them; their texts are not here.
The days are fixed: each document goes up some days after its issue, none before the site "opened" (`demo_days`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from documents import filing, proposals, relating
from documents.clearing import clear_for_publication, withdraw
from documents.conditions import conditions_for
from documents.deciding_effect import decide_effect
from documents.extraction import Status, extract
from documents.filing import FieldOrigin, FiledFile
from documents.models import (
    Clearance,
    DocumentType,
    Expectation,
    OfficialDocument,
    Relation,
    RelationKind,
    Withdrawal,
)
from documents.models.files import TextState
from portal.editorial.operations import publish
from portal.files.operations import receive
from portal.home import demo_days
from portal.home.demo import DemoContext
from portal.organisations.models import Organisation
from portal.pages.writing import header_and_body
from search import outbox

FOLDER = Path(__file__).parent / "demonstration"
_PLAIN = (
    "symbol", "subject", "scope", "status", "status_ground", "status_checker", "body_note", "no_number_reason",
    "no_date_reason", "issued_precision",
)  # fmt: skip
_DAYS = ("issued_on", "effective_on", "expired_on", "status_as_of")
_READ = (
    "place",
    "authority",
    "signer_capacity",
    "signer_name",
    "addressees",
    "recipients",
    "filing_code",
    "issuer_text",
)


@dataclass(frozen=True, slots=True)
class Told:
    """One document as its file tells it: header lines in order, and the text."""

    header: list[tuple[str, str]]
    text: str

    def value(self, name: str) -> str:
        """Return the first value of a header line, or nothing."""
        return next((value for key, value in self.header if key == name), "")

    def lines(self, name: str) -> Iterator[list[str]]:
        """Yield the parts of every header line of that name."""
        for key, value in self.header:
            if key == name:
                yield [part.strip() for part in value.split("|")]


def load(context: DemoContext) -> None:
    """File, clear and publish what is not there yet, then relate the documents; doing it again adds nothing."""
    told = [_told(path) for path in sorted((FOLDER / "texts").glob("*.txt"))]
    with outbox.deferred():
        made = [(each, _document(each, context)) for each in told]
        for each, document in made:
            _relate(each, document, context)
        for each, document in made:
            _withdraw(each, document, context)


def _told(path: Path) -> Told:
    header, text = header_and_body(path.read_text(encoding="utf-8"))
    return Told(header, text.strip())


def _document(told: Told, context: DemoContext) -> OfficialDocument:
    issued = date.fromisoformat(told.value("issued_on")) if told.value("issued_on") else None
    known = OfficialDocument.objects.filter(subject=told.value("subject"), issued_on=issued).first()
    if known is not None:
        return known
    with transaction.atomic():
        files = list(_files(told, context))
        proposal = proposals.propose(told.text, page_at=lambda offset: 1)
        values = _values(told, proposal)
        document = filing.file_document(
            values=values,
            by=context.user,
            text=told.text,
            origins=_origins(told, values, proposal),
            files=files,
            copies=[_copy(parts) for parts in told.lines("copy")],
        )
        clear_for_publication(
            document=document,
            by=context.user,
            ground="dữ liệu minh họa, hư cấu",
            answers=[condition.key for condition in conditions_for(document)],
        )
        published: OfficialDocument = publish(document, user=context.user)
        for key, due_on in told.lines("expects"):
            body = Organisation.objects.get(key=key)
            Expectation.objects.create(document=published, organisation=body, due_on=date.fromisoformat(due_on))
        went_up = demo_days.moment(demo_days.handled(issued))
        demo_days.set_back(published, went_up)
        Clearance.objects.filter(document=published).update(cleared_at=went_up)
    return published


def _values(told: Told, proposal: proposals.Proposal) -> dict[str, Any]:
    values: dict[str, Any] = {name: proposal.initial[name] for name in _READ if proposal.initial.get(name)}
    values |= {name: told.value(name) for name in _PLAIN if told.value(name)}
    values |= {name: date.fromisoformat(told.value(name)) for name in _DAYS if told.value(name)}
    values["type"] = DocumentType.objects.get(name=told.value("type"), branch=told.value("branch"))
    values["issuer"] = Organisation.objects.get(key=told.value("issuer"))
    if told.value("drafting_unit"):
        values["drafting_unit"] = Organisation.objects.get(key=told.value("drafting_unit"))
    return values


def _origins(told: Told, values: dict[str, Any], proposal: proposals.Proposal) -> list[FieldOrigin]:
    stated = {
        name.strip(): FieldOrigin(name.strip(), kind, source_name=note)
        for names, kind, note in told.lines("origin")
        for name in names.split(",")
    }
    read = [origin for origin in proposal.origins if origin.field in values and origin.field not in stated]
    return [*read, *stated.values()]


def _files(told: Told, context: DemoContext) -> Iterator[FiledFile]:
    for name, kind, label in told.lines("file"):
        content = (FOLDER / "files" / name).read_bytes()
        reading = extract(content, name)
        state = TextState.SCAN if reading.status is Status.SCAN else TextState.EXTRACTED
        stored = receive(content, name, actor=context.user)
        yield FiledFile(stored.pk, kind, label, len(reading.pages) or 1, state)


def _copy(parts: list[str]) -> dict[str, Any]:
    kind, symbol, issued_on, issuer, purpose, authority, capacity, signer = parts
    body = Organisation.objects.get(key=issuer)
    return {
        "kind": kind,
        "symbol": symbol,
        "issued_on": date.fromisoformat(issued_on),
        "issuer": body,
        "issuer_text": body.latest_name,
        "purpose": purpose,
        "authority": authority,
        "signer_capacity": capacity,
        "signer_name": signer,
    }


def _relate(told: Told, document: OfficialDocument, context: DemoContext) -> None:
    decided = demo_days.moment(demo_days.handled(document.issued_on), hour=15)
    for kind in RelationKind:
        # symbol | provision of the other text | provision here | words | last day
        for symbol, *rest in told.lines(kind.value):
            target, day, number = _target(symbol)
            part, here, words, until = [*rest, "", "", "", ""][:4]
            relation = relating.relate(
                from_document=document, kind=kind, to_document=target, to_symbol=number, to_issued_on=day,
                source="dữ liệu minh họa", by=context.user, to_anchor=part, from_anchor=here, quote=words,
                until_on=date.fromisoformat(until) if until else None,
            )  # fmt: skip
            Relation.objects.filter(pk=relation.pk).update(decided_at=decided)
    _decide(told, document, context)
    for kind_name, symbol, quote in told.lines("proposed"):
        target, day, number = _target(symbol)
        start = document.body_text.find(quote)
        relating.relate(
            from_document=document, kind=kind_name, to_document=target, to_symbol=number, to_issued_on=day, quote=quote,
            start=start if start >= 0 else None, end=start + len(quote) if start >= 0 else None,
            source="bộ đọc văn bản",
        )  # fmt: skip


def _decide(told: Told, document: OfficialDocument, context: DemoContext) -> None:
    for code, starts_on, reason, source, checker in told.lines("decided"):
        if not document.effect_decisions.exists():
            decide_effect(
                document=document, code=code, starts_on=date.fromisoformat(starts_on), reason=reason, source=source,
                checker=checker, by=context.user,
            )  # fmt: skip


def _withdraw(told: Told, document: OfficialDocument, context: DemoContext) -> None:
    for reason, symbol, day in told.lines("withdrawn"):
        if document.withdrawals.exists():
            continue
        made = withdraw(document=document, by=context.user, reason=reason, replaced_by=_target(symbol)[0])
        when = demo_days.moment(date.fromisoformat(day))
        Withdrawal.objects.filter(pk=made.pk).update(withdrawn_at=when)


def _target(symbol: str) -> tuple[OfficialDocument | None, date | None, str]:
    """Return the document that ``symbol`` or ``symbol@day`` means, with the day and the bare symbol."""
    number, _, day = symbol.partition("@")
    issued = date.fromisoformat(day) if day else None
    found = OfficialDocument.objects.filter(symbol=number)
    found = found.filter(issued_on=issued) if issued else found
    return found.first(), issued, number
