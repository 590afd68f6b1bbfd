"""What a document's text says of other documents: mentions stored, relations proposed, and both tried again later."""

from documents import citations
from documents.models import OfficialDocument


def read_links(document: OfficialDocument) -> None:
    """Store the mentions in the document's text and propose its relations."""


def settle(document: OfficialDocument) -> None:
    """Let what waits for this document find it."""
    if document.match_key:
        citations.settle_waiting([document.match_key])
