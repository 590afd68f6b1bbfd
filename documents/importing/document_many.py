"""New documents of a run stored together: proposed, filed, cleared and published a batch at a time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Model

from documents.clearing import clear_run
from documents.filing_many import Filing, checked, file_documents
from documents.importing.proposal import Proposal, propose
from documents.importing.recognisers import Foreseen, NewRecord, Outcome, Stored
from documents.importing.staying import reasons_of_new
from documents.importing.tables import Tables
from documents.models import ImportRun, OfficialDocument
from documents.refusals import ArchiveRefusal
from portal.editorial import bulk
from portal.editorial.bulk import Version


def store(records: Sequence[NewRecord], run: ImportRun, tables: Tables) -> list[Stored]:
    """Store the records as drafts, publish what the run may clear, and return what became of each.

    Raises DatabaseError where the database refuses one of them; then nothing is stored.
    """
    found: list[Stored] = []
    documents: dict[int, OfficialDocument] = {}
    for at, new in enumerate(records):
        proposal = propose(new.record, new.reading.printed, new.reading.text, tables)
        try:
            documents[at] = checked(_filing(new, proposal), run.entered_by)
        except ArchiveRefusal as refusal:
            found.append(Stored(refused=sentence(refusal)))
            continue
        values = given_values(documents[at], proposal)
        found.append(Stored(Outcome(documents[at], values=values, notes=tuple(proposal.notes))))
    versions = dict(zip(documents, file_documents(list(documents.values()), by=run.entered_by), strict=True))
    if run.cleared_by is not None:
        for at, published in _published(versions, records, run).items():
            found[at] = replace(found[at], published=not published, draft=published)
    return found


def foresee(records: Sequence[NewRecord], tables: Tables) -> list[Foreseen]:
    """Return what storing the records would tell of them, as a dry run does."""
    found = []
    for new in records:
        proposal = propose(new.record, new.reading.printed, new.reading.text, tables)
        try:
            checked(_filing(new, proposal), None)
        except ArchiveRefusal as refusal:
            found.append(Foreseen(refused=sentence(refusal)))
        else:
            found.append(Foreseen(notes=tuple(proposal.notes)))
    return found


def _filing(new: NewRecord, proposal: Proposal) -> Filing:
    return Filing(
        values=proposal.values,
        text=new.reading.text,
        body_nodes=new.reading.body_nodes,
        origins=proposal.origins,
        copies=proposal.copies,
    )


def _published(
    versions: dict[int, Version], records: Sequence[NewRecord], run: ImportRun
) -> dict[int, tuple[str, ...]]:
    """Publish what may go public; return by place why the others stay drafts, and nothing for those that went."""
    staying = {at: reasons_of_new(version.obj, records[at].reading.printed) for at, version in versions.items()}
    passing = {at: version for at, version in versions.items() if not staying[at]}
    try:
        clear_run(versions=list(passing.values()), by=run.cleared_by, run=run)
    except ArchiveRefusal as refusal:
        return staying | dict.fromkeys(passing, (sentence(refusal),))
    refused = bulk.publish_many(list(passing.values()), user=run.entered_by, approver=run.cleared_by)
    for at, version in passing.items():
        staying[at] = tuple(reason.message for reason in refused.get(version.obj.pk, ()))
    return staying


def given_values(document: OfficialDocument, proposal: Proposal) -> dict[str, Any]:
    """Return the values of ``document`` that its source gave, as they are remembered."""
    names = [*proposal.given, "body_text"] if document.body_text else proposal.given
    return {name: json_value(getattr(document, name)) for name in names}


def json_value(value: Any) -> Any:
    """Return ``value`` as JSON can hold it."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, date):
        return value.isoformat()
    return value


def sentence(refusal: ArchiveRefusal) -> str:
    """Return the refusal in words for the report."""
    details = "; ".join(f"{name}: {message}" for name, message in refusal.fields.items())
    return f"{refusal.message} {details}".strip()
