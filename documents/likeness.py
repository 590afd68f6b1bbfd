"""How alike two texts are: runs of words, counted without accents and marks. Pure."""

import re
import zlib

from portal.text.vietnamese import fold, normalise

_WORD = re.compile(r"[a-z0-9]+")
_RUN = 5
_KEPT = 4
_LONGEST = 400_000
ALIKE = 0.8
"""From this share of common word runs on two texts are taken for versions of one."""


def runs(text: str) -> frozenset[int]:
    """Return the hashes of all runs of five words; a shorter text is one run."""
    words = _WORD.findall(fold(normalise(text[:_LONGEST])))
    if not words:
        return frozenset()
    if len(words) < _RUN:
        return frozenset({_hash(words)})
    return frozenset(_hash(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def sketch(text: str) -> tuple[int, ...]:
    """Return the least hashes of the text's runs: texts that share most runs share at least one of them."""
    return tuple(sorted(runs(text))[:_KEPT])


def resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of runs that both texts have, between 0 and 1; of an empty text 0."""
    together = len(one | other)
    return len(one & other) / together if one and other else 0.0


def _hash(words: list[str]) -> int:
    # The checksum spreads badly in its high bits; an odd factor mixes them.
    return zlib.crc32(" ".join(words).encode()) * 2_654_435_761 % (1 << 32)
