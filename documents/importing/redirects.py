"""Old addresses of imported records lead to the new ones."""

from collections.abc import Iterable
from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page


def redirect_from(paths: Iterable[str], obj: Any) -> list[str]:
    """Let each of ``paths`` (old addresses, with or without host) lead to ``obj``; return notes on those that cannot.

    An address that leads elsewhere already is left alone.
    """
    notes = []
    for path in paths:
        old = Redirect.normalise_path(path)
        if len(old) > 255 or old in ("", "/"):
            notes.append(f"không chuyển hướng được địa chỉ cũ “{path[:80]}”")
            continue
        wanted = _target(obj)
        redirect, _ = Redirect.objects.get_or_create(old_path=old, site=None, defaults={"is_permanent": True, **wanted})
        if any(getattr(redirect, name) != value for name, value in wanted.items()):
            notes.append(f"địa chỉ cũ “{old}” đã dẫn tới nơi khác")
    return notes


def _target(obj: Any) -> dict[str, Any]:
    if isinstance(obj, Page):
        return {"redirect_page_id": obj.pk}
    # The slug may change, and of a draft it would tell the title; the short address redirects to the full one.
    return {"redirect_link": obj.lasting_url}
