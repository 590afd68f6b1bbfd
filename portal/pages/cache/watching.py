"""Which changes readers can see: every room names its models that public pages are made from.

A model that no public page shows is named too, with the reason. A test asks for one or the other of every model
of ours: what nobody named would leave pages as they were.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from portal.editorial.signals import published_in_bulk
from portal.pages.cache.generation import moved_on

EDITING = frozenset(
    {"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_id", "latest_revision_created_at"}
)
"""What a draft that is saved writes on its row: no reader sees it."""

_watched: set[type[Model]] = set()
_unseen: dict[type[Model], str] = {}


def watch(*models: type[Model]) -> None:
    """Have kept pages made anew whenever a row of ``models`` is saved or deleted, or its many-to-many rows change.

    Where rows are changed without signals (``update``, ``bulk_create``) the change calls ``moved_on`` itself.
    """
    for model in models:
        _watched.add(model)
        name = model._meta.label
        post_save.connect(_saved, sender=model, dispatch_uid=f"page-cache-saved-{name}")
        post_delete.connect(changed, sender=model, dispatch_uid=f"page-cache-deleted-{name}")
        for field in model._meta.local_many_to_many:
            through: Any = field.remote_field.through
            m2m_changed.connect(changed, sender=through, dispatch_uid=f"page-cache-related-{name}-{field.name}")


def watch_wagtail() -> None:
    """Watch what Wagtail itself does to pages: tree, addresses, restrictions, redirects, the site's own address."""
    watch(Page, Site, PageViewRestriction, CollectionViewRestriction, Redirect)
    published_in_bulk.connect(changed, dispatch_uid="page-cache-bulk")
    for signal in (published, unpublished, page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(changed, dispatch_uid=f"page-cache-{id(signal)}")


def unseen(reason: str, *models: type[Model]) -> None:
    """Say why no public page shows ``models``."""
    _unseen.update(dict.fromkeys(models, reason))


def unnamed(models: Iterable[type[Model]]) -> list[str]:
    """Return the names of those of ``models`` that nobody has named."""
    return sorted(model._meta.label for model in models if model not in _watched and model not in _unseen)


def watched() -> frozenset[type[Model]]:
    """Return the models whose changes end the life of kept pages."""
    return frozenset(_watched)


def changed(sender: Any, **_: Any) -> None:
    """Count a change that a signal tells, whatever was changed."""
    moved_on(getattr(sender, "__name__", ""))


def _saved(sender: Any, instance: Any, created: bool, update_fields: Any = None, **_: Any) -> None:
    if update_fields and EDITING.issuperset(update_fields):
        return
    if created and getattr(instance, "live", True) is False:
        return
    moved_on(sender.__name__)
