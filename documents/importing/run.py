"""One import run: every row of a file read, checked, stored as a draft, and reported.

Rows are remembered by source, key and digest, so that a second run of the same file changes nothing, a killed run goes
on where it stopped, and a row that changed at its source updates only what no person has changed.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from documents.importing.adapters import ADAPTERS, Row
from documents.importing.attached import read_files, receive_files
from documents.importing.recognisers import ImportTarget, Known, target_of
from documents.importing.record import ImportRecord, RecordError
from documents.importing.redirects import redirect_from
from documents.models import ImportRun, SourceRecord
from portal.audit.record import record as audit
from search import outbox

_BATCH = 100
_REPORTED = 5_000


class ImportRefused(Exception):
    """The run as a whole cannot start; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class PublishOrder:
    """That what is imported may go public, in whose name and on which ground."""

    cleared_by: Any
    ground: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: where, which record, what about it."""

    place: str
    key: str
    reason: str


@dataclass(slots=True)
class Summary:
    """What a run did.

    ``refused`` rows are not in; ``drafts`` are in but not public; ``notes`` say what was left out.
    """

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    published: int = 0
    refused: list[Line] = field(default_factory=list)
    drafts: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Return the numbers of the summary."""
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "published": self.published,
            "drafts": len(self.drafts),
            "refused": len(self.refused),
        }


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
) -> Summary:
    """Import every row of ``path`` and return what became of them.

    ``section`` is meant for articles that name none themselves. With ``dry_run`` nothing is stored.
    Raises :class:`ImportRefused` where the file cannot be opened or the order to
    publish is not one of two people with the right.
    """
    if not path.exists():
        raise ImportRefused(f"Không thấy {path}.")
    if order is not None:
        _check(order, entered_by)
    summary = Summary()
    seen: dict[tuple[str, str], str] = {}
    try:
        rows = (_once(_placed(row, section), seen) for row in ADAPTERS[adapter](path))
        run = None if dry_run else _open_run(path, adapter, entered_by, order)
        for batch in _batches(rows):
            known = _known(batch)
            with outbox.deferred():
                for row in batch:
                    _take(row, known, run, summary)
            if progress is not None:
                progress(summary)
    except OSError as error:
        raise ImportRefused(f"Không đọc được {path}: {error.strerror}.") from error
    if run is not None:
        _close_run(run, summary)
    return summary


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
    lines = [("refused", line) for line in summary.refused] + [("draft", line) for line in summary.drafts]
    lines += [("note", line) for line in summary.notes]
    run.report = [
        {"what": what, "place": line.place, "key": line.key, "reason": line.reason} for what, line in lines[:_REPORTED]
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


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _placed(row: Row, section: str) -> Row:
    if row.record is None or row.record.section or not section:
        return row
    return replace(row, record=replace(row.record, section=section))


def _once(row: Row, seen: dict[tuple[str, str], str]) -> Row:
    """Return the row, refused where an earlier one has its source and key: the two would overwrite each other."""
    if row.record is None:
        return row
    key = (row.record.source, row.record.key)
    first = seen.setdefault(key, row.place)
    if first == row.place:
        return row
    return replace(row, record=None, error=f"trùng khóa “{row.record.key}” với {first}")


def _known(batch: list[Row]) -> dict[tuple[str, str], SourceRecord]:
    keys = [row.record.key for row in batch if row.record is not None]
    found = SourceRecord.objects.filter(key__in=keys)
    return {(one.source, one.key): one for one in found}


def _take(row: Row, known: dict[tuple[str, str], SourceRecord], run: ImportRun | None, summary: Summary) -> None:
    """Take one row in; whatever is wrong with it is a line of the report."""
    summary.rows += 1
    record = row.record
    if record is None:
        summary.refused.append(Line(row.place, "", row.error))
        return
    summary.notes.extend(Line(row.place, record.key, warning) for warning in record.warnings)
    source = known.get((record.source, record.key))
    try:
        target = target_of(record.kind)
        if target is None:
            raise RecordError(f"không có phần nào nhận loại “{record.kind[:40]}”")
        files = read_files(record.files, row.folder)
        digest = record.digest(*(hashlib.sha256(content).hexdigest() for _, content in files))
        obj = _object_of(source)
        if source is not None and obj is not None and source.digest == digest:
            summary.unchanged += 1
        elif run is None:
            summary.created += obj is None
            summary.updated += obj is not None
            return
        else:
            obj = _store(target, record, files, digest, source, run, row, summary)
        if run is not None and run.cleared_by is not None and obj is not None:
            _publish(target, obj, run, row, summary)
    except RecordError as error:
        summary.refused.append(Line(row.place, record.key, str(error)))
    except ValidationError as error:
        summary.refused.append(Line(row.place, record.key, " ".join(error.messages)))
    except DatabaseError as error:
        summary.refused.append(Line(row.place, record.key, f"cơ sở dữ liệu từ chối: {error}"))


def _object_of(source: SourceRecord | None) -> Any:
    return source.content_object if source is not None else None


def _store(
    target: ImportTarget,
    record: ImportRecord,
    files: list[tuple[str, bytes]],
    digest: str,
    source: SourceRecord | None,
    run: ImportRun,
    row: Row,
    summary: Summary,
) -> Any:
    received = receive_files(files, run.entered_by)
    before = _object_of(source)
    known = Known(before, source.values) if source is not None and before is not None else None
    with transaction.atomic(), disable_reference_index_auto_update():
        outcome = target.save(record, run=run, known=known, files=received)
        # Once for the whole record, not for each of its rows.
        ReferenceIndex.create_or_update_for_object(outcome.obj)
        # A record that came in meanwhile by another run is refused by the table.
        remembered = source or SourceRecord(source=record.source, key=record.key)
        remembered.content_type = ContentType.objects.get_for_model(outcome.obj)
        remembered.object_id = outcome.obj.pk
        remembered.url, remembered.digest = record.url, digest
        remembered.values, remembered.differences, remembered.run = outcome.values, outcome.kept, run
        remembered.save()
        notes = [*outcome.notes, *redirect_from(record.old_paths, outcome.obj)]
    if known is None:
        summary.created += 1
    elif outcome.changed:
        summary.updated += 1
    else:
        summary.unchanged += 1
    notes += [f"giữ “{name}” do người đặt; nguồn nay ghi: {str(value)[:120]}" for name, value in outcome.kept.items()]
    summary.notes.extend(Line(row.place, record.key, note) for note in notes)
    return outcome.obj


def _publish(target: ImportTarget, obj: Any, run: ImportRun, row: Row, summary: Summary) -> None:
    if obj.live and not obj.has_unpublished_changes:
        return
    with disable_reference_index_auto_update():
        reasons = target.publish(obj, run=run)
    if not reasons:
        ReferenceIndex.create_or_update_for_object(type(obj)._default_manager.get(pk=obj.pk))
    key = row.record.key if row.record else ""
    if reasons:
        summary.drafts.append(Line(row.place, key, "; ".join(reasons)))
    else:
        summary.published += 1
