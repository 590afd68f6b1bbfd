"""Line ends that a page made and not its author: in a PDF every line of a paragraph ends with one. Pure.

Whoever reads sentences across lines asks for the text with such ends as spaces. Its length stays what it was, so
places in it are places in the original.
"""

import re
from itertools import pairwise

_NARROWEST, _WIDEST = 50, 160
_FULL = 0.72
"""A line at least this share of the widest one had no room for more."""
_ENDED = re.compile(r"[.;:!?…/*_]\W*$")
_OPENS_PART = re.compile(
    r"\s*(?:[-–+•*]|\(?(?:\d{1,3}|[ivxlcdm]{1,5}|[a-zđ])[.)](?:\s|$)|\d+(?:\.\d+)*[.)]?\s"
    r"|(?:điều|khoản|mục|chương|phần|phụ lục|nơi nhận|kính gửi)\b)",
    re.IGNORECASE,
)


def unwrapped(text: str) -> str:
    """Return ``text`` with the ends of lines that only a page's width made as spaces, of the same length."""
    lines = text.split("\n")
    width = _width(lines)
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        pieces += [" " if _is_wrap(before, line, width) else "\n", line]
    return "".join(pieces)


def _width(lines: list[str]) -> int:
    """Return how many letters the widest lines hold; 0 where the lines are paragraphs and no page's."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    if not lengths:
        return 0
    width = lengths[int(len(lengths) * 0.95)] if len(lengths) > 1 else lengths[0]
    return width if width >= _NARROWEST and lengths[-1] <= _WIDEST else 0


def _is_wrap(before: str, line: str, width: int) -> bool:
    before, following = before.rstrip(), line.strip()
    if not before.strip() or not following or _ENDED.search(before) or _OPENS_PART.match(following):
        return False
    is_full = bool(width) and len(before.strip()) >= _FULL * width
    if following[0].islower():
        return is_full or len(before.strip()) >= _NARROWEST / 2
    return is_full
