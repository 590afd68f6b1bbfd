"""Who may read a stored file or an image now: the rooms that hold it answer."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

_holders: list[Callable[[int], bool]] = []
_keepers: list[Callable[[Any, int], bool]] = []


def register(is_public: Callable[[int], bool]) -> None:
    """Let ``is_public`` say whether it shows the stored file of an id to everybody."""
    _holders.append(is_public)


def register_keeper(is_held_from: Callable[[Any, int], bool]) -> None:
    """Let ``is_held_from`` say whether the stored file of an id is kept from a user, whoever shows it."""
    _keepers.append(is_held_from)


def is_held_from(user: Any, stored_file_id: int) -> bool:
    """Return whether the file is kept from ``user``: then it answers as if it were not there."""
    return any(keeps(user, stored_file_id) for keeps in _keepers)


def file_is_public(stored_file_id: int) -> bool:
    """Return whether some live, unrestricted record shows the file."""
    return any(is_public(stored_file_id) for is_public in _holders)


def image_is_public(image: Any) -> bool:
    """Return whether some live, unrestricted record refers to the image."""
    references = ReferenceIndex.get_references_to(image).values_list("base_content_type", "object_id").distinct()
    from django.contrib.contenttypes.models import ContentType

    for content_type_id, object_id in references:
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        obj = model._base_manager.filter(pk=object_id).first() if model is not None else None
        if obj is not None and _is_public(obj):
            return True
    return False


def _is_public(obj: Any) -> bool:
    # The end counts from its instant on, be the job that takes things down late or not.
    end = getattr(obj, "expire_at", None)
    if not getattr(obj, "live", True) or (end is not None and end <= timezone.now()):
        return False
    return not (isinstance(obj, Page) and obj.get_view_restrictions().exists())


def may_see_unpublished(request: HttpRequest) -> bool:
    """Return whether the request comes from somebody who works in the admin."""
    user = getattr(request, "user", None)
    return bool(user is not None and user.is_authenticated and user.has_perm("wagtailadmin.access_admin"))
