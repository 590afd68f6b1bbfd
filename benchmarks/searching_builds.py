"""Cases of the search benchmark about writing: rebuilding, memory, size, readers meanwhile, the audit."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event, Thread

import tantivy

from benchmarks import searching_sides as sides
from benchmarks.measuring import Bound, Case, Plan, Sides
from search.engines.embedded import passage_index
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.schema import SCHEMA, to_row

_PREPARED = 2_000
"""How many records one round of rebuilding takes; their rows are held in memory for the bare side."""
_WEIGHED = 100_000
"""How many records are built, in every round, to see how much memory it takes."""
_HEAP = 80_000_000
_LOOKS_EVERY = 0.01


def cases(rows: int) -> list[Case]:
    """Return the cases; ``rows`` is the size of the larger index."""
    weighed = min(rows, _WEIGHED)
    # Half of it and not a tenth: memory is to stay what it is once the writers' buffers (twice 80 MB) are full.
    small = max(weighed // 2, 100)
    most = partial(Bound, at_least=False)
    memory = f"Bộ nhớ khi dựng {weighed:,} ÷ {small:,}".replace(",", ".")
    rebuilt = partial(_rebuilding, min(rows, _PREPARED))
    return [
        Case("rebuild", "Dựng lại ÷ ghi trơn đúng những trường ấy", Bound(0.25), rebuilt),
        Case("rebuild-memory", memory, most(1.3), partial(_memory, weighed, small)),
        Case("size", "Chỉ mục ÷ văn bản, không kể đoạn trích", most(0.8), partial(_size, rows, False)),
        Case("size-passages", "Chỉ mục ÷ văn bản, cả đoạn trích", most(1.5), partial(_size, rows, True)),
        Case("readers", "p95 người đọc khi đang dựng lại ÷ khi rảnh", most(2.0), partial(_readers, rows)),
    ]


@contextmanager
def _rebuilding(rows: int, plan: Plan) -> Iterator[Sides]:
    """Records made beforehand: neither side reads a database. Bare: the library's rows made beforehand too."""
    made = list(sides.entries(rows))
    engine = EmbeddedEngine(plan.folder / "rebuilt")
    prepared = [(to_row(each), list(passage_index.to_rows(each))) for each in made]

    def ours() -> float:
        # A record keeps its digest once it is made: no round may spare itself what the first one worked out.
        fresh = [replace(each) for each in made]
        began = time.perf_counter()
        engine.rebuild(fresh)
        return rows / (time.perf_counter() - began)

    yield Sides(ours, lambda: rows / _bulk(plan.folder, prepared), "bản ghi/s", {"documents": rows})


def _bulk(folder: Path, prepared: list[tuple[tantivy.Document, list[tantivy.Document]]]) -> float:
    """Write prepared rows the way the library is meant to be used; return the seconds."""
    aside = folder / f"bulk-{time.monotonic_ns()}"
    for each in (aside, aside / "passages"):
        each.mkdir(parents=True)
    began = time.perf_counter()
    records = tantivy.Index(SCHEMA, str(aside)).writer(_HEAP, 1)
    passages = tantivy.Index(passage_index.SCHEMA, str(aside / "passages")).writer(_HEAP, 1)
    for record, parts in prepared:
        records.add_document(record)
        for part in parts:
            passages.add_document(part)
    for writer in (passages, records):
        writer.commit()
        writer.wait_merging_threads()
    return time.perf_counter() - began


@contextmanager
def _memory(rows: int, small: int, plan: Plan) -> Iterator[Sides]:
    """The most memory that a process of its own takes to rebuild; both sides are ours, of two sizes."""
    larger, smaller = (partial(_peak, plan.folder / "peak", size) for size in (rows, small))
    yield Sides(larger, smaller, "MiB", {"documents": rows})


def _peak(folder: Path, rows: int) -> float:
    with _child(folder, rows, "once") as child:
        return float(child.communicate()[0])


@contextmanager
def _child(folder: Path, rows: int, how: str) -> Iterator[subprocess.Popen[str]]:
    """Run :func:`main` in a process of its own, which ends with the context."""
    start = "import sys, django; django.setup(); from benchmarks.searching_builds import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", start, str(folder), str(rows), how]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield child
    finally:
        child.terminate()
        child.wait()


@contextmanager
def _size(rows: int, whole: bool, plan: Plan) -> Iterator[Sides]:
    folder = plan.folder / f"index-{rows}"
    sides.built(folder, rows)
    generation = next(folder.glob("generation-*"))
    files = [path for path in generation.rglob("*") if path.is_file()]
    counted = [path for path in files if whole or passage_index.FOLDER not in path.relative_to(generation).parts]
    size = sum(path.stat().st_size for path in counted)
    text = sides.told(folder)["text"]
    yield Sides(lambda: size / 1e6, lambda: text / 1e6, "MB", {"documents": rows})


@contextmanager
def _readers(rows: int, plan: Plan) -> Iterator[Sides]:
    folder = plan.folder / f"index-{rows}"
    engine = sides.built(folder, rows)
    measure = sides.p95_of(sides.searching(engine, sides.asked(count=sides.questions_at(rows))))
    measure()

    def meanwhile() -> float:
        with _child(folder, rows, "again and again") as child:
            if child.stdout is not None:
                child.stdout.readline()  # it has begun
            return measure()

    yield Sides(meanwhile, measure, "ms p95", {"documents": rows})


def main(arguments: list[str]) -> None:
    """Rebuild in the folder and of the size named: once, and print the MiB that it took at most; or over and over."""
    folder, rows, how = Path(arguments[0]), int(arguments[1]), arguments[2]
    engine = EmbeddedEngine(folder)
    if how == "once":
        memory = _Memory()
        memory.start()
        engine.rebuild(sides.entries(rows))
        print(memory.most() / 1024)
        return
    os.nice(10)
    while True:
        engine.rebuild(sides.told_at(rows // 20, sides.entries(rows)))


class _Memory(Thread):
    """Looks every few milliseconds at how much memory of its own this process holds, until it is asked for the most.

    Pages of index files that merging maps are left out: they are the system's, which takes them back at any time, and
    grow with the files. Where the system does not part the two, all of it counts.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._most, self._ended = 0, Event()

    def run(self) -> None:
        """Look until the end."""
        while not self._ended.wait(_LOOKS_EVERY):
            self._most = max(self._most, _own_memory())

    def most(self) -> int:
        """Stop looking, and return the KiB held at most."""
        self._ended.set()
        self.join()
        return max(self._most, _own_memory())


def _own_memory() -> int:
    status = Path("/proc/self/status")
    for line in status.read_text(encoding="ascii").splitlines() if status.exists() else ():
        if line.startswith("RssAnon:"):
            return int(line.split()[1])
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
