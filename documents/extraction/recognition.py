"""Letters recognised on pictures of pages (OCR), by the program Tesseract where it is installed.

What comes out is a reading by a machine: whoever takes it into a record compares it with the picture first.
"""

import csv
import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

from documents.extraction.page_pictures import Box, draw
from documents.extraction.types import Limits
from portal.text.vietnamese import normalise

_DPI = 200
_LANGUAGE = "vie"
_SECONDS_A_PAGE = 90
_MEMORY = 2_000_000_000
MOST_PAGES = 60
"""How many pages of a scan are read; a longer one is read as far as that."""


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """One page: its text, its letters without blanks with a box each, and how sure the program is (0 to 100)."""

    number: int
    text: str
    width: int
    height: int
    letters: str
    boxes: tuple[Box, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Word:
    line: tuple[str, str, str]
    text: str
    box: Box
    confidence: float


def is_available() -> bool:
    """Say whether the program and its Vietnamese are installed."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603 - the program found above, fixed arguments
    return _LANGUAGE in listed.stdout.split()


def recognise(content: bytes) -> Iterator[RecognisedPage]:
    """Yield the pages of a scanned PDF with the letters seen on them; a page that fails comes empty.

    Takes seconds a page: call it in the worker, never in a request.
    """
    number, count = 1, 1
    while number <= min(count, MOST_PAGES):
        drawn = draw(content, [number], dpi=_DPI, form="png", limits=Limits(seconds=30))
        if not drawn:
            yield RecognisedPage(number, "", 0, 0, "", (), 0.0)
        for picture in drawn:
            count = picture.count
            yield _page(number, picture.width, picture.height, _words(picture.image))
        number += 1


def _words(image: bytes) -> list[_Word]:
    process = subprocess.Popen(  # noqa: S603 - a fixed program; the picture goes in by pipe
        [shutil.which("tesseract") or "tesseract", "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(_DPI),
         "--psm", "3", "tsv"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    for limit, value in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS_A_PAGE)):
        try:
            resource.prlimit(process.pid, limit, (value, value))
        except (ProcessLookupError, ValueError, OSError):
            break  # it has ended already, or the system keeps stricter limits
    try:
        out, _ = process.communicate(image, timeout=_SECONDS_A_PAGE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return []
    return list(_read_table(out.decode("utf-8", "replace")))


def _read_table(table: str) -> Iterator[_Word]:
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = normalise(row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
        line = (row["block_num"], row["par_num"], row["line_num"])
        yield _Word(line, text, (left, top, left + width, top + height), float(row["conf"]))


def _page(number: int, width: int, height: int, words: list[_Word]) -> RecognisedPage:
    text: list[str] = []
    letters: list[str] = []
    boxes: list[Box] = []
    before: tuple[str, str, str] | None = None
    for word in words:
        if before is not None:
            text.append(" " if word.line == before else "\n" if word.line[0] == before[0] else "\n\n")
        text.append(word.text)
        letters.append(word.text)
        boxes.extend([word.box] * len(word.text))
        before = word.line
    sure = sum(word.confidence for word in words) / len(words) if words else 0.0
    return RecognisedPage(number, "".join(text), width, height, "".join(letters), tuple(boxes), sure)
