"""Text out of files: bytes in, pages of text and a named status out. No database, no network, no file written."""

from documents.extraction.operations import extract
from documents.extraction.types import Extraction, Limits, PageText, Status

__all__ = ["Extraction", "Limits", "PageText", "Status", "extract"]
