"""Nudges: whatever may change what is found puts a row into the outbox.

Nothing here decides what is visible. What no signal tells (bulk updates, raw SQL) the reconcile job finds.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from portal.editorial.signals import published_in_bulk
from search import followers, outbox, registry


def connect() -> None:
    """Listen to everything that may change what is found."""
    for signal in (post_save, post_delete):
        signal.connect(_row_changed, dispatch_uid=f"search-row-{id(signal)}")
        signal.connect(
            _restriction_changed, sender=PageViewRestriction, dispatch_uid=f"search-restriction-{id(signal)}"
        )
    for signal in (page_published, page_unpublished, published, unpublished):
        signal.connect(_row_changed, dispatch_uid=f"search-live-{id(signal)}")
    published_in_bulk.connect(_many_published, dispatch_uid="search-bulk")
    for signal in (post_page_move, page_slug_changed):
        signal.connect(_branch_changed, dispatch_uid=f"search-branch-{id(signal)}")


def _row_changed(sender: Any, instance: Any, raw: bool = False, **_: Any) -> None:
    if raw:  # a copy of the database being read back brings its own outbox
        return
    # A page may be saved or deleted as a bare Page: its own class is what was registered.
    model = instance.specific_class if type(instance) is Page else type(instance)
    source = registry.source_of_model(model) if model else None
    if source is not None and isinstance(instance.pk, int):
        outbox.enqueue(source.kind, instance.pk)
    for follower, row in followers.of(instance):
        outbox.spread(follower, row)


def _many_published(sender: Any, pks: list[int], **_: Any) -> None:
    source = registry.source_of_model(sender)
    if source is not None:
        outbox.enqueue_many(source.kind, pks)


def _restriction_changed(sender: Any, instance: PageViewRestriction, raw: bool = False, **_: Any) -> None:
    if raw:
        return
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        enqueue_branch(page)


def _branch_changed(sender: Any, instance: Page, **_: Any) -> None:
    enqueue_branch(instance)


def enqueue_branch(page: Page) -> None:
    """Have ``page`` and everything below it looked at again."""
    for name in followers.branches():
        outbox.spread(name, page.pk, at_once=True)
