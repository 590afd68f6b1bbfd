"""Word differences of two texts, in bounded time. Pure.

Words that stand once in both texts anchor the comparison (patience), the stretches between are aligned word by word
while a budget lasts, and what is left is told as one replacement: always true, at worst coarse.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from portal.text.vietnamese import normalise, place_tones

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_SMALL = 250
BUDGET = 1_500_000
_DEEPEST = 40


class Change(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one fate."""

    change: Change
    text: str


def compare(old: str, new: str, *, budget: int = BUDGET) -> tuple[Run, ...]:
    """Return the runs that lead from ``old`` to ``new``.

    The runs that are not added, joined, are ``old`` normalised; those that are not removed are ``new``, but for white
    space in what is the same and the place of a tone mark (``hoà``, ``hòa``), which are shown as the new text has them.
    ``budget`` is how many pairs of words may be looked at where nothing anchors the texts.
    """
    before, after = _tokens(old), _tokens(new)
    blocks = _matching([_key(token) for token in before], [_key(token) for token in after], _Budget(budget))
    return tuple(_joined(_runs(before, after, blocks)))


def likeness(runs: Sequence[Run]) -> float:
    """Return which share of the letters of both texts is the same, between 0 and 1; of two empty texts 1."""
    same = sum(len(run.text) for run in runs if run.change is Change.SAME)
    other = sum(len(run.text) for run in runs if run.change is not Change.SAME)
    return 1.0 if not same + other else 2 * same / (2 * same + other)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(normalise(text))


def _key(token: str) -> str:
    return " " if token.isspace() else place_tones(token)


def _runs(before: list[str], after: list[str], blocks: list[tuple[int, int, int]]) -> Iterator[Run]:
    i = j = 0
    for old, new, size in [*blocks, (len(before), len(after), 0)]:
        if old > i:
            yield Run(Change.REMOVED, "".join(before[i:old]))
        if new > j:
            yield Run(Change.ADDED, "".join(after[j:new]))
        if size:
            yield Run(Change.SAME, "".join(after[new : new + size]))
        i, j = old + size, new + size


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Put what was removed before what was added; a space between two replacements belongs to both, so phrases stay."""
    removed = added = ""
    for run in runs:
        if run.change is Change.REMOVED:
            removed += run.text
        elif run.change is Change.ADDED:
            added += run.text
        elif removed and added and run.text.isspace():
            removed, added = removed + run.text, added + run.text
        else:
            yield from _changed(removed, added)
            removed = added = ""
            yield run
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Run]:
    if removed:
        yield Run(Change.REMOVED, removed)
    if added:
        yield Run(Change.ADDED, added)


class _Budget:
    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, cost: int) -> bool:
        self.left -= cost
        return self.left >= 0


def _matching(a: list[str], b: list[str], budget: _Budget) -> list[tuple[int, int, int]]:
    """Return the matching blocks ``(in a, in b, size)``, in order and not overlapping."""
    found: list[tuple[int, int, int]] = []
    waiting = [(0, len(a), 0, len(b), 0)]
    while waiting:
        i, i_end, j, j_end, depth = waiting.pop()
        start_i, start_j = i, j
        while i < i_end and j < j_end and a[i] == b[j]:
            i, j = i + 1, j + 1
        if i > start_i:
            found.append((start_i, start_j, i - start_i))
        tail = 0
        while i < i_end - tail and j < j_end - tail and a[i_end - tail - 1] == b[j_end - tail - 1]:
            tail += 1
        if tail:
            found.append((i_end - tail, j_end - tail, tail))
            i_end, j_end = i_end - tail, j_end - tail
        if i < i_end and j < j_end:
            _between(a, b, (i, i_end, j, j_end, depth), waiting, found, budget)
    return sorted(found)


_Part = tuple[int, int, int, int, int]


def _between(
    a: list[str], b: list[str], part: _Part, waiting: list[_Part], found: list[tuple[int, int, int]], budget: _Budget
) -> None:
    i, i_end, j, j_end, depth = part
    size = (i_end - i) * (j_end - j)
    if i_end - i <= _SMALL and j_end - j <= _SMALL:
        if budget.take(size):
            matcher = SequenceMatcher(None, a[i:i_end], b[j:j_end], autojunk=False)
            found += [(i + at, j + to, length) for at, to, length in matcher.get_matching_blocks() if length]
        return
    anchors = _anchors(a[i:i_end], b[j:j_end]) if depth < _DEEPEST else []
    at, to = i, j
    for x, y in anchors:
        waiting.append((at, i + x, to, j + y, depth + 1))
        at, to = i + x, j + y
    if anchors:
        waiting.append((at, i_end, to, j_end, depth + 1))


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return where words that stand once in both go the same way: the longest rising line of them.

    Where no single word is unique, runs of three and of eight words are tried.
    """
    for width in (1, 3, 8):
        left, right = _shingles(a, width), _shingles(b, width)
        once = {word for word, count in Counter(left).items() if count == 1}
        once &= {word for word, count in Counter(right).items() if count == 1}
        if once:
            place = {word: at for at, word in enumerate(right) if word in once}
            line = _rising([(at, place[word]) for at, word in enumerate(left) if word in once])
            if line and line != [(0, 0)]:
                return line
    return []


def _shingles(words: Sequence[str], width: int) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + width]) for at in range(len(words) - width + 1)]


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest subsequence whose second members rise; the first ones do already."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, (_, value) in enumerate(pairs):
        place = bisect_left(ends, value)
        ends[place : place + 1] = [value]
        at[place : place + 1] = [number]
        before.append(at[place - 1] if place else -1)
    line: list[tuple[int, int]] = []
    number = at[-1] if at else -1
    while number >= 0:
        line.append(pairs[number])
        number = before[number]
    return line[::-1]
