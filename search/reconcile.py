"""Index against database: what is missing, stale or extra, and putting it right."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from portal.jobs.health import Problem
from search import outbox, registry
from search.engine import EngineBusy, EngineUnavailable
from search.engines import get_engine
from search.types import IndexDocument, SearchQuery

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drift:
    """Keys of which index and database do not agree."""

    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.extra)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that has to be looked at again."""
        return (*self.missing, *self.stale, *self.extra)


def documents() -> Iterator[IndexDocument]:
    """Yield everything that may be found now; a record that cannot be read is logged and left out."""
    for source in registry.sources():
        for obj in source.everything():
            try:
                document = source.to_document(obj)
            except Exception:
                logger.exception("%s:%s cannot be indexed", source.kind, getattr(obj, "pk", ""))
                continue
            yield document


def rebuild() -> int:
    """Build the index anew from the database, swap it in, and return how many records it holds.

    Raises :class:`search.engine.EngineUnavailable` (busy, or the folder cannot be written).
    """
    written = 0

    def counted() -> Iterator[IndexDocument]:
        nonlocal written
        for document in documents():
            written += 1
            yield document

    get_engine().rebuild(counted())
    # What changed while the new index was being built waits in the outbox.
    outbox.drain()
    return written


def compare() -> Drift:
    """Return where index and database disagree; raises :class:`search.engine.EngineUnavailable`."""
    indexed = dict(get_engine().versions())
    missing, stale = [], []
    for document in documents():
        digest = indexed.pop(document.key, None)
        if digest is None:
            missing.append(document.key)
        elif digest != document.digest():
            stale.append(document.key)
    return Drift(tuple(missing), tuple(stale), tuple(indexed))


def reconcile() -> Drift:
    """Compare, put right what disagrees, and return what was found.

    An index that cannot be read is built anew.
    """
    try:
        drift = compare()
    except EngineBusy:
        return Drift()
    except EngineUnavailable as error:
        logger.warning("the index is built anew: %s", error)
        rebuild()
        return Drift()
    by_kind: dict[str, list[int]] = {}
    for key in drift.keys:
        kind, _, pk = key.rpartition(":")
        if pk.isdigit():
            by_kind.setdefault(kind, []).append(int(pk))
    for kind, pks in by_kind.items():
        outbox.enqueue_many(kind, pks)
    if drift:
        logger.warning(
            "index repaired: %d missing, %d stale, %d extra", *map(len, (drift.missing, drift.stale, drift.extra))
        )
        outbox.drain()
    return drift


def heal() -> None:
    """Build the index where there is none that can be read; cheap where there is one."""
    try:
        get_engine().search(SearchQuery(page_size=1))
    except EngineBusy:
        return
    except EngineUnavailable as error:
        logger.warning("the index is built anew: %s", error)
        rebuild()


def problem() -> Problem | None:
    """Tell whether the engine answers."""
    try:
        get_engine().search(SearchQuery(page_size=0))
    except EngineUnavailable:
        return Problem("search", "Máy tìm kiếm không trả lời; chỉ tìm được theo số, ký hiệu chính xác.")
    return None
