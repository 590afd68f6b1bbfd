"""Read one file in this process: choose the reader, turn every failure into a named status."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from documents.extraction import legacy
from documents.extraction.sniff import kind_of
from documents.extraction.types import Extraction, Limits, PageText, Refused, Status
from portal.text.vietnamese import normalise

# Loaded when first needed: a new child reads its first file without the libraries of the other kinds.
_READERS = {
    "pdf": ("pdf", "read_pdf"),
    "docx": ("docx", "read_docx"),
    "doc": ("word97", "read_doc"),
    "rtf": ("rich_text", "read_rtf"),
    "xls": ("sheets", "read_xls"),
    "xlsx": ("sheets", "read_xlsx"),
    "text": ("text_file", "read_text"),
    "html": ("text_file", "read_html"),
}
_UNTRUSTED = "Chữ đọc được phần lớn không thành tiếng Việt; hãy gõ lại hoặc tìm bản khác."


def read(content: bytes, name: str, limits: Limits) -> Extraction:
    """Return what ``content`` says. Never raises for anything that the bytes can do within the limits."""
    kind = ""
    try:
        if len(content) > limits.file_bytes:
            raise Refused(Status.TOO_LARGE, "Tệp lớn quá giới hạn.")
        kind = kind_of(content, name)
        found = _in_unicode(_reader_of(kind)(content, limits))
    except Refused as refusal:
        return Extraction(refusal.status, detail=refusal.detail, kind=kind)
    except (MemoryError, RecursionError):
        return Extraction(Status.TOO_LARGE, detail="Đọc tệp cần quá nhiều bộ nhớ.", kind=kind)
    return replace(found, kind=kind)


def _reader_of(kind: str) -> Callable[[bytes, Limits], Extraction]:
    module, name = _READERS[kind]
    reader: Callable[[bytes, Limits], Extraction] = getattr(import_module(f"documents.extraction.{module}"), name)
    return reader


def _in_unicode(found: Extraction) -> Extraction:
    """Return the reading with old fonts' letters turned into Unicode, and named untrusted where it makes no words."""
    if found.status is not Status.EXTRACTED:
        return found
    lines = [page.text.split("\n") for page in found.pages] + [found.margin_text.split("\n")]
    converted = legacy.to_unicode([line for part in lines for line in part])
    if converted.encoding:
        rest = iter(converted.blocks)
        parts = [normalise("\n".join(next(rest) for _ in part)) for part in lines]
        pages = tuple(PageText(page.number, part) for page, part in zip(found.pages, parts[:-1], strict=True))
        text = _joined(pages)
        found = replace(
            found, pages=pages, text=text, margin_text=parts[-1], before=found.text, encoding=converted.encoding
        )
    else:
        pages = tuple(PageText(page.number, normalise(page.text)) for page in found.pages)
        # Pages that make up the whole text are looked through once: no letter joins another over an empty line.
        text = _joined(pages) if found.text == _joined(found.pages) else normalise(found.text)
        found = replace(found, pages=pages, text=text, margin_text=normalise(found.margin_text))
    if converted.is_sound or not legacy.is_garbled(found.text):
        return found
    return replace(found, status=Status.UNTRUSTED, detail=_UNTRUSTED)


def _joined(pages: tuple[PageText, ...]) -> str:
    return "\n\n".join(page.text for page in pages)
