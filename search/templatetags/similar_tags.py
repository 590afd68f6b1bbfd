"""The place for what is like a record, on the record's own page."""

from typing import Any

from django import template
from django.urls import reverse

from search.similar_views import TITLES

register = template.Library()


@register.inclusion_tag("search/parts/similar.html")
def similar_to(kind: str, pk: int | None, section_class: str = "section") -> dict[str, Any]:
    """Show a link to the records like the one of ``kind`` and ``pk``, which scripts replace by their list.

    The page itself asks neither database nor engine for it: an engine that is slow or down costs it nothing,
    and a page that is kept never shows what was taken down since.
    """
    return {
        "heading": TITLES.get(kind, "Nội dung gần giống"),
        "url": reverse("search-similar", args=[kind, pk or 0]),
        "section_class": section_class,
    }
