"""Reading the rows of a source, by several processes where there are enough of them.

Reading is most of the work of an import and needs nothing but the row, so forked children do it: they read, and only
the parent speaks to the database. A window of a few portions keeps memory the same for any length of file.
"""

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
_AHEAD = 3
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
    if len(first) < _WORTH_A_PROCESS or _processes() < 2:
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


def _processes() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _by_children(adapter: str, raws: Iterator[RawRow]) -> Iterator[ReadRow]:
    portions = _portions(raws)
    # Forked: they have the program in memory already. They open no connection and touch none of the parent's.
    with ProcessPoolExecutor(_processes(), mp_context=get_context("fork")) as pool:
        waiting: deque[tuple[Sequence[RawRow], Future[list[ReadRow]]]] = deque()
        try:
            for portion in portions:
                waiting.append((portion, pool.submit(_read_portion, adapter, portion)))
                if len(waiting) > _AHEAD:
                    yield from _result(adapter, *waiting.popleft())
            while waiting:
                yield from _result(adapter, *waiting.popleft())
        except BrokenProcessPool:
            # A child was killed: what is left is read here.
            for portion in portions:
                yield from _read_portion(adapter, portion)
        finally:
            pool.shutdown(cancel_futures=True)


def _result(adapter: str, portion: Sequence[RawRow], future: "Future[list[ReadRow]]") -> list[ReadRow]:
    try:
        return future.result()
    except BrokenProcessPool:
        return _read_portion(adapter, portion)


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
