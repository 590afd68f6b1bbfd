"""Where a stretch of a page's text stands on the picture of that page. Pure."""

import bisect
from collections.abc import Iterable
from dataclasses import dataclass

from documents.marked_text import Place

Box = tuple[int, int, int, int]
_SAME_LINE = 0.5
_MARGIN = 3


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """A numbered place on a picture: one box for each line it runs over (left, top, width, height)."""

    number: int
    boxes: tuple[Box, ...]

    @property
    def mark(self) -> tuple[int, int]:
        """Where the number is written: at the upper right end of the first line."""
        left, top, width, _ = self.boxes[0]
        return left + width, top


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """What is known of a picture: its size, and the letters on it without blanks, with a box each."""

    number: int
    count: int
    width: int
    height: int
    letters: str = ""
    boxes: tuple[Box, ...] = ()


def places_on(page: DrawnPage, text: str, offset: int, places: Iterable[Place]) -> list[DrawnPlace]:
    """Return where ``places`` of the page ``text``, which begins at ``offset`` of the whole, stand on its picture.

    The letters of the picture and of the text may come in another order (columns): each place is looked for by its
    own letters, at the occurrence that it is in the text.
    """
    solid, at = _without_blanks(text)
    found = []
    for place in places:
        start, end = place.start - offset, place.end - offset
        if start < 0 or start >= len(text):
            continue
        first = bisect.bisect_left(at, start)
        last = bisect.bisect_left(at, min(end, len(text)))
        wanted = solid[first:last]
        boxes = _boxes_of(page, wanted, solid[:first].count(wanted) if wanted else 0)
        if boxes:
            found.append(DrawnPlace(place.number, tuple(boxes)))
    return found


def _without_blanks(text: str) -> tuple[str, list[int]]:
    at = [index for index, letter in enumerate(text) if not letter.isspace()]
    return "".join(text[index] for index in at), at


def _boxes_of(page: DrawnPage, wanted: str, before: int) -> list[Box]:
    if not wanted or len(page.letters) != len(page.boxes):
        return []
    start = -1
    for _ in range(before + 1):
        again = page.letters.find(wanted, start + 1)
        if again < 0:
            break
        start = again
    return _lines(page.boxes[start : start + len(wanted)]) if start >= 0 else []


def _lines(boxes: Iterable[Box]) -> list[Box]:
    """Join the boxes of letters into one box a line; width and height instead of right and bottom."""
    lines: list[list[int]] = []
    for left, top, right, bottom in boxes:
        if right <= left or bottom <= top:
            continue
        last = lines[-1] if lines else None
        middle = (top + bottom) / 2
        if last is not None and last[1] - _slack(last) <= middle <= last[3] + _slack(last) and left >= last[0]:
            last[1], last[2], last[3] = min(last[1], top), max(last[2], right), max(last[3], bottom)
        else:
            lines.append([left, top, right, bottom])
    return [
        (left - _MARGIN, top - _MARGIN, right - left + 2 * _MARGIN, bottom - top + 2 * _MARGIN)
        for left, top, right, bottom in lines
    ]


def _slack(line: list[int]) -> float:
    return (line[3] - line[1]) * _SAME_LINE
