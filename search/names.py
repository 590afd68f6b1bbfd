"""Names of bodies and people for the type-ahead: the values of facets, as what everybody may find bears them."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from portal.text.vietnamese import fold
from search import registry, synonym_table
from search.analysis import clean, words_of
from search.types import FacetValue, Suggestion

SHOWN = 3
KEPT_SECONDS = 5.0
"""How long names are kept, so that one that is gone is not offered for longer."""
_SHARE = 50
"""Names are kept for this many times as long as it took to read them, so that reading costs a fiftieth of the time."""

Read = Callable[[tuple[str, ...]], Mapping[str, tuple[FacetValue, ...]]]


@dataclass(frozen=True, slots=True)
class Name:
    """One value of a facet: how it is written, its folded words, how many records bear it."""

    facet: registry.FacetDeclaration
    value: str
    label: str
    words: tuple[str, ...]
    count: int

    @property
    def suggestion(self) -> Suggestion:
        """The line of the type-ahead, which leads to what bears the name."""
        url = f"/tim-kiem/?{urlencode({self.facet.name: self.value})}"
        return Suggestion(self.label, self.facet.name, url, note=f"{self.facet.suggested_as} · {self.count}")


_lock = threading.Lock()
_kept: tuple[float, tuple[Name, ...]] | None = None


def beginning_with(prefix: str, read: Read) -> list[Suggestion]:
    """Return up to three names that hold the words of ``prefix``, the last one begun; accents may be left out.

    ``read`` gives the values of facets; whatever it raises is raised.
    """
    words = [fold(word) for word in words_of(clean(prefix))]
    if not words or not any(len(word) > 1 for word in words):
        return []
    full = [fold(word) for word in synonym_table.current().written_out(words)]
    ways = [words] if full == words else [words, full]
    found = [
        (-close, -name.count, name.label, name)
        for name in _names(read)
        for way in ways
        if (close := _closeness(name.words, way))
    ]
    return list({each[-1].value: each[-1].suggestion for each in sorted(found, key=lambda each: each[:3])}.values())[
        :SHOWN
    ]


def _closeness(name: tuple[str, ...], typed: list[str]) -> int:
    """Return 2 where the name begins with what was typed, 1 where it holds it, 0 otherwise."""
    *whole, begun = typed
    for at in range(len(name) - len(typed) + 1):
        if list(name[at : at + len(whole)]) == whole and name[at + len(whole)].startswith(begun):
            return 1 if at else 2
    return 0


def _names(read: Read) -> tuple[Name, ...]:
    global _kept
    kept = _kept
    if kept is None or time.monotonic() > kept[0]:
        with _lock:
            if _kept is not None and _kept is not kept:
                # Another reader has read them while this one waited.
                return _kept[1]
            started = time.monotonic()
            declared = {each.name: each for each in registry.facets() if each.suggested_as}
            values = read(tuple(declared)) if declared else {}
            names = tuple(
                Name(declared[facet], each.value, each.label, tuple(map(fold, words_of(each.label))), each.count)
                for facet, found in values.items()
                for each in found
                if each.value and each.value != declared[facet].unknown
            )
            took = time.monotonic() - started
            _kept = kept = time.monotonic() + max(KEPT_SECONDS, took * _SHARE), names
    return kept[1]


def forget() -> None:
    """Read the names anew at the next question."""
    global _kept
    _kept = None
