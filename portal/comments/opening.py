"""Open or close one item for opinions, with the reason that readers see."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.comments.models import TargetSetting
from portal.comments.targets import Target
from portal.comments.verdicts import ModerationRefusal
from portal.pages.cache import moved_on
from portal.text.vietnamese import normalise


def set_open(*, target: Target, is_open: bool, reason: str, by: Any) -> TargetSetting:
    """Take opinions about ``target`` from now on, or no more; raises ModerationRefusal where the reason is missing."""
    words = " ".join(normalise(reason).split())
    if not words or len(words) > 200:
        raise ModerationRefusal("Cần ghi lý do, dài nhất 200 chữ; bạn đọc sẽ thấy lý do đóng.", "reason")
    with transaction.atomic():
        setting, _ = TargetSetting.objects.update_or_create(
            content_type_id=target.content_type_id,
            object_id=target.pk,
            defaults={"is_open": is_open, "reason": words, "changed_by": by, "changed_at": timezone.now()},
        )
        record("comments.open" if is_open else "comments.close", actor=by, obj=target.obj)
        moved_on("comments.open_or_close")
    return setting
