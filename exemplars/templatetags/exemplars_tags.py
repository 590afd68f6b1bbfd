"""Small things that templates of exemplars print."""

from typing import Any

from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def narrowed(context: dict[str, Any], name: str, value: str) -> str:
    """Return the page's own query with one facet set (or dropped, for an empty value), on its first page."""
    query = context["request"].GET.copy()
    query.pop("trang", None)
    query.pop(name, None)
    if value:
        query[name] = value
    return f"?{query.urlencode()}"
