"""Read place and date of issue, which stand on one line of a head or beside a signature."""

import re
from collections.abc import Sequence

from documents import layout_names as names
from documents.layout_fields import ReadField
from documents.layout_lines import Cell
from portal.text.dates import PrintedDate, find_dates
from portal.text.vietnamese import fold

BODY_STARTS = re.compile(
    r"(?:- )?(?:can cu|theo |xet |thuc hien |trien khai |xem xet |kinh gui|kinh trinh|de |nham |nguoi ky|quoc hoi"
    r"|trong |dieu \d|chuong [ivx\d]|phan [ivx\d]|phan thu|muc \d|[ivx]{1,4}\s?[-.] |\d{1,2}\s?[-.] |qua |ngay \d"
    r"|chieu theo )"
)
"""How the running text of a document begins, folded."""


def read_date(text: str, cells: Sequence[Cell], where: str) -> list[ReadField]:
    """Return place and date of issue from the first cell that is a place with a date and nothing else."""
    for cell in cells:
        if cell.text.endswith(";") or (BODY_STARTS.match(cell.folded) and not cell.folded.startswith("ngay")):
            continue  # a basis, with the day of the text that it names
        for printed in find_dates(text, cell.start, cell.end):
            after = text[printed.end : cell.end].strip(" .")
            before = text[cell.start : printed.start]
            named = names_only(before.rstrip(" ,")) or _loosely_named(before)
            if after or (before.strip() and not named) or not _is_issue_date(text, printed, named):
                continue
            return _date_fields(text, cell, printed, named, where)
    return []


def names_only(words: str) -> str:
    """Return the last capitalised words: a symbol may stand on the line before the place."""
    kept: list[str] = []
    for word in reversed(words.split()):
        if word in {"-", "–"} and kept:
            kept.insert(0, word)
            continue
        if not word[:1].isupper() or "/" in word or (word[-1] in ".,;:" and word != "TP."):
            break
        kept.insert(0, word)
    return " ".join(kept[1:] if kept and kept[0] in {"-", "–"} else kept)


_NO_PLACE = re.compile(
    r"(?:nghi |quyet |thong |chi thi|ke hoach|chuong |bao cao|to trinh|huong dan|ket luan|luat |phap |co hieu|ban hanh)"
)
# A line that begins so tells from when something holds, not where it was signed.
_NO_PLACES = frozenset({"tu", "ke tu", "den", "truoc", "sau", "vao", "trong"})


def _loosely_named(before: str) -> str:
    """Return a place whose later words are small ("Hà nội"), set apart by a gap from what stands before it."""
    words = re.split(r"\s{2,}|\t", before.strip(" ,"))[-1].split()
    fitting = 1 < len(words) <= 4 and words[0][:1].isupper() and all(word.isalpha() for word in words)
    # "Hà nội ngày 3…": without the comma only two words that are no document's and no body's are a place.
    short = len(words) == 2 and " ".join(words) == before.strip() and not _NO_PLACE.match(fold(before.strip()))
    named = fitting and (before.rstrip().endswith(",") or (short and not names.begins_a_body(before)))
    return " ".join(words) if named else ""


def _is_issue_date(text: str, printed: PrintedDate, place: str) -> bool:
    worded = fold(text[printed.start : printed.end]).startswith("ngay")
    return worded and "," not in place and fold(place) not in _NO_PLACES


def _date_fields(text: str, cell: Cell, printed: PrintedDate, place: str, where: str) -> list[ReadField]:
    quote = text[cell.start : cell.end]
    made = []
    if place:
        at = text.rindex(place.split()[0], cell.start, printed.start)
        made.append(ReadField("place", place, at, at + len(place), quote, where))
    if printed.value is not None:
        span = printed.start, printed.end
        made.append(ReadField("issued_on", printed.value.isoformat(), *span, quote, where))
        made.append(ReadField("issued_precision", printed.precision, *span, quote, where))
    else:
        made.append(ReadField("issued_precision", "unknown", printed.start, printed.end, quote, where))
    return made
