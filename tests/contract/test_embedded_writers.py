"""Rebuilds that are killed, searches through one, writers that die or meet, a full disk: nothing is lost."""

import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from search.engine import EngineBusy, EngineUnavailable
from search.engines.embedded.engine import EmbeddedEngine
from search.types import IndexDocument, SearchQuery

ROWS = 300
_spawned = multiprocessing.get_context("spawn")


def row(number: int, word: str = "thóc") -> IndexDocument:
    """Return a made record."""
    return IndexDocument(f"row:{number}", "row", f"{word} số {number}", f"/{number}/", body="lúa nước " * 40)


def rows(word: str = "thóc") -> Iterator[IndexDocument]:
    """Yield all made records."""
    return (row(number, word) for number in range(ROWS))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of all made records."""
    EmbeddedEngine(tmp_path / "index").rebuild(rows())
    return tmp_path / "index"


def _rebuild_until(folder: Path, at: int) -> None:
    def documents() -> Iterator[IndexDocument]:
        for number, each in enumerate(rows("ngô")):
            if number == at:
                os.kill(os.getpid(), signal.SIGKILL)
            yield each

    EmbeddedEngine(folder).rebuild(documents())


def in_a_child(work: Callable[..., None], *values: object) -> int | None:
    child = _spawned.Process(target=work, args=values)
    child.start()
    child.join(120)
    return child.exitcode


def test_a_rebuild_killed_anywhere_leaves_the_old_index_and_at_most_one_leftover(folder: Path) -> None:
    """S10: killed at 10, 50 and 90 %, one after the other: the old index answers, the next run cleans up."""
    for part in (10, 50, 90):
        assert in_a_child(_rebuild_until, folder, ROWS * part // 100) == -signal.SIGKILL
        engine = EmbeddedEngine(folder)
        assert engine.search(SearchQuery("thóc")).count == ROWS
        engine.verify()
        assert len(list(folder.glob("generation-*"))) <= 2
        # Whoever died left no lock: the next writer writes at once.
        engine.index([row(0)])

    EmbeddedEngine(folder).rebuild(rows("ngô"))

    assert len(list(folder.glob("generation-*"))) == 1
    assert EmbeddedEngine(folder).search(SearchQuery("ngô")).count == ROWS


def test_searches_through_a_rebuild_never_fail_nor_find_less(folder: Path) -> None:
    """S11: at every moment of three rebuilds the count is the whole, from the old index or from the new."""
    counts: list[int] = []
    over = threading.Event()

    def poll() -> None:
        reader = EmbeddedEngine(folder)
        while not over.is_set():
            counts.append(reader.search(SearchQuery("số")).count)

    thread = threading.Thread(target=poll)
    thread.start()
    for word in ("ngô", "khoai", "sắn"):
        EmbeddedEngine(folder).rebuild(rows(word))
    over.set()
    thread.join()

    assert counts
    assert min(counts) >= ROWS * 0.99


def _write_own(folder: Path, writer: int) -> None:
    engine = EmbeddedEngine(folder)
    for number in range(10):
        for _ in count():
            try:
                engine.index([row(1000 * writer + number, "sắn")])
                break
            except EngineBusy:
                threading.Event().wait(0.01)


def test_eight_writers_at_once_lose_nothing(folder: Path) -> None:
    children = [_spawned.Process(target=_write_own, args=(folder, writer)) for writer in range(1, 9)]
    for child in children:
        child.start()
    for child in children:
        child.join(300)

    assert [child.exitcode for child in children] == [0] * 8
    engine = EmbeddedEngine(folder)
    assert engine.search(SearchQuery("sắn")).count == 80
    engine.verify()


def _with_no_room(folder: Path, told: str) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    engine = EmbeddedEngine(folder)
    refused = 0
    for work in (lambda: engine.index([row(0, "sắn")]), lambda: engine.rebuild(rows("sắn"))):
        try:
            work()
        except EngineUnavailable:
            refused += 1
    found = engine.search(SearchQuery(told)).count
    os._exit(0 if (refused, found) == (2, ROWS) else 1)


def test_a_full_disk_refuses_a_write_and_keeps_the_index_readable(folder: Path) -> None:
    assert in_a_child(_with_no_room, folder, "thóc") == 0

    engine = EmbeddedEngine(folder)
    engine.verify()
    engine.index([row(0, "sắn")])
    assert engine.search(SearchQuery("sắn")).count == 1
    engine.rebuild(rows())
    assert len(list(folder.glob("generation-*"))) == 1
