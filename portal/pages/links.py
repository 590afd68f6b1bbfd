"""Links from running text to pages of the site: one query for a whole body, and never to a hidden page."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from portal.pages.querysets import restriction_above

_LINKED = re.compile(r"<a\b[^>]*\blinktype=\"page\"[^>]*>")
_ID = re.compile(r"\bid=\"(\d+)\"")

_known: ContextVar[dict[int, str] | None] = ContextVar("linked_pages", default=None)


class VisiblePageLinkHandler(LinkHandler):
    """Writes links to pages that everybody may read; the words of any other link stay, without the link."""

    identifier = "page"

    @staticmethod
    def get_model() -> type[Page]:
        """Return the model that links name."""
        return Page

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, Any]) -> str:
        """Return the opening tag of one link."""
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: Sequence[dict[str, Any]]) -> list[str]:
        """Return the opening tags of many links."""
        ids = [int(attrs.get("id") or 0) for attrs in attrs_list]
        known = _known.get()
        addresses = known if known is not None else _addresses(ids)
        return [f'<a href="{escape(addresses[pk])}">' if pk in addresses else "<a>" for pk in ids]


def is_visible(page_id: int) -> bool:
    """Return whether everybody may read the page now."""
    return page_id in _addresses([page_id])


def _addresses(ids: Sequence[int]) -> dict[int, str]:
    if not ids:
        return {}
    shown = Page.objects.filter(Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()), live=True, pk__in=set(ids))
    return {page.pk: page.get_url() or "" for page in shown.exclude(restriction_above())}


@contextmanager
def _looked_up(ids: Sequence[int]) -> Iterator[None]:
    token = _known.set(_addresses(ids))
    try:
        yield
    finally:
        _known.reset(token)


def render_body(body: Any) -> SafeString:
    """Return the HTML of a body's blocks; the pages that its text links to are read with one query."""
    sources = [str(block["value"]) for block in body.raw_data if block["type"] == "paragraph"]
    tags = [tag for source in sources for tag in _LINKED.findall(source)]
    ids = [int(match.group(1)) for tag in tags if (match := _ID.search(tag))]
    with _looked_up(ids):
        return mark_safe(body.render_as_block())  # noqa: S308 - blocks escape or whitelist what they print
