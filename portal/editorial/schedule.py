"""Putting scheduled versions live, and taking expired ones down, when their time has come."""

import logging
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision

from portal.editorial.acting import acting_as
from portal.editorial.gate import GatedMixin
from portal.editorial.models import OverduePublication
from portal.editorial.reasons import PublicationRefused

logger = logging.getLogger(__name__)
_RETRY_AFTER = timedelta(minutes=5)


def run_due() -> int:
    """Publish what is due and unpublish what has expired; return how many changed.

    Each item has a transaction of its own: one that fails is written down and stops nobody else.
    """
    return _unpublish_expired() + _publish_due()


def _publish_due() -> int:
    now = timezone.now()
    waiting = OverduePublication.objects.filter(claimed_until__gt=now).values("revision_id")
    due = Revision.objects.filter(approved_go_live_at__lte=now).exclude(pk__in=waiting)
    return sum(_publish_one(pk) for pk in due.order_by("approved_go_live_at", "pk").values_list("pk", flat=True))


def _publish_one(pk: int) -> bool:
    try:
        with transaction.atomic(), acting_as(None):
            revision = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__isnull=False).first()
            if revision is None:
                return False
            revision.publish(log_action="wagtail.publish.scheduled")
            OverduePublication.objects.filter(revision_id=pk).delete()
            return True
    except PublicationRefused as refusal:
        _note_failure(pk, str(refusal))
    except Exception as error:
        logger.exception("revision %s could not go live", pk)
        _note_failure(pk, f"Lỗi kỹ thuật ({type(error).__name__})")
    return False


def _note_failure(pk: int, reason: str) -> None:
    retry = timezone.now() + _RETRY_AFTER
    row, made = OverduePublication.objects.get_or_create(
        revision_id=pk, defaults={"reason": reason, "claimed_until": retry}
    )
    if not made:
        row.reason, row.attempts, row.claimed_until = reason, row.attempts + 1, retry
        row.save()


def _unpublish_expired() -> int:
    taken = 0
    for model in _publishable_models():
        expired = model._base_manager.filter(Q(live=True), expire_at__lte=timezone.now())
        for obj in list(expired):
            with transaction.atomic():
                _specific(obj).unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
                taken += 1
    return taken


def _specific(obj: Any) -> Any:
    return obj.specific if isinstance(obj, Page) else obj


def _publishable_models() -> list[Any]:
    own = [model for model in apps.get_models() if issubclass(model, GatedMixin) and not issubclass(model, Page)]
    return [Page, *own]
