"""From the database to the index: enqueue what changed, drain what waits.

A row says only "look at this record again". Draining reads the record's present state: what may be
found is indexed, everything else is removed. So publishing, withdrawing, deleting, moving and
restricting are one and the same line, and doing any of it twice changes nothing.
"""

import logging
import secrets
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from portal.rows.writing import insert_alike
from search import followers
from search.engine import EngineBusy, EngineUnavailable, SearchEngine
from search.engines import get_engine
from search.models import OutboxEntry, Spread
from search.patience import at_most
from search.reading import Read, read

logger = logging.getLogger(__name__)

BATCH = 100
_LONGEST_WAIT = timedelta(hours=1)
_BATCHES_OF_A_REQUEST = 3
_PAUSES = (0.02, 0.05, 0.1)
_deferred: ContextVar[bool] = ContextVar("search_outbox_deferred", default=False)


@dataclass(slots=True)
class Drained:
    """What one pass did: records indexed, removed and failed, and why it stopped early (if it did)."""

    indexed: int = 0
    removed: int = 0
    failed: int = 0
    stopped: str = ""
    busy: bool = False


def enqueue(kind: str, pk: int) -> None:
    """Have the record ``pk`` of ``kind`` looked at again once the transaction is through."""
    enqueue_many(kind, [pk])


def enqueue_many(kind: str, pks: Iterable[int]) -> None:
    """Have many records of ``kind`` looked at again once the transaction is through."""
    asked = list(dict.fromkeys(pks))
    if asked:
        _put(kind, asked)
        _nudge_later(kind, asked)


def spread(name: str, row: int, *, at_once: bool = False) -> None:
    """Have whatever the follower ``name`` ties to ``row`` looked at again, a hundred thousand records or none.

    Writes one row now; :func:`drain` puts the records into the outbox, behind what waits already. The worker does
    it, unless the first of them are to be brought into the index ``at_once``.
    """
    followers.note(name, row)
    if at_once:
        _nudge_later("", [])


def _put(kind: str, pks: Iterable[int]) -> None:
    asked = list(pks)
    if asked:
        insert_alike(
            OutboxEntry(kind=kind, queued_at=timezone.now()),
            {"object_id": asked, "ticket": [secrets.randbits(62) for _ in asked]},
            update=("ticket", "attempts"),
            unique=("kind", "object_id"),
        )


def _nudge_later(kind: str, pks: list[int]) -> None:
    if not _deferred.get():
        some = tuple(pks[:BATCH])
        # No partial: Django asks the callable for its name when it fails, and would stop the hooks behind it too.
        transaction.on_commit(lambda: _nudge(kind, some), robust=True)


@contextmanager
def deferred() -> Iterator[None]:
    """Write rows only, and drain once at the end: for imports that change many records one by one."""
    token = _deferred.set(True)
    try:
        yield
    finally:
        _deferred.reset(token)
        if not _deferred.get():
            transaction.on_commit(_drain_all, robust=True)


@contextmanager
def left_to_worker() -> Iterator[None]:
    """Write rows only; the worker, or a later :func:`deferred`, brings them into the index."""
    token = _deferred.set(True)
    try:
        yield
    finally:
        _deferred.reset(token)


def pending() -> int:
    """Return how many records wait, and rows whose records are not yet known."""
    return OutboxEntry.objects.count() + Spread.objects.count()


def failing() -> QuerySet[OutboxEntry]:
    """Return the records that could not be indexed at the last try, with their reasons; they are tried again."""
    return OutboxEntry.objects.filter(attempts__gte=1)


def note_failures(errors: Mapping[str, str]) -> None:
    """Put records that could not be indexed (key → reason) on the list of those, to be tried again.

    A record that waits anyway keeps its turn.
    """
    now = timezone.now()
    rows = [
        OutboxEntry(
            kind=kind,
            object_id=int(pk),
            ticket=secrets.randbits(62),
            queued_at=now,
            attempts=1,
            tried_at=now,
            error=reason,
        )
        for key, reason in errors.items()
        for kind, _, pk in [key.rpartition(":")]
        if pk.isdigit()
    ]
    OutboxEntry.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def drain(
    *, now: datetime | None = None, batches: int | None = None, first: tuple[str, Collection[int]] = ("", ())
) -> Drained:
    """Bring what waits into the index, batch by batch, until nothing is due or ``batches`` are through.

    ``first`` names records that go before all others. A record that cannot be read keeps its error and is tried
    again later, ever more seldom; its neighbours go on. Where the engine is down or busy the rows stay as they are.
    """
    moment = now or timezone.now()
    done = Drained()
    kind, pks = first
    try:
        engine = get_engine()
        if pks:
            _drain_batch(engine, _due(moment).filter(kind=kind, object_id__in=pks), done, moment)
        more, left = True, batches
        while more and left != 0:
            left = None if left is None else left - 1
            more = _drain_batch(engine, _due(moment), done, moment) or _walk_on()
    except EngineUnavailable as error:
        done.stopped, done.busy = str(error), isinstance(error, EngineBusy)
        logger.info("outbox waits: %s", error)
    return done


def _drain_batch(engine: SearchEngine, due: QuerySet[OutboxEntry], done: Drained, moment: datetime) -> bool:
    # Asked before the right to write is: with nothing to do nobody is disturbed.
    if not due.exists():
        return False
    # Reading and writing under one lock: else a slower process could write an older state last.
    with engine.exclusive():
        entries = list(due[:BATCH])
        if entries:
            _write(engine, entries, _read(entries), done, moment)
    return bool(entries)


def _walk_on() -> bool:
    """Put the next records that follow a changed row into the outbox; return whether any walk goes on."""
    with transaction.atomic():
        step = followers.next_step()
        if step is None:
            return False
        _put(step.kind, step.pks)
        step.taken()
    return True


def remove_now(kind: str, pk: int) -> bool:
    """Take one record out of the index before everything else that waits; return whether that was possible now.

    Enqueue it as well: where the engine is down or busy, and should an older state be written meanwhile, the outbox
    does it again.
    """
    for pause in (*_PAUSES, 0.0):
        try:
            engine = get_engine()
            with at_most(), engine.exclusive():
                engine.remove([f"{kind}:{pk}"])
        except EngineUnavailable as error:
            if not isinstance(error, EngineBusy):
                return False
            time.sleep(pause)
        else:
            return True
    return False


def _due(moment: datetime) -> QuerySet[OutboxEntry]:
    fresh = Q(attempts=0)
    # 1, 2, 4 … minutes after each failure, an hour at most.
    waited = [
        Q(attempts=tries, tried_at__lte=moment - min(timedelta(minutes=2 ** (tries - 1)), _LONGEST_WAIT))
        for tries in range(1, 7)
    ]
    stale = Q(attempts__gte=7, tried_at__lte=moment - _LONGEST_WAIT)
    return OutboxEntry.objects.filter(reduce(or_, [fresh, *waited, stale])).order_by("attempts", "id")


def _read(entries: list[OutboxEntry]) -> Read:
    found = Read()
    for kind in dict.fromkeys(entry.kind for entry in entries):
        part = read(kind, [entry.object_id for entry in entries if entry.kind == kind])
        found.documents += part.documents
        found.gone += part.gone
        found.errors |= part.errors
    return found


def _write(engine: SearchEngine, entries: list[OutboxEntry], found: Read, done: Drained, moment: datetime) -> None:
    errors = found.errors | dict(engine.index(found.documents))
    engine.remove(found.gone)
    finished = [entry for entry in entries if str(entry) not in errors]
    failed = [entry for entry in entries if str(entry) in errors]
    # Only the ticket that was read: a change made since then has drawn another and keeps its turn.
    if finished:
        unchanged = (Q(pk=entry.pk, ticket=entry.ticket) for entry in finished)
        OutboxEntry.objects.filter(reduce(or_, unchanged)).delete()
    for entry in failed:
        OutboxEntry.objects.filter(pk=entry.pk, ticket=entry.ticket).update(
            attempts=F("attempts") + 1, tried_at=moment, error=errors[str(entry)]
        )
    done.indexed += sum(document.key not in errors for document in found.documents)
    done.removed += len(found.gone)
    done.failed += len(failed)


def _nudge(kind: str, pks: tuple[int, ...]) -> None:
    # Somebody waits for an answer: of a whole branch that moved the worker takes the rest.
    _drain_patiently(_BATCHES_OF_A_REQUEST, (kind, pks))


def _drain_all() -> None:
    _drain_patiently(None)


def _drain_patiently(batches: int | None, first: tuple[str, Collection[int]] = ("", ())) -> None:
    if not get_engine().drains_on_commit:
        return
    for pause in _PAUSES:
        if not drain(batches=batches, first=first).busy:
            return
        # Another process is writing for some milliseconds; a rebuild takes longer, and the worker follows it.
        time.sleep(pause)
