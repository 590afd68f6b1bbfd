"""What becomes of opinions whose article, document or exemplar is deleted: they go with it, and the audit says so."""

from collections import Counter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django_comments_xtd import get_model as library_model

from portal.audit.record import record
from portal.comments.models import Submission, TargetSetting
from portal.editorial.acting import acting_user


def after_delete(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Delete everything that was said about ``instance``, whose row has just been deleted."""
    place = {"content_type_id": ContentType.objects.get_for_model(sender).pk, "object_id": instance.pk}
    with transaction.atomic():
        TargetSetting.objects.filter(**place).delete()
        held = Submission.objects.filter(**place)
        states = Counter(held.values_list("state", flat=True))
        held.filter(parent__isnull=False).delete()
        held.delete()
        shown, _ = (
            library_model()
            .objects.filter(content_type_id=place["content_type_id"], object_pk=str(instance.pk))
            .delete()
        )
        if states or shown:
            record("comments.target_deleted", actor=acting_user(), obj=instance, data={"states": dict(states)})
