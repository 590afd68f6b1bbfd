"""What the pages of articles, documents and exemplars need to show what readers say."""

from typing import Any

from django import template

from portal.comments.thread import PARAMETER, Thread, read_thread

register = template.Library()


@register.simple_tag(takes_context=True)
def thread_of(context: dict[str, Any], obj: Any) -> Thread | None:
    """Return the page of the conversation about ``obj`` that the request asks for; ``None`` where there is none."""
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return None
    return read_thread(obj, request.GET.get(PARAMETER, "1"), let_in=True)
