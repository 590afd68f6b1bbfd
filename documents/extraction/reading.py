"""Read one file in this process: choose the reader, turn every failure into a named status."""

from dataclasses import replace

from documents.extraction import legacy
from documents.extraction.docx import read_docx
from documents.extraction.pdf import read_pdf
from documents.extraction.rich_text import read_rtf
from documents.extraction.sheets import read_xls, read_xlsx
from documents.extraction.sniff import kind_of
from documents.extraction.text_file import read_html, read_text
from documents.extraction.types import Extraction, Limits, PageText, Refused, Status
from documents.extraction.word97 import read_doc
from portal.text.vietnamese import normalise

_READERS = {
    "pdf": read_pdf,
    "docx": read_docx,
    "doc": read_doc,
    "rtf": read_rtf,
    "xls": read_xls,
    "xlsx": read_xlsx,
    "text": read_text,
    "html": read_html,
}
_UNTRUSTED = "Chữ đọc được phần lớn không thành tiếng Việt; hãy gõ lại hoặc tìm bản khác."


def read(content: bytes, name: str, limits: Limits) -> Extraction:
    """Return what ``content`` says. Never raises for anything that the bytes can do within the limits."""
    kind = ""
    try:
        if len(content) > limits.file_bytes:
            raise Refused(Status.TOO_LARGE, "Tệp lớn quá giới hạn.")
        kind = kind_of(content, name)
        found = _in_unicode(_READERS[kind](content, limits))
    except Refused as refusal:
        return Extraction(refusal.status, detail=refusal.detail, kind=kind)
    except (MemoryError, RecursionError):
        return Extraction(Status.TOO_LARGE, detail="Đọc tệp cần quá nhiều bộ nhớ.", kind=kind)
    return replace(found, kind=kind)


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
