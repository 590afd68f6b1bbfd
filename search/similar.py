"""Records that are like one: those that share the pairs of words which tell it from others."""

from collections import Counter
from collections.abc import Iterable
from math import log1p
from typing import Any

from portal.text.vietnamese import fold
from search import archive
from search.analysis import words_of
from search.engine import MAX_TOKENS, EngineUnavailable
from search.engines import get_engine
from search.syllables import pairs_of
from search.types import Hit, IndexDocument, SearchQuery

SHOWN = 5
MAX_PAIRS = 24
_READ = 20_000
"""Characters of a text that are read: how it begins says what it is about."""
_OF_TITLE = 4.0
"""How much more a pair of the title tells than one of the text."""


def similar(document: IndexDocument, *, user: Any | None = None, limit: int = SHOWN) -> tuple[Hit, ...]:
    """Return records of the same kind that ``user`` may find and that are like ``document``, the likest first.

    Two questions to the engine, whatever the length of the text. Raises
    :class:`search.engine.EngineUnavailable`: that nothing is like it must not be said where nobody knows.
    """
    pairs = _telling(document)
    if not pairs:
        return ()
    asked = SearchQuery(
        document.title, kinds=(document.kind,), page_size=limit, like=pairs, left_out=(document.key,), plain=True
    )
    found = archive.search(asked, user=user)
    if found.degraded:
        raise EngineUnavailable("no answer to what is like a record")
    return found.hits


def _telling(document: IndexDocument) -> tuple[tuple[str, float], ...]:
    """Return the pairs that are frequent here and rare elsewhere, weighed."""
    counted: Counter[str] = Counter()
    weights: dict[str, float] = {}
    body = document.body or "\n".join(part.text for part in document.passages)
    for text, weight in (
        (document.title, _OF_TITLE),
        (document.summary, _OF_TITLE),
        (body[:_READ], 1.0),
    ):
        for pair in _pairs(text):
            counted[pair] += 1
            weights[pair] = max(weight, weights.get(pair, 0.0))
    first = sorted(counted, key=lambda pair: (-weights[pair] * counted[pair], pair))[:MAX_TOKENS]
    known = get_engine().frequencies(first)
    # What stands here alone finds nothing else; what stands everywhere tells nothing.
    values = {
        pair: weights[pair] * log1p(counted[pair]) / log1p(known[pair]) for pair in first if known.get(pair, 0) > 1
    }
    best = sorted(values, key=lambda pair: (-values[pair], pair))[:MAX_PAIRS]
    most = values[best[0]] if best else 1.0
    return tuple((pair, round(values[pair] / most, 3)) for pair in best)


def _pairs(text: str) -> Iterable[str]:
    words = [fold(word) for word in words_of(text)]
    return (pair for pair in pairs_of(words) if not any(part.isdigit() for part in pair.split("_")))
