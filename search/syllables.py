"""Running text → tokens in index form, each worked out once. Pure.

Vietnamese has a few thousand syllables; with capitals and the signs that touch them they make some ten thousand
different stretches between spaces. Texts of any length are read by looking those up: reading a record takes a third
of the time that working out each of its tokens took.
"""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from portal.text.lookalikes import as_printed
from portal.text.vietnamese import fold, index_form

LONGEST_TOKEN = 64
TOKEN = re.compile(r"[^\W_]+")


class _Known(dict[str, str]):
    """Text → what is made of it, worked out when first met; emptied before it grows without bound."""

    _MOST = 65_536
    _LONGEST = 64

    def __init__(self, made: Callable[[str], str]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, text: str) -> str:
        made = self._made(text)
        if len(text) <= self._LONGEST:
            if len(self) >= self._MOST:
                self.clear()
            self[text] = made
        return made


def _token_form(word: str) -> str:
    return index_form(as_printed(word))[:LONGEST_TOKEN]


_FORMS = _Known(_token_form)
_FOLDED = _Known(fold)
# What stands between two spaces → its tokens joined by spaces; no token holds a space.
_STRETCHES = _Known(lambda stretch: " ".join(map(token_form, TOKEN.findall(stretch))))


def token_form(word: str) -> str:
    """Return the index form of one token."""
    return _FORMS[word]


def streams_of(text: str) -> tuple[str, str]:
    """Return the tokens of ``text``, which is normalised, in index form and without marks, each joined by spaces."""
    said = list(filter(None, map(_STRETCHES.__getitem__, text.split())))
    # Folding is letter by letter, so several tokens of one stretch are folded together.
    return " ".join(said), " ".join(map(_FOLDED.__getitem__, said))


def pairs_of(words: Iterable[str]) -> list[str]:
    """Return the neighbours of ``words`` joined by ``_``."""
    return list(map("_".join, pairwise(words)))
