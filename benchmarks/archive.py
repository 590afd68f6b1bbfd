"""The figures of the document archive: import by the thousand, extraction, and how well texts are read.

``./bin/bench archive``. Rates of import stand beside what is asked for and beside a bare ``bulk_create`` of the rows
that were written; shares of what is read right stand beside 1.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks import archive_accuracy, archive_files, archive_hostile
from benchmarks.importing import Importing, _last, _record, _tables
from benchmarks.measuring import Bound, Case, Plan, Sides
from benchmarks.texts import documents
from documents.importing.run import run_import
from documents.models import SourceRecord

_ROWS, _SMOKE_ROWS = 2_000, 120
_ASKED = {2_000: 400.0, 15_000: 100.0}
_HEAD, _CLAUSE = 320, 240
_PEAK_ROWS = (2_000, 10_000)
_PEAK_MB = 600.0
_FIRST = 2_000_001


def cases(plan: Plan) -> list[Case]:
    """Return every figure as a comparison."""
    found = []
    for length, asked in _ASKED.items():
        name = f"{length // 1_000} kB"
        found.append(
            Case(
                f"import-{length}", f"Nhập, {name} mỗi văn bản ÷ bulk_create trơn", Bound(0.3), partial(_ratio, length)
            )
        )
        found.append(
            Case(f"rate-{length}", f"Nhập, {name}: dòng/s ÷ mức cần", Bound(1.0), partial(_rate, length, asked))
        )
    found.append(Case("memory", "Bộ nhớ cao nhất, tệp dài gấp năm", Bound(1.15, at_least=False), _memory))
    found.append(Case("peak", "Bộ nhớ cao nhất khi nhập 10 000 văn bản ÷ 600 MB", Bound(1.0, at_least=False), _most))
    found.append(Case("extraction", "Trích văn bản ÷ pdfium trơn, 200 tệp", Bound(0.7), archive_files.prepared))
    hostile = Case(
        "hostile", "Viện dẫn: văn bản ác ý dài gấp tám", Bound(2.0, at_least=False), archive_hostile.prepared
    )
    return [*found, hostile, *archive_accuracy.cases(plan)]


@contextmanager
def _ratio(length: int, plan: Plan) -> Iterator[Sides]:
    importing = Many(plan, length)
    importing.ours()
    sizes = {"records": importing.count, "characters": length, "table_rows": importing.written}
    yield Sides(importing.ours, importing.bare, "dòng/s", sizes)


@contextmanager
def _rate(length: int, asked: float, plan: Plan) -> Iterator[Sides]:
    importing = Many(plan, length)
    importing.ours()
    yield Sides(importing.ours, lambda: asked, "dòng/s", {"records": importing.count, "characters": length})


@contextmanager
def _memory(plan: Plan) -> Iterator[Sides]:
    few, many = (_SMOKE_ROWS, 2 * _SMOKE_ROWS) if plan.smoke else _PEAK_ROWS
    yield Sides(partial(_peak, plan, many), partial(_peak, plan, few), "MB", {"rows": many, "beside": few})


@contextmanager
def _most(plan: Plan) -> Iterator[Sides]:
    rows = 2 * _SMOKE_ROWS if plan.smoke else _PEAK_ROWS[1]
    yield Sides(partial(_peak, plan, rows), lambda: _PEAK_MB, "MB", {"rows": rows})


def _peak(plan: Plan, count: int) -> float:
    """Return how many megabytes the processes that import ``count`` records hold together at most."""
    file = plan.folder / "peak.jsonl"
    write(file, count, 2_000, first=time.time_ns() // 1_000)
    command = [sys.executable, "-m", "benchmarks.archive_peak", str(file)]
    found = subprocess.run(command, env=dict(os.environ), check=True, capture_output=True, text=True)
    return float(found.stdout.split()[-1])


class Many(Importing):
    """Both sides for texts of one length, as drafts; what can wait is left to the worker."""

    def __init__(self, plan: Plan, length: int) -> None:
        self.count = plan.rows or (_SMOKE_ROWS if plan.smoke else _ROWS)
        super().__init__(plan.folder, self.count, publish=False)
        self._length = length
        # Every import of this folder takes the numbers that follow those of the one before.
        self._next = _FIRST + SourceRecord.objects.count()

    def ours(self) -> float:
        """Import records that are not known yet; return how many a second."""
        write(self._file, self._count, self._length, first=self._next)
        self._next += self._count
        before = {model: _last(model) for model in _tables()}
        began = time.perf_counter()
        summary = run_import(path=self._file, adapter="jsonl", entered_by=self._clerk, afterwards=False)
        took = time.perf_counter() - began
        if summary.created != self._count:
            raise RuntimeError(f"the import did not take everything: {summary.counts()} {summary.refused[:2]}")
        self._rows = {
            model: rows for model, last in before.items() if (rows := list(model._base_manager.filter(pk__gt=last)))
        }
        return self._count / took


def write(file: Path, count: int, length: int, *, first: int) -> None:
    """Write an import file of ``count`` records with about ``length`` characters of text each."""
    clauses = max(1, round((length - _HEAD) / _CLAUSE))
    with file.open("w", encoding="utf-8") as lines:
        for each in documents(count, first=first, clauses=clauses):
            lines.write(json.dumps(_record(each, False), ensure_ascii=False) + "\n")
