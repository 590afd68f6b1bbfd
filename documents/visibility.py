"""Which stored files the archive shows to everybody, and how a document is named to readers."""

from documents.models import Attachment, OfficialDocument
from documents.models.document import now_public


def file_is_public(stored_file_id: int) -> bool:
    """Return whether a public document has the file as an attachment."""
    return Attachment.objects.filter(now_public("document__"), stored_file_id=stored_file_id).exists()


def name_for_readers(document: OfficialDocument) -> str:
    """Return what readers call the document: its symbol and what it is about."""
    subject = document.subject or document.title
    subject = subject[:1].upper() + subject[1:]
    return f"{document.symbol}: {subject}" if document.symbol and subject else document.symbol or subject
