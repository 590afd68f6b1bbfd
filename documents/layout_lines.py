"""Cut a document's text into the cells that a reader sees: lines, and columns that stand side by side."""

import re
from dataclasses import dataclass
from functools import lru_cache

from documents import number_forms
from portal.text.dates import find_dates
from portal.text.vietnamese import fold

# What surrounds words in text made from a page: emphasis, headings, table bars, rules under a heading.
_EDGE = " \t*#_|\\>~=–—"
_COLUMNS = re.compile(r"\t+|\s*\|\s*| {4,}")
_GAPS = ("\t", "|", "    ")
_HEADINGS = re.compile(
    r"C[OỘ]NG H[OÒ][AÀ] X[AÃ] H[OỘ]I CH[UỦ] NGH[IĨÍ]A VI[EỆ]T NAM|Đ[AẢ]NG C[OỘ]NG S[AẢ]N VI[EỆ]T NAM"
    r"|Đ[oộ]c l[aậ]p\s?[-–—]\s?T[uự] do\s?[-–—]\s?H[aạ]nh ph[uú]c",
)
# In text from a page, what stands in the other column follows this label on its line.
_RECIPIENTS = re.compile(r"(?i:nơi nhận)\s?:(?=\s+[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Cell:
    """Words at ``[start, end)``; ``line`` counts physical lines, ``after_blank`` says that an empty one came before."""

    text: str
    start: int
    end: int
    line: int
    after_blank: bool = False

    @property
    def folded(self) -> str:
        """The words folded, runs of space made one."""
        return _folded(self.text)

    @property
    def is_upper(self) -> bool:
        """Whether the letters are capitals, as headings and titles have them."""
        return _in_capitals(self.text)


@lru_cache(maxsize=1024)
def _in_capitals(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters >= 2 and sum(map(str.isupper, text)) >= 0.85 * letters


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    # A reader asks for the same cell again and again.
    return " ".join(fold(text).split())


def _cuts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the columns of one line; a blank left in a number or date is no gap between columns."""
    line = text[start:end]
    columns = _COLUMNS.finditer(text, start, end) if any(sign in line for sign in _GAPS) else ()
    gaps = [(m.start(), m.end()) for m in columns]
    if gaps:
        kept = [(m.start(), m.end()) for m in number_forms.BLANK_IN_TEXT.finditer(text, start, end)]
        kept += [(d.start, d.end) for d in find_dates(text, start, end)]
        gaps = [g for g in gaps if not any(a < g[1] and g[0] < b for a, b in kept)]
    for heading in _HEADINGS.finditer(text, start, end):
        gaps += [(heading.start(), heading.start()), (heading.end(), heading.end())]
    if ":" in line:
        gaps += [(m.end(), m.end()) for m in _RECIPIENTS.finditer(text, start, end)]
    if not gaps:
        return [(start, end)]
    edges = [start]
    for a, b in sorted(gaps):
        edges += [max(a, edges[-1]), max(b, edges[-1])]
    edges.append(end)
    return list(zip(edges[::2], edges[1::2], strict=True))


def cells(text: str) -> list[Cell]:
    """Return the non-empty cells of ``text`` in reading order, their edges free of spaces and emphasis."""
    found: list[Cell] = []
    offset, blank = 0, False
    for number, line in enumerate(text.split("\n")):
        end = offset + len(line)
        spans = _cuts(text, offset, end) if len(line) <= 600 else [(offset, end)]
        made = []
        for a, b in spans:
            while a < b and text[a] in _EDGE:
                a += 1
            while b > a and text[b - 1] in _EDGE:
                b -= 1
            if b > a and any(c.isalnum() for c in text[a:b]):
                made.append(Cell(text[a:b], a, b, number, blank))
                blank = False
        found += made
        if not made:
            # Nothing, or a rule drawn under a heading.
            blank = True
        offset = end + 1
    return found
