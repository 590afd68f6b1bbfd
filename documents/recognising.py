"""Recognising the letters of a scan (OCR) in the worker, and what follows where a secrecy mark is found."""

from typing import Any

from django.db import transaction
from django_tasks import task

from documents import holding, page_images, secrecy
from documents.emergency import remove_at_once
from documents.extraction import recognition
from documents.models import Attachment, FileReading, RecognitionState
from documents.refusals import ArchiveRefusal
from portal.accounts.models import User
from portal.audit.record import record

NOT_INSTALLED = (
    "Máy chủ chưa cài chương trình nhận dạng chữ (Tesseract, tiếng Việt). Quản trị kỹ thuật cài gói tesseract-ocr và "
    "tesseract-ocr-vie rồi thử lại; trong khi chờ vẫn lập hồ sơ được từ bản scan."
)
_OPEN = (RecognitionState.NOT_ASKED, RecognitionState.FAILED)


def ask(*, reading: FileReading, by: Any) -> None:
    """Queue the recognition of a scan; asking again while it waits changes nothing.

    Raises :class:`ArchiveRefusal` where the program is not installed or the file is no PDF scan.
    """
    if reading.status != "scan" or not page_images.can_be_drawn(reading.stored_file):
        raise ArchiveRefusal("Chỉ nhận dạng chữ cho bản scan PDF.")
    if not recognition.is_available():
        raise ArchiveRefusal(NOT_INSTALLED)
    with transaction.atomic():
        waiting = FileReading.objects.filter(pk=reading.pk, recognition__in=_OPEN)
        if not waiting.update(recognition=RecognitionState.QUEUED, recognised_pages=0):
            return
        record("documents.recognition_asked", actor=by, obj=reading.stored_file)
        recognise.enqueue(reading.pk, by.pk)


@task(backend="queued")
def recognise(reading_id: int, asked_by: int | None = None) -> None:
    """Recognise the pages of one file one by one; run twice, it does nothing the second time."""
    reading = FileReading.objects.select_related("stored_file").filter(pk=reading_id).first()
    if reading is None or reading.recognition not in (RecognitionState.QUEUED, RecognitionState.RUNNING):
        return
    file = reading.stored_file
    _note(reading, recognition=RecognitionState.RUNNING)
    with file.content.open("rb") as opened:
        content = opened.read()
    pages: list[str] = []
    for page in recognition.recognise(content):
        page_images.keep_recognised(file, page)
        pages.append(page.text)
        _note(reading, recognised_pages=len(pages))
    person = User.objects.filter(pk=asked_by).first() if asked_by else None
    marks = secrecy.marks("\n\n".join(pages))
    if marks:
        _note(reading, recognition=RecognitionState.FAILED)
        _hold(reading, marks[0].mark, person)
        return
    done = any(text.strip() for text in pages)
    state = RecognitionState.DONE if done else RecognitionState.FAILED
    with transaction.atomic():
        _note(reading, recognition=state, pages=pages if done else [], page_count=len(pages))
        record("documents.recognised", actor=person, obj=file, data={"pages": len(pages), "found": done})


def _note(reading: FileReading, **values: Any) -> None:
    FileReading.objects.filter(pk=reading.pk).update(**values)


def _hold(reading: FileReading, mark: str, by: Any) -> None:
    """Hold the file at once, and take off the portal every document that shows it."""
    file = reading.stored_file
    reason = f"Nhận dạng chữ thấy dấu “{mark}” trên bản scan."
    with transaction.atomic():
        record("documents.secret_found", actor=by, obj=file, data={"sha256": file.sha256, "mark": mark})
        shown = Attachment.objects.filter(stored_file=file, document__live=True).select_related("document")
        for attachment in shown:
            remove_at_once(document=attachment.document, by=User.objects.system("set-up"), reason=reason)
        holding.hold(file=file, reason=reason, by=by)
