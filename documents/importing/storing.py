"""Storing the rows of a batch: new documents together, everything else row by row."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from documents.importing.adapters import Row
from documents.importing.attached import read_files, receive_files
from documents.importing.reading import ReadRow
from documents.importing.recognisers import ImportTarget, Known, NewRecord, Stored, target_of
from documents.importing.record import ImportRecord, RecordError
from documents.importing.redirects import redirect_from
from documents.importing.report import Summary
from documents.models import ImportRun, SourceRecord
from portal.rows.writing import insert_alike

Sources = dict[tuple[str, str], SourceRecord]


def take_batch(batch: Sequence[ReadRow], run: ImportRun | None, summary: Summary) -> None:
    """Take the rows in; whatever is wrong with one of them is a line of the report."""
    sources = _known(batch)
    together: dict[str, list[ReadRow]] = {}
    alone: list[ReadRow] = []
    for read in batch:
        record = read.row.record
        new = record is not None and (record.source, record.key) not in sources
        target = target_of(record.kind) if record is not None else None
        if record is not None and new and read.reading and target and target.takes_many:
            together.setdefault(record.kind, []).append(read)
        else:
            alone.append(read)
    for kind, rows in together.items():
        target = target_of(kind)
        if target is not None and run is None:
            _foresee(target, rows, summary)
        elif target is None or run is None or not _take_together(target, rows, run, summary):
            alone += rows
    for read in alone:
        _take(read, sources, run, summary)


def _known(batch: Sequence[ReadRow]) -> Sources:
    keys = [read.row.record.key for read in batch if read.row.record is not None]
    found = SourceRecord.objects.filter(key__in=keys).prefetch_related("content_object")
    return {(one.source, one.key): one for one in found}


def _foresee(target: ImportTarget, rows: Sequence[ReadRow], summary: Summary) -> None:
    """Report of new records what storing them would tell."""
    records = _new_records(rows)
    for read, new, ahead in zip(rows, records, target.foresee_many(records, run=summary), strict=True):
        summary.rows += 1
        summary.notes.add_all(read.row.place, new.record.key, [*new.record.warnings, *ahead.notes])
        if ahead.refused:
            summary.refused.add(read.row.place, new.record.key, ahead.refused)
        else:
            summary.created += 1


def _new_records(rows: Sequence[ReadRow]) -> list[NewRecord]:
    return [
        NewRecord(read.row.record, read.reading)
        for read in rows
        if read.row.record is not None and read.reading is not None
    ]


def _take_together(target: ImportTarget, rows: Sequence[ReadRow], run: ImportRun, summary: Summary) -> bool:
    """Store new records in one transaction; return whether the database took them, so that nothing is left to do."""
    records = _new_records(rows)
    try:
        with transaction.atomic(), disable_reference_index_auto_update():
            stored = target.save_many(records, run=run)
            _remember_many(rows, stored, run)
            redirected = [
                redirect_from(new.record.old_paths, one.outcome.obj) if one.outcome else []
                for new, one in zip(records, stored, strict=True)
            ]
    except DatabaseError:
        # One of them breaks a rule of the table: row by row it is told which, and the others go in.
        return False
    for read, new, one, notes in zip(rows, records, stored, redirected, strict=True):
        _report(read.row.place, new.record, one, notes, summary)
    return True


def _remember_many(rows: Sequence[ReadRow], stored: Sequence[Stored], run: ImportRun) -> None:
    found = [
        (read.digest, read.row.record, one.outcome)
        for read, one in zip(rows, stored, strict=True)
        if one.outcome is not None and read.row.record is not None
    ]
    if not found:
        return
    insert_alike(
        SourceRecord(run=run),
        {
            "content_type_id": [ContentType.objects.get_for_model(outcome.obj).pk for _, _, outcome in found],
            "object_id": [outcome.obj.pk for _, _, outcome in found],
            "source": [record.source for _, record, _ in found],
            "key": [record.key for _, record, _ in found],
            "url": [record.url for _, record, _ in found],
            "digest": [digest for digest, _, _ in found],
            "values": [outcome.values for _, _, outcome in found],
            "differences": [outcome.kept for _, _, outcome in found],
        },
    )


def _report(place: str, record: ImportRecord, one: Stored, notes: Sequence[str], summary: Summary) -> None:
    summary.rows += 1
    summary.notes.add_all(place, record.key, record.warnings)
    if one.outcome is None:
        summary.refused.add(place, record.key, one.refused)
        return
    summary.created += 1
    summary.notes.add_all(place, record.key, [*one.outcome.notes, *notes])
    if one.published:
        summary.published += 1
    elif one.draft:
        summary.drafts.add(place, record.key, "; ".join(one.draft))


@dataclass(slots=True)
class _Taking:
    """One row on its way in alone."""

    row: Row
    record: ImportRecord
    target: ImportTarget
    files: list[tuple[str, bytes]]
    digest: str
    source: SourceRecord | None


def _take(read: ReadRow, sources: Sources, run: ImportRun | None, summary: Summary) -> None:
    summary.rows += 1
    row, record = read.row, read.row.record
    if record is None:
        summary.refused.add(row.place, "", row.error)
        return
    summary.notes.add_all(row.place, record.key, record.warnings)
    try:
        taking = _begun(read, record, sources.get((record.source, record.key)))
        obj = taking.source.content_object if taking.source is not None else None
        if taking.source is not None and obj is not None and taking.source.digest == taking.digest:
            summary.unchanged += 1
        elif run is None:
            summary.created += obj is None
            summary.updated += obj is not None
            return
        else:
            obj = _store(taking, obj, run, summary)
        if run is not None and run.cleared_by is not None and obj is not None:
            _publish(taking, obj, run, summary)
    except RecordError as error:
        summary.refused.add(row.place, record.key, str(error))
    except ValidationError as error:
        summary.refused.add(row.place, record.key, " ".join(error.messages))
    except DatabaseError as error:
        summary.refused.add(row.place, record.key, f"cơ sở dữ liệu từ chối: {error}")


def _begun(read: ReadRow, record: ImportRecord, source: SourceRecord | None) -> _Taking:
    target = target_of(record.kind)
    if target is None:
        raise RecordError(f"không có phần nào nhận loại “{record.kind[:40]}”")
    files = read_files(record.files, read.row.folder)
    hashes = [hashlib.sha256(content).hexdigest() for _, content in files]
    return _Taking(read.row, record, target, files, record.digest(*hashes) if hashes else read.digest, source)


def _store(taking: _Taking, before: Any, run: ImportRun, summary: Summary) -> Any:
    record, source = taking.record, taking.source
    received = receive_files(taking.files, run.entered_by)
    known = Known(before, source.values) if source is not None and before is not None else None
    with transaction.atomic(), disable_reference_index_auto_update():
        outcome = taking.target.save(record, run=run, known=known, files=received)
        # Once for the whole record, not for each of its rows.
        ReferenceIndex.create_or_update_for_object(outcome.obj)
        # A record that came in meanwhile by another run is refused by the table.
        remembered = source or SourceRecord(source=record.source, key=record.key)
        remembered.content_type = ContentType.objects.get_for_model(outcome.obj)
        remembered.object_id = outcome.obj.pk
        remembered.url, remembered.digest = record.url, taking.digest
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
    summary.notes.add_all(taking.row.place, record.key, notes)
    return outcome.obj


def _publish(taking: _Taking, obj: Any, run: ImportRun, summary: Summary) -> None:
    if obj.live and not obj.has_unpublished_changes:
        return
    with disable_reference_index_auto_update():
        reasons = taking.target.publish(obj, run=run)
    if reasons:
        summary.drafts.add(taking.row.place, taking.record.key, "; ".join(reasons))
        return
    ReferenceIndex.create_or_update_for_object(type(obj)._default_manager.get(pk=obj.pk))
    summary.published += 1
