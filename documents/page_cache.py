"""What public pages show of documents, for the page cache."""

from documents.models import (
    Attachment,
    Clearance,
    DocumentCopy,
    DocumentType,
    EffectDecision,
    Expectation,
    FieldOfWork,
    FileReading,
    HeldFile,
    ImportRun,
    Mention,
    Merger,
    NotTheSame,
    OfficialDocument,
    PendingKey,
    PendingLinks,
    Provenance,
    Relation,
    SourceRecord,
    Term,
    TextSketch,
    WantedDocument,
    Withdrawal,
)
from documents.models.document import next_end
from portal.pages.cache import ends_by, unseen, watch


def connect() -> None:
    """Have kept pages made anew after every change of a document that readers can see."""
    watch(OfficialDocument, DocumentType, DocumentCopy, Attachment, Clearance, Provenance, Withdrawal)
    watch(Relation, Mention, Expectation, EffectDecision, Merger, HeldFile)
    unseen("how a record came in, and the terms within which numbers run", FileReading, ImportRun, SourceRecord, Term)
    unseen("what only search narrows by", FieldOfWork)
    unseen("how records were found to be alike", NotTheSame, TextSketch)
    unseen("what the archive is asked for and what it tries again", PendingKey, PendingLinks, WantedDocument)
    ends_by(next_end)
