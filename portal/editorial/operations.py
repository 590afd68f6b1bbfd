"""Publishing from code: commands, imports, set-up and demonstration content use the same gate."""

from typing import Any

from django.db import transaction

from portal.editorial.acting import acting_as


def publish(obj: Any, *, user: Any, approver: Any = None) -> Any:
    """Publish the latest revision of ``obj``; return the object as it is live.

    ``user`` wrote the version where no revision exists yet; ``approver`` (by default ``user``) stands
    for it. Raises :class:`~portal.editorial.reasons.PublicationRefused`.
    """
    with transaction.atomic(), acting_as(approver or user):
        revision = obj.get_latest_revision() or obj.save_revision(user=user)
        revision.publish(user=approver or user, skip_permission_checks=True)
    return type(obj)._default_manager.get(pk=obj.pk)
