"""Where nothing was found: what would be found with fewer filters or fewer words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from portal.text.vietnamese import fold
from search import archive
from search.analysis import QUOTES, analyse, clean
from search.types import SearchQuery

MAX_TRIES = 6
DAYS = "ngay"
"""Stands for the chosen days among the filters."""
MAX_WORDS = 8
MAX_RUNS = 15


@dataclass(frozen=True, slots=True)
class WayOut:
    """Another question that finds something: its words for the reader, and how many records."""

    label: str
    query: SearchQuery
    count: int


def fewer_filters(query: SearchQuery, *, user: Any | None = None) -> list[WayOut]:
    """Return the query without each of its filters, and without all, where that finds something."""
    tries: list[tuple[str, SearchQuery]] = [
        (left_out.facet, replace(query, filters=tuple(each for each in query.filters if each is not left_out)))
        for left_out in query.filters[:MAX_TRIES]
    ]
    undated = replace(query, since=None, before=None)
    if undated != query:
        tries.append((DAYS, undated))
    if len(tries) > 1:
        tries.append(("", replace(undated, filters=())))
    return _that_find(tries, user)


def fewer_words(query: SearchQuery, *, user: Any | None = None) -> list[WayOut]:
    """Return the query without each of its words, the ones that find fewest (that is, are nearest) first.

    Where even that finds nothing, runs of its words, the longest first.
    """
    analysis = analyse(query.text)
    typed = analysis.text.split()
    if not 2 <= len(typed) <= MAX_WORDS or analysis.phrases or analysis.excluded:
        return []
    kept = [" ".join(typed[:at] + typed[at + 1 :]) for at in range(len(typed))]
    ways = _that_find(((text, replace(query, text=text)) for text in dict.fromkeys(kept)), user)
    if not ways:
        # Words that stand together are likelier to be one thing than those that are apart.
        runs = [
            " ".join(typed[at : at + length])
            for length in range(len(typed) - 2, 0, -1)
            for at in range(len(typed) - length + 1)
        ]
        ways = _that_find(((text, replace(query, text=text)) for text in list(dict.fromkeys(runs))[:MAX_RUNS]), user)
        return ways[:3]
    return sorted(ways, key=lambda way: way.count)[:3]


def other_wordings(query: SearchQuery, *, user: Any | None = None) -> list[WayOut]:
    """Return the question without its quotation marks, and without accents, where that finds something."""
    line = clean(query.text)
    unquoted = " ".join(QUOTES.sub(" ", line).split())
    tries = {
        fold(unquoted): "Không kể dấu, không cần đúng nguyên cụm",
        fold(line): "Không kể dấu",
        unquoted: "Không cần đúng nguyên cụm",
    }
    fresh = [(label, replace(query, text=text)) for text, label in tries.items() if text and text != line]
    return _that_find(reversed(fresh), user)[:2]


def _that_find(tries: Iterable[tuple[str, SearchQuery]], user: Any | None) -> list[WayOut]:
    ways = (WayOut(label, query, archive.count(query, user=user)) for label, query in tries)
    return [way for way in ways if way.count]
