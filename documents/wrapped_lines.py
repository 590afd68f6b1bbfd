"""Line ends that a page made and not its author: in a PDF every line of a paragraph ends with one. Pure.

Whoever reads sentences across lines asks for the text with such ends as spaces. Its length stays what it was, so
places in it are places in the original.
"""

import re
from itertools import pairwise

_NARROWEST, _WIDEST = 50, 160
_FULL, _NO_ROOM = 0.72, 0.9
"""Shares of the widest line: a line that is full; one that the next word would have made too long."""
_CLOSING = " \t\"'”’)]»"
_ENDS = (".", ";", ":", "!", "?", "…", "/", "*", "_")
_OPENS_PART = re.compile(
    r"\s*(?:[-–+•*]|\d{1,3}\s?[-/.)](?:\s|$)|\d+(?:\.\d+)+[.)]?\s|\(?(?:[IVXLCDM]{1,5}|[a-zđ])\s?[-.)](?:\s|$)"
    # "điều kiện", "phần lớn" go on with a sentence; "Điều 5" and "Phần thứ hai" begin a part.
    r"|(?i:điều|khoản|mục|chương|phần|phụ lục)\s(?:\d|[IVXLCDM]+\b|(?i:thứ)\s)|Nơi nhận|Kính gửi)"
)


def unwrapped(text: str) -> str:
    """Return ``text`` with the ends of lines that only a page's width made as spaces, of the same length."""
    lines = text.split("\n")
    width = _width(lines)
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        pieces += [" " if _is_wrap(before, line, width) else "\n", line]
    for at in range(2, len(lines)):
        # A page ends with a blank line; a full line before it and a small letter behind are one sentence.
        if not lines[at - 1] and _goes_on(lines[at - 2], lines[at], width):
            pieces[2 * at - 3] = pieces[2 * at - 1] = " "
    return "".join(pieces)


def _goes_on(before: str, line: str, width: int) -> bool:
    is_full = bool(width) and len(before.strip()) >= _FULL * width
    return is_full and line.lstrip()[:1].islower() and _is_wrap(before, line, width)


def _width(lines: list[str]) -> int:
    """Return how many letters the widest lines hold; 0 where the lines are paragraphs and no page's."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    if not lengths:
        return 0
    width = lengths[int(len(lengths) * 0.95)] if len(lengths) > 1 else lengths[0]
    return width if width >= _NARROWEST and lengths[-1] <= _WIDEST else 0


def _is_wrap(before: str, line: str, width: int) -> bool:
    before, following = before.rstrip(), line.strip()
    length = len(before.strip())
    if not length or not following or _OPENS_PART.match(following):
        return False
    last = before.rstrip(_CLOSING)
    if following[0].islower() and last.endswith(";"):
        return bool(width) and length >= _FULL * width
    if last.endswith(_ENDS):
        return False
    if following[0].islower():
        return length >= _NARROWEST / 2
    # A capital may begin a paragraph: only a word that had no room left moved down.
    return bool(width) and length + 1 + len(following.split(maxsplit=1)[0]) >= _NO_ROOM * width
