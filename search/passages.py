"""Passages as every engine keeps and shows them. Pure.

An engine keeps the pieces of a record in an index of their own and finds those of the shown records by a
second query; marks are made here, on the few that are shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from portal.text.vietnamese import normalise
from search.highlight import Wanted, marked_passage
from search.syllables import streams_of
from search.types import IndexDocument, MarkedText, Passage

MAX_PASSAGE = 2_000
"""The longest piece that is kept, in characters."""
MAX_SHOWN = 3
PASSAGE_ACCENTED = "passage_a"
PASSAGE_FOLDED = "passage_f"
PASSAGE_STREAMS = (PASSAGE_ACCENTED, PASSAGE_FOLDED)
"""The streams of the index of passages: words with frequencies. How near they stand is seen when they are marked."""
CANDIDATES = 3
"""How many pieces of one record an engine offers; which of them says most is seen when they are marked."""


def searched_text(document: IndexDocument) -> str:
    """Return the running text that is searched: the body, else the passages; what stands in files always too."""
    if not document.body:
        return "\n".join(part.text for part in document.passages)
    return "\n".join([document.body, *(part.text for part in document.passages if part.address)])


def pieces(document: IndexDocument) -> Iterator[Passage]:
    """Yield the passages of ``document`` in NFC, none longer than :data:`MAX_PASSAGE`; its body where it has none."""
    for part in document.passages or (Passage(document.body),):
        for text in _cut(normalise(part.text)):
            yield part if text == part.text else replace(part, text=text)


def passage_fields(part: Passage) -> dict[str, str]:
    """Return the streams of ``part``, one of :func:`pieces`: tokens joined by spaces."""
    return dict(zip(PASSAGE_STREAMS, streams_of(part.text), strict=True))


def _cut(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = min(len(text), start + MAX_PASSAGE)
        if end < len(text):
            # Between two lines where one ends nearby, else between two words.
            line = text.rfind("\n", start + MAX_PASSAGE // 2, end)
            space = text.rfind(" ", start + MAX_PASSAGE // 2, end)
            end = line if line > 0 else space if space > 0 else end
        piece = text[start:end].strip()
        if piece:
            yield piece
        start = end


def shown(
    found: Iterable[Passage], wanted: Wanted, *, otherwise: str = "", limit: int = MAX_SHOWN
) -> tuple[MarkedText, ...]:
    """Return the marked passages to show of one record, the one that says most first, each place once.

    Without any hit it is ``otherwise``, marked, or nothing: how a text begins says little of it.
    """
    if limit < 1:
        return ()
    ranked = []
    for at, part in enumerate(found):
        value, text = marked_passage(part, wanted)
        if text is not None:
            ranked.append((-value, at, text))
    places: dict[tuple[str, str, str], MarkedText] = {}
    for _, at, text in sorted(ranked, key=lambda each: each[:2]):
        # Pieces without a place are told apart by where they came in the ranking.
        place = (text.label or str(at), text.anchor, text.address)
        places.setdefault(place, text)
    if places:
        return tuple(places.values())[:limit]
    _, text = marked_passage(Passage(otherwise), wanted, even_without_marks=True)
    return (text,) if text is not None else ()
