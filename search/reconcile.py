"""Index against database: what is missing, stale or extra, and putting it right."""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from portal.jobs.health import Problem
from search import ledger, outbox, reading
from search.engine import EngineAway, EngineBusy, EngineUnavailable
from search.engines import get_engine
from search.models import OutboxEntry
from search.types import IndexDocument, SearchQuery

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drift:
    """Keys of which index and database do not agree; ``unreadable`` are those of which nobody can tell, and why."""

    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    unreadable: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.extra)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that has to be looked at again."""
        return (*self.missing, *self.stale, *self.extra)


def documents() -> Iterator[IndexDocument]:
    """Yield everything that may be found now; a record that cannot be read is logged and left out."""
    return reading.everything({})


def rebuild() -> int:
    """Build the index anew from the database, swap it in, and return how many records it holds.

    What cannot be read or is refused goes on the list of failures. Raises
    :class:`search.engine.EngineUnavailable` (busy, or the folder cannot be written).
    """
    written = 0
    errors: dict[str, str] = {}

    def counted() -> Iterator[IndexDocument]:
        nonlocal written
        for document in reading.everything(errors):
            written += 1
            yield document

    refused = get_engine().rebuild(counted())
    outbox.note_failures({**errors, **refused})
    # What changed while the new index was being built waits in the outbox.
    outbox.drain()
    return written - len(refused)


def compare() -> Drift:
    """Return where index and database disagree; raises :class:`search.engine.EngineUnavailable`.

    What changed while it was being read and what waits in the outbox is no disagreement.
    """
    errors: dict[str, str] = {}
    drift = _compared(get_engine().versions(), reading.everything(errors), errors)
    if drift:
        drift = _confirmed(drift)
    return drift


def _compared(indexed: Iterable[tuple[str, str]], actual: Iterable[IndexDocument], errors: Mapping[str, str]) -> Drift:
    with ledger.opened() as book:
        book.indexed(indexed)
        book.actual((document.key, document.digest()) for document in actual)
        extra = tuple(key for key in book.surplus() if key not in errors)
        return Drift(book.missing(), book.stale(), extra, errors)


def _confirmed(drift: Drift) -> Drift:
    """Return what of ``drift`` is still so, looked at again key by key."""
    suspected = set(drift.keys) - _waiting()
    found = reading.Read()
    for kind, pks in _by_kind(suspected).items():
        for start in range(0, len(pks), reading.BATCH):
            part = reading.read(kind, pks[start : start + reading.BATCH])
            found.documents += part.documents
            found.errors |= part.errors
    indexed = (version for version in get_engine().versions() if version[0] in suspected)
    again = _compared(indexed, found.documents, {**drift.unreadable, **found.errors})
    # A change of this very moment waits by now, or is in by now.
    waiting = _waiting()
    missing, stale, extra = (
        tuple(key for key in keys if key not in waiting) for keys in (again.missing, again.stale, again.extra)
    )
    return Drift(missing, stale, extra, again.unreadable)


def _waiting() -> set[str]:
    return {str(entry) for entry in OutboxEntry.objects.only("kind", "object_id").iterator()}


def _by_kind(keys: Collection[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key in keys:
        kind, _, pk = key.rpartition(":")
        if pk.isdigit():
            found.setdefault(kind, []).append(int(pk))
    return found


def repair(drift: Drift) -> None:
    """Have everything of ``drift`` looked at again, and do it now."""
    for kind, pks in _by_kind(drift.keys).items():
        outbox.enqueue_many(kind, pks)
    outbox.note_failures(drift.unreadable)
    if drift:
        logger.warning(
            "index repaired: %d missing, %d stale, %d extra", *map(len, (drift.missing, drift.stale, drift.extra))
        )
        outbox.drain()


def audit() -> Drift:
    """Return where index and database disagree, after reading every byte of the index.

    Raises :class:`search.engine.EngineUnavailable` where the index is damaged or another process writes.
    """
    get_engine().verify()
    return compare()


def reconcile() -> Drift:
    """Compare, put right what disagrees, and return what was found.

    An index that cannot be read is built anew.
    """
    try:
        drift = audit()
    except (EngineBusy, EngineAway):
        return Drift()
    except EngineUnavailable as error:
        logger.warning("the index is built anew: %s", error)
        rebuild()
        return Drift()
    repair(drift)
    return drift


def heal() -> None:
    """Build the index where there is none that can be read; cheap where there is one."""
    try:
        get_engine().search(SearchQuery(page_size=1))
    except (EngineBusy, EngineAway):
        return
    except EngineUnavailable as error:
        logger.warning("the index is built anew: %s", error)
        rebuild()


def compact() -> None:
    """Make an index that was built anew as small as it can be."""
    # An engine that cannot be asked now is asked again, and health tells of it meanwhile.
    with suppress(EngineUnavailable):
        get_engine().compact()


def problem() -> Problem | None:
    """Tell whether the engine answers."""
    try:
        get_engine().search(SearchQuery(page_size=0))
    except EngineUnavailable:
        return Problem("search", "Máy tìm kiếm không trả lời; chỉ tìm được theo số, ký hiệu chính xác.")
    return None


def refused() -> Problem | None:
    """Tell whether records wait that could not be indexed."""
    count = outbox.failing().count()
    if not count:
        return None
    return Problem(
        "search-refused", f"{count} bản ghi không lập chỉ mục được; xem Báo cáo → Bản ghi không lập chỉ mục được."
    )
