"""The tables of the archive, one concept a module."""

from documents.models.clearance import CONDITIONS, Clearance, Condition
from documents.models.copies import CopyKind, DocumentCopy
from documents.models.document import DocumentQuerySet, OfficialDocument
from documents.models.effect import EffectDecision
from documents.models.fields_of_work import FieldOfWork
from documents.models.files import ORIGINAL_KINDS, Attachment, AttachmentKind
from documents.models.held import HeldFile
from documents.models.imports import ImportRun, SourceRecord
from documents.models.missing import PendingKey, WantedDocument
from documents.models.pending_links import PendingLinks
from documents.models.provenance import Provenance, ProvenanceKind
from documents.models.readings import FileReading, RecognitionState, TextDecision
from documents.models.relations import (
    Expectation,
    Mention,
    MentionState,
    Relation,
    RelationKind,
    RelationState,
)
from documents.models.sameness import Merger, NotTheSame, TextSketch
from documents.models.types import Branch, DocumentType, Term, TermKind
from documents.models.values import DatePrecision, EffectStatus, TextOrigin
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
    "EffectDecision",
    "EffectStatus",
    "Expectation",
    "FieldOfWork",
    "FileReading",
    "HeldFile",
    "ImportRun",
    "Mention",
    "MentionState",
    "Merger",
    "NotTheSame",
    "OfficialDocument",
    "PendingKey",
    "PendingLinks",
    "Provenance",
    "ProvenanceKind",
    "RecognitionState",
    "Relation",
    "RelationKind",
    "RelationState",
    "SourceRecord",
    "Term",
    "TermKind",
    "TextDecision",
    "TextOrigin",
    "TextSketch",
    "WantedDocument",
    "Withdrawal",
]
