"""What public pages show of documents, for the page cache."""

from documents.models import (
    Attachment,
    Clearance,
    DocumentCopy,
    DocumentType,
    Expectation,
    FileReading,
    ImportRun,
    Mention,
    OfficialDocument,
    Provenance,
    Relation,
    SourceRecord,
    Term,
    Withdrawal,
)
from documents.models.document import next_end
from portal.pages.cache import ends_by, unseen, watch


def connect() -> None:
    """Have kept pages made anew after every change of a document that readers can see."""
    watch(OfficialDocument, DocumentType, DocumentCopy, Attachment, Clearance, Provenance, Withdrawal)
    watch(Relation, Mention, Expectation)
    unseen("how a record came in, and the terms within which numbers run", FileReading, ImportRun, SourceRecord, Term)
    ends_by(next_end)
