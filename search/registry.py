"""Who may be found: owners register an index source here, from their ``apps.py``.

The search room knows these protocols and no feature.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from search.types import IndexDocument, Understanding


@dataclass(frozen=True, slots=True)
class FacetDeclaration:
    """A facet that a source fills: its name in the address, its label, the order on the page.

    ``suggested_as`` lets the type-ahead offer the facet's values, names of bodies or people, under that word.
    ``unknown`` is the value of records of which it is not known; it stands last, however many they are.
    """

    name: str
    label: str
    order: int = 100
    suggested_as: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Widening:
    """A reader's choice to let the values of ``facet`` stand for more, by ``parameter`` in the address.

    ``more`` returns the values that the chosen ones then include, each with its label. ``note`` explains the counts.
    """

    facet: str
    parameter: str
    label: str
    note: str
    more: Callable[[Collection[str]], Mapping[str, str]]


class IndexSource(Protocol):
    """How one kind of record is found. ``entry`` is the word for its records in the lasting ids of feeds."""

    kind: str
    entry: str
    label: str
    model: type[Any]
    facets: tuple[FacetDeclaration, ...]

    def visible(self, pks: Collection[int]) -> set[int]:
        """Return which of ``pks`` may be found now."""

    def everything(self) -> Iterator[Any]:
        """Yield every object that may be found now, in bounded batches."""

    def objects(self, pks: Collection[int]) -> Iterable[Any]:
        """Return the objects of ``pks`` loaded for :meth:`to_document`, a constant number of queries."""

    def to_document(self, obj: Any) -> IndexDocument:
        """Return what the engines are told about ``obj``."""

    def facet_labels(self, facet: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the label of each of ``values``; an unknown value is left out."""

    def find_exact(self, match_key: str) -> list[IndexDocument]:
        """Return the visible records with this match key, from the database."""

    def nearest(self, match_key: str) -> list[IndexDocument]:
        """Return up to five visible records whose number is nearest to this match key."""


class QueryRecogniser(Protocol):
    """Reads identifiers in what a reader typed."""

    def recognise(self, text: str) -> Understanding | None:
        """Return what ``text`` names, or ``None``."""


_sources: dict[str, IndexSource] = {}
_recognisers: list[QueryRecogniser] = []
_widenings: dict[str, Widening] = {}
_exempt: dict[type[Any], str] = {}


def register(source: IndexSource) -> None:
    """Make the records of ``source`` findable."""
    _sources[source.kind] = source


def register_recogniser(recogniser: QueryRecogniser) -> None:
    """Let ``recogniser`` read queries."""
    _recognisers.append(recogniser)


@contextmanager
def reading_only_with(recognisers: Iterable[QueryRecogniser]) -> Iterator[None]:
    """Let only ``recognisers`` read queries meanwhile: for measuring without a database."""
    usual = list(_recognisers)
    _recognisers[:] = recognisers
    try:
        yield
    finally:
        _recognisers[:] = usual


def register_widening(widening: Widening) -> None:
    """Offer ``widening`` beside the values of its facet."""
    _widenings[widening.facet] = widening


def widenings() -> list[Widening]:
    """Return what was registered, one a facet."""
    return list(_widenings.values())


def widening_of(facet: str) -> Widening | None:
    """Return how the values of ``facet`` may be widened, or ``None``."""
    return _widenings.get(facet)


def sources() -> list[IndexSource]:
    """Return the registered sources in the order of registration."""
    return list(_sources.values())


def recognisers() -> list[QueryRecogniser]:
    """Return the registered recognisers."""
    return list(_recognisers)


def source_of_kind(kind: str) -> IndexSource | None:
    """Return the source of ``kind``, or ``None``."""
    return _sources.get(kind)


def source_of_model(model: type[Any]) -> IndexSource | None:
    """Return the source of ``model`` or of the nearest model that it is made from, or ``None``."""
    return next((source for source in _sources.values() if issubclass(model, source.model)), None)


def source_for(obj: object) -> IndexSource | None:
    """Return the source whose model ``obj`` is an instance of, or ``None``."""
    return source_of_model(type(obj))


def exempt(model: type[Any], reason: str) -> None:
    """Declare that the publishable ``model`` is not to be found by search, and why."""
    _exempt[model] = reason


def is_covered(model: type[Any]) -> bool:
    """Return whether ``model`` is registered or exempted."""
    return model in _exempt or source_of_model(model) is not None


def facets(kinds: Collection[str] = ()) -> list[FacetDeclaration]:
    """Return the facets of the sources of ``kinds`` (of all sources by default), in order, each once."""
    found: dict[str, FacetDeclaration] = {}
    for source in _sources.values():
        if not kinds or source.kind in kinds:
            for facet in source.facets:
                found.setdefault(facet.name, facet)
    return sorted(found.values(), key=lambda facet: facet.order)
