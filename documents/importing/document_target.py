"""Takes imported records of kind ``document``: files them as drafts, updates what is still the source's."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Field

from documents import layout_nodes, link_queue, nodes
from documents.clearing import clear_for_publication
from documents.extraction import Status
from documents.filing import FiledFile, file_document
from documents.importing import document_many
from documents.importing.document_many import given_values, json_value, sentence
from documents.importing.printed import read_printed
from documents.importing.proposal import Proposal, propose
from documents.importing.recognisers import Foreseen, Known, NewRecord, Outcome, ReceivedFile, Stored
from documents.importing.record import ImportRecord, RecordError
from documents.importing.staying import reasons_to_stay
from documents.importing.tables import Tables
from documents.models import CONDITIONS, ImportRun, OfficialDocument
from documents.models.files import TextState
from documents.refusals import ArchiveRefusal
from portal.editorial import operations
from portal.editorial.reasons import PublicationRefused
from portal.text.plain import html_to_text
from portal.text.vietnamese import normalise


class DocumentTarget:
    """The archive's own target."""

    kind = "document"
    label = "Văn bản"
    takes_many = True

    def __init__(self) -> None:
        self._tables: tuple[object, Tables] | None = None

    def recognise_text(self, text: str, name: str) -> ImportRecord | None:
        """Return a record of the text if it has the parts of an official document."""
        if not read_printed(text).is_document:
            return None
        return ImportRecord(source="", key="", text=text)

    def save(
        self, record: ImportRecord, *, run: ImportRun, known: Known | None, files: Sequence[ReceivedFile]
    ) -> Outcome:
        """File the record, or bring what changed at its source into the known document."""
        text = _text_of(record, files)
        proposal = propose(record, read_printed(text), text, self._tables_of(run))
        proposal.notes += _refused_readings(files)
        if known is not None and isinstance(known.obj, OfficialDocument):
            return _update(known.obj, known.values, proposal, text, files, run)
        try:
            document = file_document(
                values=proposal.values,
                by=run.entered_by,
                text=text,
                origins=proposal.origins,
                files=_filed(files),
                copies=proposal.copies,
            )
        except ArchiveRefusal as refusal:
            raise RecordError(sentence(refusal)) from refusal
        link_queue.put([document.pk])
        return Outcome(document, values=given_values(document, proposal), notes=tuple(proposal.notes))

    def save_many(self, records: Sequence[NewRecord], *, run: ImportRun) -> list[Stored]:
        """File new records together, and publish what the run may clear."""
        return document_many.store(records, run, self._tables_of(run))

    def foresee_many(self, records: Sequence[NewRecord], *, run: object) -> list[Foreseen]:
        """Propose and check what would be filed, for a dry run."""
        return document_many.foresee(records, self._tables_of(run))

    def publish(self, obj: Any, *, run: ImportRun) -> tuple[str, ...]:
        """Clear and publish the document in the name of the run, or return why it stays a draft."""
        reasons = reasons_to_stay(obj)
        if reasons:
            return reasons
        try:
            with transaction.atomic():
                clear_for_publication(
                    document=obj,
                    by=run.cleared_by,
                    ground=run.ground,
                    answers=[condition.key for condition in CONDITIONS],
                    run=run,
                )
                operations.publish(obj, user=run.entered_by, approver=run.cleared_by)
        except PublicationRefused as refused:
            return tuple(reason.message for reason in refused.reasons)
        except ArchiveRefusal as refusal:
            return (sentence(refusal),)
        except IntegrityError:
            return ("trùng với một văn bản đã công khai",)
        return ()

    def _tables_of(self, run: object) -> Tables:
        # One run sees one state of the code tables; the next run looks again.
        if self._tables is None or self._tables[0] is not run:
            self._tables = (run, Tables())
        return self._tables[1]


def _text_of(record: ImportRecord, files: Sequence[ReceivedFile]) -> str:
    if record.text:
        return normalise(record.text)
    if record.html:
        return normalise(html_to_text(record.html))
    readable = (file.reading for file in files if file.reading.status is Status.EXTRACTED)
    return next((reading.text for reading in readable), "")


def _refused_readings(files: Sequence[ReceivedFile]) -> list[str]:
    return [
        f"tệp “{file.stored.original_name}”: {file.reading.status.label}"
        for file in files
        if file.reading.status is not Status.EXTRACTED
    ]


def _filed(files: Sequence[ReceivedFile]) -> list[FiledFile]:
    """Say of each file what it is: the first stands for the document, the others are annexes."""
    found = []
    for at, file in enumerate(files):
        scan = file.reading.status is Status.SCAN
        state = {Status.EXTRACTED: TextState.EXTRACTED, Status.SCAN: TextState.SCAN}.get(
            file.reading.status, TextState.NOT_READ
        )
        kind = "annex" if at else "scan" if scan else "signed"
        found.append(
            FiledFile(
                file.stored.pk,
                kind=kind,
                label=file.stored.original_name[:200],
                pages=len(file.reading.pages) or None,
                text_state=state.value,
            )
        )
    return found


def _update(
    document: OfficialDocument,
    before: dict[str, Any],
    proposal: Proposal,
    text: str,
    files: Sequence[ReceivedFile],
    run: ImportRun,
) -> Outcome:
    """Change the fields that still hold what the source said before; list the others."""
    latest = document.get_latest_revision_as_object()
    wanted = {name: proposal.values[name] for name in proposal.given}
    if text:
        wanted["body_text"] = normalise(text)
    # What the source no longer states is emptied, if nobody else has stated it.
    wanted |= {name: _empty(name) for name in before if name not in wanted and name != "body_text"}
    changed, kept, values = [], {}, {}
    for name, value in wanted.items():
        new, now = json_value(value), json_value(getattr(latest, name))
        untouched = now == before[name] if name in before else now in (None, "")
        if new == now or untouched:
            values[name] = new
        elif name in before:
            values[name] = before[name]
        if new != now and untouched:
            setattr(latest, name, value)
            changed.append(name)
        elif new != now:
            kept[name] = new
    if not changed:
        return Outcome(document, changed=False, values=values, kept=kept, notes=tuple(proposal.notes))
    if "body_text" in changed:
        latest.body_nodes = nodes.stored(layout_nodes.nodes(latest.body_text))
    _store_version(document, latest, run)
    link_queue.put([document.pk])
    return Outcome(latest, values=values, kept=kept, notes=tuple(proposal.notes))


def _empty(name: str) -> Any:
    column = OfficialDocument._meta.get_field(name)
    return column.get_default() if isinstance(column, Field) else None


def _store_version(document: OfficialDocument, latest: OfficialDocument, run: ImportRun) -> None:
    """Keep the version: on the row too while it is a draft, only as a revision where the public reads the row."""
    try:
        latest.full_clean()
    except Exception as error:
        raise RecordError(" ".join(getattr(error, "messages", [str(error)]))) from error
    if not document.live:
        latest.save()
    latest.save_revision(user=run.entered_by, clean=False)
