"""The text of the files that public pages show, read once and kept: by filing, and here for every other way in."""

import logging
from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from documents.extraction import Extraction, Status, extract
from documents.holding import HELD, RELEASED
from documents.models import Attachment, FileReading, HeldFile
from documents.models.document import now_public
from portal.files.models import StoredFile

logger = logging.getLogger(__name__)

_AT_A_TIME = 5
_READABLE = frozenset({"PDF", "DOCX", "DOC", "XLS", "XLSX", "RTF", "TXT"})
_shown: list[Callable[[], Iterable[int]]] = []


def register(shown: Callable[[], Iterable[int]]) -> None:
    """Have the files read whose ids ``shown`` returns (a queryset of them, taken as a subquery)."""
    _shown.append(shown)


def of_documents() -> Iterable[int]:
    """Return the ids of the files of documents that everybody may read now."""
    return Attachment.objects.filter(now_public("document__")).values_list("stored_file_id", flat=True)


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
    """Read some of the files on public pages that nobody has read yet, or that were held back, and return how many.

    Run twice it reads nothing twice; a file that cannot be read keeps the reason and is not tried again.
    """
    shown = reduce(or_, (Q(pk__in=each()) for each in _shown), Q(pk__in=()))
    unread = (shown & Q(reading=None)) | Q(reading__status=RELEASED)
    waiting = StoredFile.objects.filter(unread, held=None).order_by("pk")[:_AT_A_TIME]
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
