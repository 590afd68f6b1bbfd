"""Write the audit trail. Call inside the action's own transaction, so that both stand or neither."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from portal.audit.models import AuditEntry
from portal.rows.writing import insert, insert_alike


def record(
    action: str, *, actor: Any = None, obj: Model | None = None, data: Mapping[str, Any] | None = None
) -> AuditEntry:
    """Store one audit entry.

    ``action`` is ``room.verb`` in English (``documents.file``); ``data`` holds ids and hashes only.
    """
    named = actor if actor is not None and getattr(actor, "pk", None) else None
    entry = AuditEntry(
        action=action,
        actor=named,
        actor_name=named.get_username() if named else "",
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        data=dict(data or {}),
    )
    insert([entry])
    return entry


def record_many(action: str, *, actor: Any = None, entries: Iterable[tuple[Model, Mapping[str, Any]]]) -> None:
    """Store one audit entry for each object with its data, as :func:`record` would, by one statement."""
    named = actor if actor is not None and getattr(actor, "pk", None) else None
    asked = list(entries)
    if not asked:
        return
    insert_alike(
        AuditEntry(action=action, actor=named, actor_name=named.get_username() if named else ""),
        {
            "object_type": [obj._meta.label_lower for obj, _ in asked],
            "object_id": [str(obj.pk) for obj, _ in asked],
            "data": [dict(data) for _, data in asked],
        },
    )
