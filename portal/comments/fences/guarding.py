"""Signals of the comment library: the one that publishes what nobody has read is taken off, a guard is put on."""

from typing import Any

from django.db.models.signals import pre_save
from django_comments_xtd import get_model
from django_comments_xtd.models import publish_or_unpublish_on_pre_save

PERSONAL = ("user_id", "user_name", "user_email", "user_url", "ip_address", "followup")
"""Columns of the library that would hold something about a person; they stay empty."""

_taken_off: list[bool] = []


class PersonalData(Exception):
    """Something about a person was about to be written into the library's table."""


def connect() -> None:
    """Keep the library from publishing replies with their parent, and from storing anything about a person."""
    model = get_model()
    # The sender must be the very class that the library has connected, or nothing is taken off.
    _taken_off.append(bool(pre_save.disconnect(publish_or_unpublish_on_pre_save, sender=model)))
    pre_save.connect(refuse_personal_data, sender=model, dispatch_uid="portal.comments.fences.personal")


def is_taken_off() -> bool:
    """Return whether the library's own receiver was found and taken off, and is not there again."""
    receivers, later = pre_save._live_receivers(get_model())
    return any(_taken_off) and publish_or_unpublish_on_pre_save not in [*receivers, *later]


def refuse_personal_data(sender: object, instance: Any, **kwargs: Any) -> None:
    """Raise PersonalData where a row of the library would hold anything about a person."""
    held = [column for column in PERSONAL if getattr(instance, column)]
    if held:
        raise PersonalData(f"the comment library stores nothing about persons: {', '.join(held)}")
