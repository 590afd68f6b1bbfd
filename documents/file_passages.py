"""What stands in the files of a document, page by page, for search: each passage leads to its page."""

from collections.abc import Iterator

from documents.extraction import Status
from documents.holding import HELD
from documents.models import FileReading, OfficialDocument, TextDecision
from portal.files.models import StoredFile
from search.types import Passage

_SHEETS = frozenset({"XLS", "XLSX"})


def passages_in_files(obj: OfficialDocument) -> Iterator[Passage]:
    """Yield the text of each page or sheet of the files of ``obj`` that its own text does not hold already."""
    for attachment in obj.attachments.all():
        # The document's text was read out of its original; as a file it would be found a second time.
        if attachment.is_original and obj.body_text.strip():
            continue
        yield from passages_of(attachment.stored_file, attachment.label or str(attachment.get_kind_display()))


def passages_of(file: StoredFile, name: str) -> Iterator[Passage]:
    """Yield the text of each page or sheet of ``file``, which readers know as ``name``; nothing until it was read."""
    reading = getattr(file, "reading", None)
    if reading is not None and may_be_searched(reading):
        yield from _pages(file, name, reading)


def may_be_searched(reading: FileReading) -> bool:
    """Return whether the text of a file says what its pages say: no letters of a machine that nobody has checked."""
    if reading.status == HELD:
        return False
    if reading.is_recognised or reading.status == Status.UNTRUSTED:
        return bool(reading.decision == TextDecision.CHECKED)
    if reading.before:
        return bool(reading.decision == TextDecision.CONVERTED)
    return bool(reading.status == Status.EXTRACTED)


def _pages(file: StoredFile, name: str, reading: FileReading) -> Iterator[Passage]:
    for number, text in enumerate(reading.pages, 1):
        if not text.strip():
            continue
        if file.extension == "PDF":
            yield Passage(text, f"{name}, trang {number}", address=f"{file.url}#page={number}")
        elif file.extension in _SHEETS:
            # The reader of sheets puts the sheet's name on the first line.
            sheet, _, rows = text.partition("\n")
            yield Passage(rows or text, f"{name}, trang tính {sheet.strip()[:80]}", address=file.url)
        else:
            yield Passage(text, name, address=file.url)
