"""One import run: every row of a file read, checked, stored as a draft, and reported.

Rows are remembered by source, key and digest, so that a second run of the same file changes nothing, a killed run goes
on where it stopped, and a row that changed at its source updates only what no person has changed.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils import timezone

from documents import link_queue
from documents.importing.reading import ReadRow, read_rows
from documents.importing.report import REPORTED, Line, Seen, Summary
from documents.importing.rubbish import rubbish_by_hand
from documents.importing.storing import take_batch
from documents.models import ImportRun
from portal.audit.record import record as audit
from search import outbox

__all__ = ["ImportRefused", "Line", "PublishOrder", "Summary", "run_import"]

_BATCH = 200
_BATCH_CHARACTERS = 4_000_000


class ImportRefused(Exception):
    """The run as a whole cannot start; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class PublishOrder:
    """That what is imported may go public, in whose name and on which ground."""

    cleared_by: Any
    ground: str


Progress = Callable[[Summary], None]


def run_import(
    *,
    path: Path,
    adapter: str,
    entered_by: Any,
    order: PublishOrder | None = None,
    section: str = "",
    dry_run: bool = False,
    progress: Progress | None = None,
    afterwards: bool = True,
) -> Summary:
    """Import every row of ``path`` and return what became of them.

    ``section`` is meant for articles that name none themselves. With ``dry_run`` nothing is stored. What can wait
    (bringing the rows into the index, reading what their texts name) is done at the end in small steps; without
    ``afterwards``, or after a kill, the worker does it.
    Raises :class:`ImportRefused` where the file cannot be opened or the order to
    publish is not one of two people with the right.
    """
    if not path.exists():
        raise ImportRefused(f"Không thấy {path}.")
    if order is not None:
        _check(order, entered_by)
    summary, seen = Summary(), Seen()
    try:
        rows = (_once(_placed(read, section), seen) for read in read_rows(path, adapter))
        run = None if dry_run else _open_run(path, adapter, entered_by, order)
        with rubbish_by_hand() as collect:
            for batch in _batches(rows):
                with outbox.left_to_worker():
                    take_batch(batch, run, summary)
                collect()
                if progress is not None:
                    progress(summary)
    except OSError as error:
        raise ImportRefused(f"Không đọc được {path}: {error.strerror}.") from error
    finally:
        seen.close()
    if run is not None:
        _close_run(run, summary)
        if afterwards:
            _finish(run)
    return summary


def _finish(run: ImportRun) -> None:
    """Do what could wait, for what this run brought; what others left behind is the worker's."""
    with outbox.deferred():
        link_queue.work_off(None, since=run.started_at)


def _check(order: PublishOrder, entered_by: Any) -> None:
    if not order.ground.strip():
        raise ImportRefused("Cần ghi căn cứ cho phép công khai.")
    if entered_by.pk == order.cleared_by.pk:
        raise ImportRefused("Người nhập và người cho phép công khai phải là hai người khác nhau.")
    for user, permission, act in (
        (entered_by, "documents.add_officialdocument", "nhập văn bản"),
        (order.cleared_by, "documents.add_clearance", "cho phép công khai"),
    ):
        if not user.is_active or not user.has_perm(permission):
            raise ImportRefused(f"Tài khoản {user.get_username()} không có quyền {act}.")


def _open_run(path: Path, adapter: str, entered_by: Any, order: PublishOrder | None) -> ImportRun:
    run = ImportRun.objects.create(
        adapter=adapter,
        file_name=path.name[:255],
        file_hash=_hash(path),
        entered_by=entered_by,
        cleared_by=order.cleared_by if order else None,
        ground=order.ground.strip()[:500] if order else "",
    )
    audit("documents.import.start", actor=entered_by, obj=run, data={"sha256": run.file_hash, "adapter": adapter})
    return run


def _close_run(run: ImportRun, summary: Summary) -> None:
    run.counts = summary.counts()
    run.report = [
        {"what": what, "place": line.place, "key": line.key, "reason": line.reason}
        for what, line in islice(summary.lines(), REPORTED)
    ]
    run.finished_at = timezone.now()
    run.save(update_fields=["counts", "report", "finished_at"])
    audit("documents.import.finish", actor=run.entered_by, obj=run, data=run.counts)


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*.txt")) if path.is_dir() else [path]:
        with file.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()


def _batches(rows: Iterable[ReadRow]) -> Iterator[list[ReadRow]]:
    """Yield the rows that are stored together: many with short texts, few with long ones."""
    batch: list[ReadRow] = []
    size = 0
    for read in rows:
        batch.append(read)
        size += len(read.reading.text) if read.reading is not None else 0
        if len(batch) >= _BATCH or size >= _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _placed(read: ReadRow, section: str) -> ReadRow:
    record = read.row.record
    if record is None or record.section or not section:
        return read
    return replace(read, row=replace(read.row, record=replace(record, section=section)))


def _once(read: ReadRow, seen: Seen) -> ReadRow:
    """Return the row, refused where an earlier one has its source and key: the two would overwrite each other."""
    row, record = read.row, read.row.record
    if record is None:
        return read
    first = seen.first_place(record.source, record.key, row.place)
    if first == row.place:
        return read
    return ReadRow(replace(row, record=None, error=f"trùng khóa “{record.key}” với {first}"))
