"""Writing many records: each item of a request has its own answer, and each answer is read.

The library's own helper stops at a bad item and does not repeat a refused one while it raises errors; here exactly
the items that a busy server refused are sent again, and what cannot be stored never takes a neighbour with it.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from elasticsearch import ApiError

from search.engine import EngineAway, EngineUnavailable
from search.engines.elasticsearch.connection import Cluster
from search.patience import left

MAX_ITEMS = 500
MAX_CHARACTERS = 4_000_000
"""How much one request carries; a single larger record goes alone."""
MAX_WAIT = 2.0
"""Seconds that records wait for others to travel with: who builds an index shows that it lives."""
PAUSES = (0.05, 0.2, 0.5, 1.0, 2.0, 4.0)
"""Seconds before the items that a busy server refused are sent again; then the rest waits in the outbox."""
_BUSY = {429, 502, 503, 504}
_UNACCEPTABLE = {400, 413}


@dataclass(frozen=True, slots=True)
class Item:
    """One record to store under ``key``, or without ``source`` one to remove, in the index behind ``alias``."""

    alias: str
    key: str
    turn: int
    source: Mapping[str, Any] | None = None

    @property
    def size(self) -> int:
        """About how many characters are sent."""
        return 100 + _characters(self.source)

    def lines(self) -> list[Mapping[str, Any]]:
        """Return what the request says: the newer turn wins on the server, whichever arrives last."""
        place = {"_index": self.alias, "_id": self.key, "version": self.turn, "version_type": "external_gte"}
        return [{"delete": place}] if self.source is None else [{"index": place}, self.source]


def _characters(value: object) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return sum(map(_characters, value.values()))
    return sum(map(_characters, value)) if isinstance(value, list) else 10


@dataclass(slots=True)
class _Outcome:
    again: list[Item] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


def write(cluster: Cluster, items: Iterable[Item], *, refresh: bool) -> dict[str, str]:
    """Write ``items``, and return which the server will never take (key → reason); all others are in.

    With ``refresh`` they are found when this returns. Raises :class:`EngineUnavailable` where the server cannot
    take them now: some may have been written, and writing them again is harmless.
    """
    refused: dict[str, str] = {}
    for chunk in chunks(items):
        refused |= _write_chunk(cluster, chunk, refresh=refresh)
    return refused


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield ``items`` in lists that make requests of bounded size."""
    chunk: list[Item] = []
    size, began = 0, time.monotonic()
    for item in items:
        is_full = len(chunk) >= MAX_ITEMS or size + item.size > MAX_CHARACTERS
        if chunk and (is_full or time.monotonic() - began > MAX_WAIT):
            yield chunk
            chunk, size, began = [], 0, time.monotonic()
        chunk.append(item)
        size += item.size
    if chunk:
        yield chunk


def _write_chunk(cluster: Cluster, chunk: list[Item], *, refresh: bool) -> dict[str, str]:
    refused: dict[str, str] = {}
    waiting = chunk
    for pause in (*PAUSES, None):
        outcome = _send(cluster, waiting, refresh=refresh)
        refused |= outcome.refused
        waiting = outcome.again
        if not waiting:
            return refused
        if pause is not None:
            # Who takes a record away while somebody waits has a limit, and is told when it is over.
            time.sleep(left(pause))
    raise EngineAway(f"the server is busy and has not taken {len(waiting)} records")


def _send(cluster: Cluster, items: list[Item], *, refresh: bool) -> _Outcome:
    lines = [line for item in items for line in item.lines()]
    try:
        answer = cluster.work(
            lambda client: client.bulk(operations=lines, refresh=refresh, require_alias=True, source=False).body
        )
    except EngineUnavailable as error:
        status = error.__cause__.meta.status if isinstance(error.__cause__, ApiError) else 0
        if status == 429:
            return _Outcome(again=items)
        if status in _UNACCEPTABLE:
            return _halved(cluster, items, refresh=refresh, reason=str(error))
        raise
    answers = answer["items"]
    if len(answers) != len(items):
        raise EngineAway("the server answered for fewer records than it was given")
    outcome = _Outcome()
    for item, each in zip(items, answers, strict=True):
        (told,) = each.values()
        _judge(item, int(told["status"]), told.get("error"), outcome)
    return outcome


def _halved(cluster: Cluster, items: list[Item], *, refresh: bool, reason: str) -> _Outcome:
    """Send a request that was refused as a whole in two, down to the one item that is to blame."""
    if len(items) == 1:
        return _Outcome(refused={items[0].key: reason})
    middle = len(items) // 2
    parts = [_send(cluster, part, refresh=refresh) for part in (items[:middle], items[middle:])]
    return _Outcome([item for part in parts for item in part.again], parts[0].refused | parts[1].refused)


def _judge(item: Item, status: int, error: Any, outcome: _Outcome) -> None:
    kind, reason = ("", "") if not isinstance(error, Mapping) else (error.get("type", ""), error.get("reason", ""))
    if status < 300 or status == 409 or (status == 404 and item.source is None and not error):
        # 409: a newer state is there already. 404 without an error: there was nothing to remove.
        return
    if status in _BUSY:
        outcome.again.append(item)
    elif status in {401, 403, 404}:
        # Read-only because a disk is full, no right, no index: no fault of this record's; all of them wait.
        raise EngineAway(f"the server takes no records now: {kind}: {reason}"[:300])
    else:
        outcome.refused[item.key] = f"{kind}: {reason}"[:500]
