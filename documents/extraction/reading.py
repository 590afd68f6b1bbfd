"""Read one file in this process: choose the reader, turn every failure into a named status."""

from documents.extraction.docx import read_docx
from documents.extraction.pdf import read_pdf
from documents.extraction.sniff import kind_of
from documents.extraction.text_file import read_html, read_text
from documents.extraction.types import Extraction, Limits, Refused, Status

_READERS = {"pdf": read_pdf, "docx": read_docx, "text": read_text, "html": read_html}


def read(content: bytes, name: str, limits: Limits) -> Extraction:
    """Return what ``content`` says. Never raises for anything that the bytes can do within the limits."""
    kind = ""
    try:
        if len(content) > limits.file_bytes:
            raise Refused(Status.TOO_LARGE, "Tệp lớn quá giới hạn.")
        kind = kind_of(content, name)
        found = _READERS[kind](content, limits)
    except Refused as refusal:
        return Extraction(refusal.status, detail=refusal.detail, kind=kind)
    except (MemoryError, RecursionError):
        return Extraction(Status.TOO_LARGE, detail="Đọc tệp cần quá nhiều bộ nhớ.", kind=kind)
    return Extraction(
        found.status, pages=found.pages, text=found.text, margin_text=found.margin_text, detail=found.detail, kind=kind
    )
