"""Keeps the record of contributors in step with Wagtail's revisions."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import Signal
from wagtail.models import Revision

from portal.editorial.contributions import note_revision

published_in_bulk = Signal()
"""Sent once for all records of ``sender`` that went live together, as ``pks``, in their transaction."""


def connect() -> None:
    """Start noting who changes what."""
    post_save.connect(_revision_saved, sender=Revision, dispatch_uid="editorial.contributions")


def _revision_saved(sender: type, instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    if kwargs.get("raw") or (update_fields is not None and "content" not in update_fields):
        return
    note_revision(instance)
