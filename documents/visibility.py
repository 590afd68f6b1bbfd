"""Which stored files the archive shows to everybody."""

from documents.models import Attachment


def file_is_public(stored_file_id: int) -> bool:
    """Return whether a public document has the file as an attachment."""
    return Attachment.objects.filter(stored_file_id=stored_file_id, document__live=True).exists()
