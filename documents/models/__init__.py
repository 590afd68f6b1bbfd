"""The tables of the archive, one concept a module."""

from documents.models.clearance import CONDITIONS, Clearance, Condition
from documents.models.copies import CopyKind, DocumentCopy
from documents.models.document import DocumentQuerySet, OfficialDocument
from documents.models.files import ORIGINAL_KINDS, Attachment, AttachmentKind
from documents.models.imports import ImportRun, SourceRecord
from documents.models.provenance import Provenance, ProvenanceKind
from documents.models.readings import FileReading
from documents.models.relations import (
    Expectation,
    Mention,
    MentionState,
    Relation,
    RelationKind,
    RelationState,
)
from documents.models.types import Branch, DocumentType, Term, TermKind
from documents.models.values import DatePrecision, EffectStatus
from documents.models.withdrawal import Withdrawal

__all__ = [
    "CONDITIONS",
    "ORIGINAL_KINDS",
    "Attachment",
    "AttachmentKind",
    "Branch",
    "Clearance",
    "Condition",
    "CopyKind",
    "DatePrecision",
    "DocumentCopy",
    "DocumentQuerySet",
    "DocumentType",
    "EffectStatus",
    "Expectation",
    "FileReading",
    "ImportRun",
    "Mention",
    "MentionState",
    "OfficialDocument",
    "Provenance",
    "ProvenanceKind",
    "Relation",
    "RelationKind",
    "RelationState",
    "SourceRecord",
    "Term",
    "TermKind",
    "Withdrawal",
]
