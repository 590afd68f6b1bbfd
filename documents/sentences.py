"""The sentence in which something stands, short enough to be shown in a list. Pure."""

import re
from dataclasses import dataclass

_BEFORE = 220
_AFTER = 200
_BEGIN = re.compile(r"(?:[.;:!?…]\s|\n)")
_END = re.compile(r"[.;!?…](?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is shown, white space made one, with what it is shown for at ``[start, end)``."""

    text: str
    start: int
    end: int


def sentence_around(text: str, start: int, end: int) -> Sentence:
    """Return the sentence around ``[start, end)``, cut at words where it is long.

    A line ends a sentence: give text in which the line ends of a page are spaces (:mod:`documents.wrapped_lines`).
    """
    floor = max(0, start - _BEFORE)
    begun = [match.end() for match in _BEGIN.finditer(text, floor, start)]
    first = begun[-1] if begun else floor
    if not begun and floor > 0:
        space = text.find(" ", floor, start)
        first = space + 1 if space >= 0 else floor
    ceiling = min(len(text), end + _AFTER)
    ended = _END.search(text, end, ceiling)
    last = ended.end() if ended else ceiling
    if not ended and ceiling < len(text):
        space = text.rfind(" ", end, ceiling)
        last = space if space > end else ceiling
    before = " ".join(text[first:start].split())
    inner = " ".join(text[start:end].split())
    after = " ".join(text[end:last].split())
    lead = "… " if not begun and floor > 0 else ""
    tail = " …" if not ended and last < len(text) else ""
    before = lead + before + (" " if before and text[start - 1].isspace() else "")
    after = (" " if after and text[end].isspace() else "") + after + tail
    return Sentence(before + inner + after, len(before), len(before) + len(inner))
