"""Reading the rows of a source, by several processes where there are enough of them.

Reading is most of the work of an import and needs nothing but the row, so forked children do it: they read, and only
the parent speaks to the database. A window of some portions keeps memory the same for any length of file.
"""

import gc
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

from documents.importing.adapters import ADAPTERS, Adapter, RawRow, Row
from documents.importing.text_reading import TextReading, read_text
from portal.text.plain import html_to_text

_PORTION = 32
_PORTION_BYTES = 2_000_000
# As much as the parent stores in one transaction and more, so that nobody waits while it does; of long texts less.
_AHEAD = 12
_AHEAD_BYTES = 16_000_000
_WORTH_A_PROCESS = 100


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row, the digest of its record, and the reading of its text where it is a document without files."""

    row: Row
    digest: str = ""
    reading: TextReading | None = None


def read_rows(path: Path, adapter: str) -> Iterator[ReadRow]:
    """Yield the rows of ``path`` in order, read."""
    way = ADAPTERS[adapter]
    raws = way.split(path)
    first = list(islice(raws, _WORTH_A_PROCESS)) if way.pure else []
    if len(first) < _WORTH_A_PROCESS or processes() < 2:
        for raw in chain(first, raws):
            yield read_row(way, raw)
        return
    yield from _by_children(adapter, chain(first, raws))


def read_row(way: Adapter, raw: RawRow) -> ReadRow:
    """Return one row, read in this process."""
    row = way.read(raw)
    record = row.record
    if record is None:
        return ReadRow(row)
    if record.kind != "document" or record.files:
        return ReadRow(row, record.digest())
    return ReadRow(row, record.digest(), read_text(record.text or html_to_text(record.html)))


def processes() -> int:
    """Return how many processes may read at the same time: one for each core that this one may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _by_children(adapter: str, raws: Iterator[RawRow]) -> Iterator[ReadRow]:
    # Forked: they have the program in memory already. They open no connection and touch none of the parent's.
    with ProcessPoolExecutor(processes(), mp_context=get_context("fork"), initializer=gc.enable) as pool:
        waiting: deque[_Asked] = deque()
        try:
            for portion in _portions(raws):
                waiting.append(_ask(pool, adapter, portion))
                while len(waiting) > _AHEAD or sum(each.size for each in waiting) > _AHEAD_BYTES:
                    yield from _answer(adapter, waiting.popleft())
            while waiting:
                yield from _answer(adapter, waiting.popleft())
        finally:
            pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A portion that a child was asked to read, if there were any children left to ask."""

    portion: Sequence[RawRow]
    future: "Future[list[ReadRow]] | None"

    @property
    def size(self) -> int:
        """How many bytes of the source wait in it."""
        return sum(len(raw.line) for raw in self.portion)


def _ask(pool: ProcessPoolExecutor, adapter: str, portion: Sequence[RawRow]) -> _Asked:
    try:
        return _Asked(portion, pool.submit(_read_portion, adapter, portion))
    except BrokenProcessPool:
        return _Asked(portion, None)


def _answer(adapter: str, asked: _Asked) -> list[ReadRow]:
    """Return the portion read; by this process where a child was killed over it."""
    try:
        if asked.future is not None:
            return asked.future.result()
    except BrokenProcessPool:
        pass
    return _read_portion(adapter, asked.portion)


def _portions(raws: Iterator[RawRow]) -> Iterator[list[RawRow]]:
    portion: list[RawRow] = []
    size = 0
    for raw in raws:
        portion.append(raw)
        size += len(raw.line)
        if len(portion) >= _PORTION or size >= _PORTION_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _read_portion(adapter: str, portion: Sequence[RawRow]) -> list[ReadRow]:
    way = ADAPTERS[adapter]
    return [read_row(way, raw) for raw in portion]
