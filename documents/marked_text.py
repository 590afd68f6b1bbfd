"""A page's text cut into plain and highlighted pieces. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field was read; ``number`` links the field to the place."""

    number: int
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``number`` is 0 where nothing was read in it."""

    text: str
    number: int = 0


def pieces(text: str, offset: int, places: Iterable[Place]) -> list[Piece]:
    """Return the page ``text``, which begins at ``offset`` of the whole, with the places in it apart.

    Of overlapping places the first wins; a place that runs over the page's end is cut there.
    """
    found: list[Piece] = []
    at = 0
    for place in sorted(places, key=lambda each: (each.start, -each.end)):
        start, end = max(place.start - offset, at), min(place.end - offset, len(text))
        if end <= start or start >= len(text):
            continue
        if start > at:
            found.append(Piece(text[at:start]))
        found.append(Piece(text[start:end], place.number))
        at = end
    if at < len(text):
        found.append(Piece(text[at:]))
    return found
