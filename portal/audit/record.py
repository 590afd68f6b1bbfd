"""Write the audit trail. Call inside the action's own transaction, so that both stand or neither."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from portal.audit.models import AuditEntry


def record(
    action: str, *, actor: Any = None, obj: Model | None = None, data: Mapping[str, Any] | None = None
) -> AuditEntry:
    """Store one audit entry.

    ``action`` is ``room.verb`` in English (``documents.file``); ``data`` holds ids and hashes only.
    """
    named = actor if actor is not None and getattr(actor, "pk", None) else None
    return AuditEntry.objects.create(
        action=action,
        actor=named,
        actor_name=named.get_username() if named else "",
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        data=dict(data or {}),
    )


def record_many(action: str, *, actor: Any = None, entries: Iterable[tuple[Model, Mapping[str, Any]]]) -> None:
    """Store one audit entry for each object with its data, as :func:`record` would, in one statement a batch."""
    named = actor if actor is not None and getattr(actor, "pk", None) else None
    rows = [
        AuditEntry(
            action=action,
            actor=named,
            actor_name=named.get_username() if named else "",
            object_type=obj._meta.label_lower,
            object_id=str(obj.pk),
            data=dict(data),
        )
        for obj, data in entries
    ]
    AuditEntry.objects.bulk_create(rows, batch_size=500)
