"""Where nothing was found: what would be found with fewer filters or fewer words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
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
MAX_WAYS = 3
_COMPOUND = 2
"""Syllables of the usual Vietnamese word."""


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


def fewer_words(query: SearchQuery, *, better_than: int = 0, user: Any | None = None) -> list[WayOut]:
    """Return the query without each of its words, the ones that find fewest (that is, are nearest) first.

    Syllables that stand together in the archive stay together: without its half a word would mean nothing. Where that
    gives fewer than three ways, runs of the words are added, the longest first. Only what finds more than
    ``better_than`` is given.
    """
    analysis = analyse(query.text)
    typed = analysis.text.split()
    if not 2 <= len(typed) <= MAX_WORDS or analysis.phrases or analysis.excluded or analysis.sayings:
        return []
    words = _words(query, typed, user)
    without_one = dict.fromkeys(" ".join(words[:at] + words[at + 1 :]) for at in range(len(words)))
    ways = sorted(_that_find(_asked(query, without_one), user, better_than), key=lambda way: way.count)[:MAX_WAYS]
    if len(ways) < MAX_WAYS:
        # Words that stand together are likelier to be one thing than those that are apart.
        runs = [
            " ".join(words[at : at + length])
            for length in range(len(words) - 1, 0, -1)
            for at in range(len(words) - length + 1)
        ]
        fresh = [text for text in dict.fromkeys(runs) if " " in text and text not in without_one][:MAX_RUNS]
        ways += _that_find(_asked(query, fresh), user, better_than)[: MAX_WAYS - len(ways)]
    return ways


def _words(query: SearchQuery, syllables: list[str], user: Any | None) -> list[str]:
    """Join the neighbours that the archive holds side by side most often, each syllable once at most.

    Two syllables, which may be the whole question, stay two: one of them alone is all that can be left out.
    """
    if len(syllables) < _COMPOUND + 1:
        return syllables
    pairs = [" ".join(pair) for pair in pairwise(syllables)]
    counts = [archive.count(replace(query, text=f'"{pair}"'), user=user) for pair in pairs]
    joined: set[int] = set()
    for at in sorted(range(len(pairs)), key=lambda at: -counts[at]):
        if counts[at] and not joined & {at - 1, at, at + 1}:
            joined.add(at)
    return [pairs[at] if at in joined else syllable for at, syllable in enumerate(syllables) if at - 1 not in joined]


def _asked(query: SearchQuery, texts: Iterable[str]) -> list[tuple[str, SearchQuery]]:
    return [(text, replace(query, text=text)) for text in texts]


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


def _that_find(tries: Iterable[tuple[str, SearchQuery]], user: Any | None, better_than: int = 0) -> list[WayOut]:
    ways = (WayOut(label, query, archive.count(query, user=user)) for label, query in tries)
    return [way for way in ways if way.count > better_than]
