"""Reading the links of documents that came in by the thousand: afterwards, one document at a time.

No transaction spans more than one document, so that nobody who writes waits longer than for one of them, and readers
do not wait at all. A document whose text cannot be read keeps its error and is tried three times.
"""

import logging
import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone

from documents import linking
from documents.models import OfficialDocument, PendingLinks
from portal.rows.writing import insert_alike

logger = logging.getLogger(__name__)

SECONDS_A_RUN = 10.0
_BATCH = 50
_ATTEMPTS = 3


def put(pks: Iterable[int]) -> None:
    """Have the links of these documents read soon. Call it in the transaction that stored their text."""
    asked = list(dict.fromkeys(pks))
    if asked:
        insert_alike(
            PendingLinks(queued_at=timezone.now()),
            {"document_id": asked},
            update=("queued_at", "attempts", "error"),
            unique=("document_id",),
        )


def after_bulk_publication(sender: Any, pks: list[int], **kwargs: Any) -> None:
    """Let mentions find documents that went public together, and theirs be read."""
    put(pks)


def waiting() -> int:
    """Return how many documents wait."""
    return PendingLinks.objects.filter(attempts__lt=_ATTEMPTS).count()


def work_off(seconds: float | None = SECONDS_A_RUN, *, since: datetime | None = None) -> int:
    """Read the links of waiting documents for some seconds (``None``: until none waits); return of how many.

    ``since``: only of those that were put in from that instant on; the others are left to the worker.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    waiting = PendingLinks.objects.filter(attempts__lt=_ATTEMPTS).order_by("attempts", "pk")
    if since is not None:
        waiting = waiting.filter(queued_at__gte=since)
    done = 0
    while batch := list(waiting[:_BATCH]):
        for row in batch:
            if deadline is not None and time.monotonic() > deadline:
                return done
            _read(row)
            done += 1
    return done


def _read(row: PendingLinks) -> None:
    document = OfficialDocument.objects.filter(pk=row.document_id).first()
    try:
        if document is not None:
            linking.read_links(document)
            linking.settle(document)
    except Exception as error:
        logger.exception("links of document %s cannot be read", row.document_id)
        said = f"{type(error).__name__}: {error}"[:500]
        same = PendingLinks.objects.filter(pk=row.pk, queued_at=row.queued_at)
        same.update(attempts=F("attempts") + 1, error=said)
        return
    # A document that was put in again meanwhile has another text.
    PendingLinks.objects.filter(pk=row.pk, queued_at=row.queued_at).delete()
