"""Hiding an exemplar, taking it down, showing it again, and keeping what people agreed to."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from exemplars import blockers
from exemplars.models import ExemplarPage, Removal, RemovalKind
from portal.accounts.models import User
from portal.audit.record import record


class ExemplarRefusal(Exception):
    """Why a step was not taken, in words for the person; ``field`` where it can be mended."""

    def __init__(self, message: str, field: str = "") -> None:
        self.message, self.field = message, field
        super().__init__(message)


def remove(*, exemplar: ExemplarPage, by: Any, kind: str, reason: str, public_reason: str = "") -> Removal:
    """Hide ``exemplar`` until a doubt is settled, or take it down; its address then answers 404, or 410 with why.

    Raises :class:`ExemplarRefusal` where no reason is given or it is away already.
    """
    if not reason.strip():
        raise ExemplarRefusal("Hãy ghi lý do.", "reason")
    if kind == RemovalKind.TAKEN_DOWN and not public_reason.strip():
        raise ExemplarRefusal("Hãy ghi lý do nói với người đọc.", "public_reason")
    if Removal.objects.filter(page=exemplar, lifted_at__isnull=True).exists():
        raise ExemplarRefusal("Trang này đang được tạm ẩn hoặc đã gỡ.")
    with transaction.atomic():
        removal = Removal.objects.create(
            page=exemplar, kind=kind, reason=reason.strip(), public_reason=public_reason.strip(), removed_by=by
        )
        _take_off(exemplar, by)
        record("exemplars.remove", actor=by, obj=exemplar, data={"kind": kind, "removal": removal.pk})
    return removal


def lift(*, removal: Removal, by: Any) -> None:
    """Let the exemplar be published again; publishing itself stays with the gate."""
    if removal.lifted_at is not None:
        raise ExemplarRefusal("Lần tạm ẩn hoặc gỡ này đã kết thúc.")
    with transaction.atomic():
        removal.lifted_by, removal.lifted_at = by, timezone.now()
        removal.save(update_fields=["lifted_by", "lifted_at"])
        record("exemplars.lift", actor=by, obj=removal.page, data={"removal": removal.pk})


def keep_consent(*, exemplar: ExemplarPage, by: Any = None) -> bool:
    """Take ``exemplar`` off at once where what its people agree to no longer covers it; return whether it was."""
    if not exemplar.live:
        return False
    lacking = [reason.code for reason in blockers.consent_reasons(exemplar)]
    if not lacking:
        return False
    actor = by or User.objects.system("set-up")
    with transaction.atomic():
        _take_off(exemplar, actor)
        record("exemplars.consent_lost", actor=actor, obj=exemplar, data={"reasons": lacking})
    return True


def _take_off(exemplar: ExemplarPage, by: Any) -> None:
    if exemplar.live:
        # The right to take down was asked for by the caller: it is not the right to publish.
        UnpublishPageAction(exemplar, user=by).execute(skip_permission_checks=True)
        exemplar.refresh_from_db()
