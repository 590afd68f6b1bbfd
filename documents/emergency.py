"""Taking a document off the portal at once (*gỡ khẩn cấp*): everything of it, in one act."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.actions.unpublish import UnpublishAction

from documents import holding
from documents.described import CARD
from documents.models import Attachment, OfficialDocument, Withdrawal
from documents.refusals import ArchiveRefusal
from portal.audit.record import record
from portal.files.models import StoredFile
from portal.pages import cards
from portal.pages.cache import moved_on
from search import outbox

PUBLIC_REASON = "Gỡ khẩn cấp để kiểm tra."


def remove_at_once(*, document: OfficialDocument, by: Any, reason: str) -> Withdrawal:
    """Take ``document``, its files, its index entry, its pictures and its kept pages off the portal at once.

    ``reason`` is for the record only; the address answers 410 and says no more than that and when. The record and
    its files are held: only people with the right to withdraw still see them. A draft is held as well.
    Raises :class:`ArchiveRefusal` where no reason is given.
    """
    if not reason.strip():
        raise ArchiveRefusal("Hãy ghi lý do gỡ khẩn cấp.", fields={"reason": "Cần ghi lý do."})
    person = by if getattr(by, "pk", None) else None
    with transaction.atomic():
        withdrawal = Withdrawal.objects.create(
            document=document, reason=PUBLIC_REASON, internal_reason=reason.strip(), withdrawn_by=person,
            is_emergency=True,
        )  # fmt: skip
        if document.live:
            # The right to withdraw was asked for by the caller; Wagtail's own check knows pages only.
            UnpublishAction(document, user=person).execute(skip_permission_checks=True)
        document.revisions.update(approved_go_live_at=None)
        files = _files_of(document)
        for file in files:
            holding.hold(file=file, reason=reason.strip(), by=by, document=document)
        record(
            "documents.remove_at_once", actor=by, obj=document,
            data={"withdrawal": withdrawal.pk, "sha256": [file.sha256 for file in files]},
        )  # fmt: skip
        moved_on("emergency removal")
        # Other documents may show the same files: what stands in these is no longer found there either, at once.
        sharing = Attachment.objects.filter(stored_file__in=files, document__live=True)
        outbox.enqueue_many("document", [document.pk, *sharing.values_list("document_id", flat=True)])
        transaction.on_commit(lambda: outbox.remove_now("document", document.pk), robust=True)
        transaction.on_commit(lambda: _forget_pictures(document.pk), robust=True)
    return withdrawal


def is_held(document_id: int) -> bool:
    """Return whether the document was removed in an emergency and has not been published again since."""
    last = Withdrawal.objects.filter(document_id=document_id, document__live=False).first()
    return last is not None and last.is_emergency


def refuse_if_held(document_id: int, user: Any) -> None:
    """Raise PermissionDenied where the document is held and ``user`` may not withdraw documents."""
    if not user.has_perm(holding.RIGHT) and is_held(document_id):
        raise PermissionDenied("Văn bản đang bị cách ly.")


def held_ids() -> set[int]:
    """Return the documents that are held."""
    removed = Withdrawal.objects.filter(is_emergency=True, document__live=False).values_list("document_id", flat=True)
    return {pk for pk in removed.distinct() if is_held(pk)}


def _files_of(document: OfficialDocument) -> list[StoredFile]:
    """Return the files of the row and of every stored version, which a revision keeps by id."""
    ids = set(Attachment.objects.filter(document=document).values_list("stored_file_id", flat=True))
    for content in document.revisions.values_list("content", flat=True)[:200]:
        ids |= {row.get("stored_file") for row in content.get("attachments", []) if row.get("stored_file")}
    return list(StoredFile.objects.filter(pk__in=ids))


def _forget_pictures(document_id: int) -> None:
    for path in cards.folder(CARD).glob(f"{document_id}-*"):
        path.unlink(missing_ok=True)
