"""The one way in which a mark reaches a page: the text is escaped first, then marked; symbols stay on one line."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.pages.templatetags.portal_ui import SYMBOL
from search.types import MarkedText

register = template.Library()


@register.filter
def marks(text: MarkedText | None) -> SafeString:
    """Return the escaped text with ``<mark>`` around its spans; nothing for ``None``."""
    if text is None:
        return SafeString("")
    parts: list[SafeString] = []
    at = 0
    for symbol in SYMBOL.finditer(text.text):
        parts += [
            _marked(text, at, symbol.start()),
            format_html('<span class="nowrap">{}</span>', _marked(text, symbol.start(), symbol.end())),
        ]
        at = symbol.end()
    parts.append(_marked(text, at, len(text.text)))
    return format_html_join("", "{}", ((part,) for part in parts))


def _marked(text: MarkedText, first: int, last: int) -> SafeString:
    """Return one stretch of the text, escaped, with the parts of the spans that lie in it marked."""
    parts: list[str | SafeString] = []
    at = first
    for start, end in sorted(text.spans):
        begin, stop = max(start, first), min(end, last)
        if 0 <= start < end <= len(text.text) and at <= begin < stop:
            parts += [text.text[at:begin], format_html("<mark>{}</mark>", text.text[begin:stop])]
            at = stop
    parts.append(text.text[at:last])
    # Escapes every piece but the marks, whose own text was escaped as they were made.
    return format_html_join("", "{}", ((part,) for part in parts))
