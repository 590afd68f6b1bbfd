"""Slips of the finger: which syllables a mistyped word may be, and which words were run together. Pure."""

from collections.abc import Iterator
from functools import lru_cache

from portal.text.syllables import is_bare_syllable

LONGEST = 7
"""Letters of the longest syllable (nghiêng)."""
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LETTERS = "abcdeghiklmnopqrstuvxy"


def one_slip_away(folded: str) -> dict[str, float]:
    """Return the syllables that one slip turns into ``folded``, with how unlikely the slip is (0.7 to 1.2)."""
    found: dict[str, float] = {}
    if not 1 <= len(folded) <= LONGEST + 1 or not folded.isascii():
        return found
    for typed, cost in _slips(folded):
        if typed != folded and is_bare_syllable(typed):
            found[typed] = min(cost, found.get(typed, cost))
    return found


def parts(folded: str, most: int = 4) -> list[tuple[str, ...]]:
    """Return the ways of reading letters written together as two to ``most`` syllables, at most twelve."""
    if not 4 <= len(folded) <= LONGEST * most or not folded.isascii():
        return []
    found = [way for way in _cut(folded, most) if len(way) > 1]
    return sorted(found, key=len)[:12]


def _cut(rest: str, most: int) -> Iterator[tuple[str, ...]]:
    if is_bare_syllable(rest) and len(rest) > 1:
        yield (rest,)
    if most <= 1:
        return
    for at in range(2, min(LONGEST, len(rest) - 2) + 1):
        if is_bare_syllable(rest[:at]):
            for way in _cut(rest[at:], most - 1):
                yield (rest[:at], *way)


def _slips(folded: str) -> Iterator[tuple[str, float]]:
    for at in range(len(folded)):
        yield folded[:at] + folded[at + 1 :], 0.7 if folded[at] in folded[max(0, at - 1) : at] else 1.0
        if at + 1 < len(folded):
            yield folded[:at] + folded[at + 1] + folded[at] + folded[at + 2 :], 0.7
        near = _neighbours(folded[at])
        for letter in _LETTERS:
            yield folded[:at] + letter + folded[at + 1 :], 0.8 if letter in near else 1.2
    for at in range(len(folded) + 1):
        for letter in _LETTERS:
            yield folded[:at] + letter + folded[at:], 1.0


@lru_cache(maxsize=64)
def _neighbours(letter: str) -> str:
    for row, keys in enumerate(_KEYS):
        at = keys.find(letter)
        if at >= 0:
            beside = keys[max(0, at - 1) : at + 2]
            above = _KEYS[row - 1][at : at + 2] if row else ""
            below = _KEYS[row + 1][max(0, at - 1) : at + 1] if row < 2 else ""
            return beside + above + below
    return ""
