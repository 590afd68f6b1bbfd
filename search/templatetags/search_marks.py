"""The one way in which a mark reaches a page: the text is escaped first, then marked."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.types import MarkedText

register = template.Library()


@register.filter
def marks(text: MarkedText | None) -> SafeString:
    """Return the escaped text with ``<mark>`` around its spans; nothing for ``None``."""
    if text is None:
        return SafeString("")
    parts: list[str | SafeString] = []
    at = 0
    for start, end in sorted(text.spans):
        if at <= start < end <= len(text.text):
            parts += [text.text[at:start], format_html("<mark>{}</mark>", text.text[start:end])]
            at = end
    parts.append(text.text[at:])
    # Escapes every piece but the marks, whose own text was escaped as they were made.
    return format_html_join("", "{}", ((part,) for part in parts))
