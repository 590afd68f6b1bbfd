"""Keeping a file from everybody but those who may withdraw documents: it stays as evidence, unread."""

from typing import Any

from django.db import transaction

from documents import page_images
from documents.models import FileReading, HeldFile, OfficialDocument, RecognitionState
from portal.audit.record import record
from portal.files.models import StoredFile

RIGHT = "documents.add_withdrawal"
HELD = "held"
"""The state of the reading of a file that is held back."""
RELEASED = "released"
"""The state of the reading of a file that was given back and waits to be read again."""


def hold(*, file: StoredFile, reason: str, by: Any = None, document: OfficialDocument | None = None) -> HeldFile:
    """Hold ``file`` back: what was read in it and its pages' pictures are removed, its bytes are kept.

    Doing it twice is doing it once. Only people with the right to withdraw can open the file afterwards.
    """
    person = by if getattr(by, "pk", None) else None
    with transaction.atomic():
        held, made = HeldFile.objects.get_or_create(
            stored_file=file, defaults={"document": document, "reason": reason[:500], "held_by": person}
        )
        FileReading.objects.filter(stored_file=file).update(pages=[], before="", detail="", status=HELD)
        if made:
            record("documents.file_held", actor=by, obj=file, data={"sha256": file.sha256, "held": held.pk})
    page_images.forget(file)
    return held


def is_held_from(user: Any, stored_file_id: int) -> bool:
    """Return whether the file is held back from ``user``."""
    return HeldFile.objects.filter(stored_file_id=stored_file_id).exists() and not user.has_perm(RIGHT)


def release(*, held: HeldFile, by: Any) -> None:
    """Give a held file back to those who work in the archive; the worker reads it again.

    Letters that were recognised went with the reading, and so did what a person decided about them.
    """
    with transaction.atomic():
        for reading in FileReading.objects.filter(stored_file=held.stored_file, status=HELD):
            reading.status, reading.recognition, reading.recognised_pages = RELEASED, RecognitionState.NOT_ASKED, 0
            reading.decision, reading.decided_by, reading.decided_at = "", None, None
            reading.save()
        record("documents.file_released", actor=by, obj=held.stored_file, data={"sha256": held.stored_file.sha256})
        held.delete()
