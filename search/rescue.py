"""Where nothing was found: what would be found with fewer filters or fewer words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from search import archive
from search.analysis import analyse
from search.types import Filter, SearchQuery

MAX_TRIES = 6
MAX_WORDS = 8


@dataclass(frozen=True, slots=True)
class WayOut:
    """Another question that finds something: its words for the reader, and how many records."""

    label: str
    query: SearchQuery
    count: int


def fewer_filters(query: SearchQuery, *, user: Any | None = None) -> list[WayOut]:
    """Return the query without each of its filters, and without all, where that finds something."""
    tries: list[tuple[str, tuple[Filter, ...]]] = [
        (left_out.facet, tuple(each for each in query.filters if each is not left_out))
        for left_out in query.filters[:MAX_TRIES]
    ]
    if len(query.filters) > 1:
        tries.append(("", ()))
    return _that_find(((facet, replace(query, filters=kept)) for facet, kept in tries), user)


def fewer_words(query: SearchQuery, *, user: Any | None = None) -> list[WayOut]:
    """Return the query without each of its words, the ones that find fewest (that is, are nearest) first."""
    analysis = analyse(query.text)
    typed = analysis.text.split()
    if not 2 <= len(typed) <= MAX_WORDS or analysis.phrases or analysis.excluded:
        return []
    kept = [" ".join(typed[:at] + typed[at + 1 :]) for at in range(len(typed))]
    ways = _that_find(((text, replace(query, text=text)) for text in dict.fromkeys(kept)), user)
    return sorted(ways, key=lambda way: way.count)[:3]


def _that_find(tries: Iterable[tuple[str, SearchQuery]], user: Any | None) -> list[WayOut]:
    ways = (WayOut(label, query, archive.count(query, user=user)) for label, query in tries)
    return [way for way in ways if way.count]
