"""The promise that every search engine keeps. One contract test class is its specification."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from search.types import Hit, IndexDocument, Results, SearchQuery, Suggestion

MAX_TOKENS = 600
"""How many tokens :meth:`SearchEngine.frequencies` counts in one call."""


class EngineUnavailable(Exception):
    """The engine cannot answer now; building its index anew may help."""


class EngineBusy(EngineUnavailable):
    """Another process is writing the index; the same call succeeds a moment later."""


class EngineAway(EngineUnavailable):
    """The engine's server does not answer, or not well: waiting helps, building the index anew does not."""


class SearchEngine(Protocol):
    """An index that is written by key and read by query."""

    drains_on_commit: bool
    """Whether a change is written at the end of its transaction; else the worker does it."""

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the only right to write, so that a state read inside is not overtaken by an older one.

        Raises :class:`EngineBusy` at once where another process or thread holds it; an engine without locks
        raises it from the writing method inside instead, where another has begun to write since. The writing
        methods take the right themselves where their caller has not.
        """

    def index(self, documents: Iterable[IndexDocument]) -> Mapping[str, str]:
        """Insert or replace ``documents``, and return which the engine cannot hold (key → reason); the others are in.

        Doing it again changes nothing. What was refused keeps its old state in the index, if it had one. Raises
        :class:`EngineBusy` or :class:`EngineUnavailable`, and then all of it has to be written again.
        """

    def remove(self, keys: Iterable[str]) -> None:
        """Remove ``keys``; an absent key is not an error. Raises as :meth:`index` does."""

    def search(self, query: SearchQuery) -> Results:
        """Return a page of results; raises :class:`EngineUnavailable`, nothing else.

        Each hit brings up to ``query.passages`` passages (:mod:`search.passages`), found by a second query in an
        index of passages restricted to the keys of the page. A facet brings its commonest values, at most
        ``query.most_values``, and the rest as one :class:`~search.types.FacetValue` without a value,
        so that the counts of a facet of one value a record come to the count of results.

        In the orders ``newest``, ``oldest`` and ``number`` records stand by :func:`search.ordering.sort_keys`.
        ``query.onward`` returns what stands behind a place and ``query.backward`` the page that ends in front of
        it, both in the order asked for (``page`` is then 1; see :func:`search.plan_pages.beyond`). ``Results.first``,
        ``last`` and ``more`` are filled, and ``count`` and ``facets`` are those of the whole list. In the order
        ``rank``, ``query.fixed`` asks for the keys of so many first results in ``Results.keys``.
        """

    def fetch(self, keys: Sequence[str], query: SearchQuery) -> tuple[Hit, ...]:
        """Return the records of ``keys`` in that order, marked and with passages as :meth:`search` gives them.

        Only what ``query.audiences`` may read and has not ended; what is there no more is left out. Raises
        :class:`EngineUnavailable`, nothing else.
        """

    def suggest(self, prefix: str, *, audiences: frozenset[str], limit: int) -> list[Suggestion]:
        """Return up to ``limit`` suggestions for ``prefix``; raises :class:`EngineUnavailable`, nothing else."""

    def frequencies(self, tokens: Collection[str]) -> Mapping[str, int]:
        """Return in about how many records each of ``tokens`` stands, for spelling and likeness.

        A token is a folded word (``ket``, counted in the stream ``text_f``) or a folded pair (``ket_luan``, in
        ``text_pairs_f``); at most :data:`MAX_TOKENS` are counted, the rest may be absent. Whoever may read a record
        plays no part, and what was replaced a moment ago may count twice: a figure is never shown, and whatever is
        offered because of it is asked for again with the reader's audiences. Raises :class:`EngineUnavailable`,
        nothing else.
        """

    def rebuild(self, documents: Iterable[IndexDocument]) -> Mapping[str, str]:
        """Build a new index of ``documents`` aside, swap it in, and return which it cannot hold (key → reason).

        Until the swap the old index answers. Writing meanwhile is refused (:class:`EngineBusy`) or reaches both,
        so that a change queued during the rebuild is in the new index. Raises :class:`EngineBusy` itself where
        another process writes, and whatever ``documents`` raises; the old index then stays.
        """

    def versions(self) -> Iterator[tuple[str, str]]:
        """Yield (key, content digest) of everything in the index; raises :class:`EngineUnavailable`."""

    def verify(self) -> None:
        """Read what is stored as a whole, and raise :class:`EngineUnavailable` where any of it is damaged.

        Too slow for a request. An engine that looks after its own files only says whether it can be used.
        """

    def compact(self) -> bool:
        """Have the index made as small as it can be, and return whether that is done; it is asked now and then.

        Returns at once; readers and writers go on meanwhile. Raises :class:`EngineUnavailable`.
        """
