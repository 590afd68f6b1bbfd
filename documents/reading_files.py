"""The text of the files of public documents, read once and kept: by filing, and here for every other way in."""

import logging

from documents.extraction import Extraction, Status, extract
from documents.holding import HELD
from documents.models import Attachment, FileReading, HeldFile
from documents.models.document import now_public
from portal.files.models import StoredFile

logger = logging.getLogger(__name__)

_AT_A_TIME = 5
_READABLE = frozenset({"PDF", "DOCX", "DOC", "XLS", "XLSX", "RTF", "TXT"})


def keep(stored: StoredFile, reading: Extraction) -> FileReading:
    """Keep what was read; a scan whose letters were recognised already keeps those.

    Of a file that was held back while it was being read nothing is kept.
    """
    known = FileReading.objects.filter(stored_file=stored).first()
    if HeldFile.objects.filter(stored_file=stored).exists():
        return known or FileReading.objects.create(stored_file=stored, status=HELD)
    if known is not None and known.is_recognised:
        return known
    kept, _ = FileReading.objects.update_or_create(
        stored_file=stored,
        defaults={
            "status": reading.status.value,
            "pages": [page.text for page in reading.pages],
            "detail": reading.detail,
            "before": reading.before,
            "encoding": reading.encoding,
            "page_count": len(reading.pages),
        },
    )
    return kept


def read_waiting() -> int:
    """Read some of the files of public documents that nobody has read yet, and return how many.

    Run twice it reads nothing twice; a file that cannot be read keeps the reason and is not tried again.
    """
    waiting = StoredFile.objects.filter(
        pk__in=Attachment.objects.filter(now_public("document__")).values("stored_file_id"),
        reading=None,
        held=None,
    ).order_by("pk")[:_AT_A_TIME]
    done = 0
    for file in waiting:
        keep(file, _read(file))
        done += 1
    return done


def _read(file: StoredFile) -> Extraction:
    if file.extension not in _READABLE:
        return Extraction(Status.UNSUPPORTED)
    try:
        with file.content.open("rb") as opened:
            return extract(opened.read(), file.original_name)
    except OSError as error:
        logger.warning("file %s cannot be read: %s", file.pk, error)
        return Extraction(Status.DAMAGED, detail="Không đọc được tệp trong kho.")
