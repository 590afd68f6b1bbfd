"""Clearing a version for the public, and taking a document off the portal."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from wagtail.actions.unpublish import UnpublishAction

from documents import personal_data, secrecy
from documents.conditions import conditions_for
from documents.models import CONDITIONS, Clearance, ImportRun, OfficialDocument, Withdrawal
from documents.refusals import ArchiveRefusal, ConditionOpen
from portal.audit.record import record, record_many
from portal.editorial import contributions
from portal.editorial.bulk import Version


def clear_for_publication(
    *, document: OfficialDocument, by: Any, ground: str, answers: Collection[str], run: ImportRun | None = None
) -> Clearance:
    """Store that ``by`` has checked the latest version of ``document`` against every condition.

    ``answers`` are the keys of the conditions answered with yes. The person must not have entered or
    changed the version. Raises :class:`ConditionOpen` or :class:`ArchiveRefusal`.
    """
    revision = document.get_latest_revision()
    if revision is None:
        raise ArchiveRefusal("Chưa có phiên bản nào được lưu để xem xét.")
    entered = contributions.contributor_ids(document, revision)
    if not getattr(by, "is_system", False):
        if not by.has_perm("documents.add_clearance"):
            raise ArchiveRefusal("Tài khoản này không có quyền cho phép công khai văn bản.")
        if by.pk in entered:
            raise ArchiveRefusal("Người nhập văn bản không được tự cho phép công khai. Cần một người khác đối chiếu.")
    version: OfficialDocument = revision.as_object()
    conditions = conditions_for(version)
    missing = [condition for condition in conditions if condition.key not in answers]
    if missing:
        names = "; ".join(condition.label for condition in missing)
        raise ConditionOpen(f"Còn điều kiện chưa xác nhận: {names}.", fields={each.key: each.label for each in missing})
    if not ground.strip():
        raise ConditionOpen("Hãy ghi căn cứ cho phép công khai.", fields={"ground": "Cần ghi căn cứ."})
    with transaction.atomic():
        clearance = Clearance.objects.create(
            document=document,
            revision=revision,
            digest=contributions.content_digest(revision.content),
            checklist={condition.key: True for condition in conditions} | {"machine": _seen_by_machine(version)},
            ground=ground.strip(),
            cleared_by=by,
            entered_by_id=next(iter(sorted(entered - {by.pk})), None),
            import_run=run,
        )
        record("documents.clear", actor=by, obj=document, data={"revision": revision.pk, "clearance": clearance.pk})
    return clearance


def _seen_by_machine(version: OfficialDocument) -> dict[str, Any]:
    """What the machine pointed out to the person who cleared the version, kept beside the answers."""
    return {
        "marks": [mark.mark for mark in secrecy.marks(version.body_text)],
        "personal": len(personal_data.find(version.body_text)),
        "scope": version.scope,
    }


def clear_run(*, versions: Sequence[Version], by: Any, run: ImportRun) -> None:
    """Store the clearance of ``run`` for new versions that it has brought in, each in the name of ``by``.

    Raises :class:`ArchiveRefusal` where that person may not, wrote one of them, or the run states no ground.
    """
    if not getattr(by, "is_system", False) and not by.has_perm("documents.add_clearance"):
        raise ArchiveRefusal("Tài khoản này không có quyền cho phép công khai văn bản.")
    if not run.ground.strip():
        raise ConditionOpen("Hãy ghi căn cứ cho phép công khai.", fields={"ground": "Cần ghi căn cứ."})
    people = contributions.contributors_of_new([version.revision for version in versions])
    if not getattr(by, "is_system", False) and any(by.pk in each for each in people.values()):
        raise ArchiveRefusal("Người nhập văn bản không được tự cho phép công khai. Cần một người khác đối chiếu.")
    # What only eyes can confirm no run confirms: such a version has no complete clearance and stays a draft.
    answered = [condition.key for condition in CONDITIONS]
    rows = Clearance.objects.bulk_create(
        [
            Clearance(
                document=version.obj,
                revision=version.revision,
                digest=version.digest,
                checklist=dict.fromkeys(answered, True) | {"machine": _seen_by_machine(version.obj)},
                ground=run.ground.strip(),
                cleared_by=by,
                entered_by_id=next(iter(sorted(people[version.revision.pk] - {by.pk})), None),
                import_run=run,
            )
            for version in versions
        ],
        batch_size=500,
    )
    entries = [(row.document, {"revision": row.revision_id, "clearance": row.pk}) for row in rows]
    record_many("documents.clear", actor=by, entries=entries)


def withdraw(
    *, document: OfficialDocument, by: Any, reason: str, replaced_by: OfficialDocument | None = None
) -> Withdrawal:
    """Take ``document`` off the portal; its address then answers 410 with ``reason`` and the date.

    Raises :class:`ArchiveRefusal` where no reason is given or the document is not public.
    """
    if not reason.strip():
        raise ArchiveRefusal("Hãy ghi lý do gỡ; lý do này hiện công khai.", fields={"reason": "Cần ghi lý do."})
    if not document.live:
        raise ArchiveRefusal("Văn bản này hiện không công khai.")
    with transaction.atomic():
        withdrawal = Withdrawal.objects.create(
            document=document, reason=reason.strip(), replaced_by=replaced_by, withdrawn_by=by
        )
        # The right to withdraw was asked for by the caller; Wagtail's own check knows pages only.
        UnpublishAction(document, user=by).execute(skip_permission_checks=True)
        record("documents.withdraw", actor=by, obj=document, data={"withdrawal": withdrawal.pk})
    return withdrawal
