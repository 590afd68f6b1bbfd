"""What every template of the public site may use: the frame, icons, states, dates, sizes, symbols."""

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.pages import frame as frames
from portal.pages.icons import ICONS, STATUS_SHAPES, STATUS_TONES, STRUCK_OUT

register = template.Library()

# 14-KL/TW, 73/2023/NĐ-CP, 116/KH-UBND: never broken over two lines.
SYMBOL = re.compile(r"(?<![\w/.-])\d{1,6}[\w.]{0,5}(?:\s?[-/]\s?[\w.]{1,14}){1,5}(?!\w)")
# Names that Vietnamese readers see as one word.
_NAMES = re.compile("Bộ Chính trị|Ban Bí thư|Trung ương Đảng|Ban Thường vụ|Nhân dân|Tỉnh ủy|Quốc hội|Chính phủ")
_SIZES = (("GB", 1024**3), ("MB", 1024**2), ("KB", 1024))


@register.simple_tag(takes_context=True)
def frame(context: dict[str, Any]) -> frames.Frame:
    """Return the frame of the page: whose site, navigation, footer; a bare one outside a request."""
    request = context.get("request")
    return frames.frame(request) if request is not None else frames.bare()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return a line icon that is hidden from screen readers; the words beside it speak."""
    return format_html(
        '<svg class="icon" viewBox="0 0 18 18" width="18" height="18" aria-hidden="true" focusable="false">{}</svg>',
        _drawing(ICONS[name]),
    )


@register.simple_tag
def status_mark(code: str, label: str) -> SafeString:
    """Return a state as shape and word, never as colour alone."""
    return format_html(
        '<span class="status status--{}"><svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" '
        'focusable="false">{}</svg>{}</span>',
        STATUS_TONES.get(code, "off"),
        _drawing(STATUS_SHAPES.get(code, STRUCK_OUT)),
        label,
    )


def _drawing(path: str) -> SafeString:
    # Both tables of drawings are constants of this program.
    return mark_safe(path)  # noqa: S308 - constant, see above


@register.filter
def vn_date(value: date | datetime | None) -> str:
    """Return ``22/11/2026``; an instant is first moved to local time."""
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return f"{value:%d/%m/%Y}"


@register.filter
def short_day(value: date | None) -> str:
    """Return ``Chủ nhật, 22/11/2026``: the day in words where there is no room for all of them."""
    return f"{frames.WEEKDAYS[value.weekday()]}, {value:%d/%m/%Y}" if value else ""


@register.filter
def vn_number(value: float | None) -> str:
    """Return ``1.234,5``."""
    if value is None:
        return ""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


@register.filter
def filesize(value: int | None) -> str:
    """Return ``218 KB`` or ``1,2 MB``."""
    size = value or 0
    for unit, bytes_each in _SIZES:
        if size >= bytes_each:
            number = size / bytes_each
            return f"{number:.1f} {unit}".replace(".", ",") if number < 10 else f"{number:.0f} {unit}"
    return f"{size} byte"


@register.filter
def nowrap_symbols(value: str) -> SafeString:
    """Return the escaped text with document symbols and fixed names kept on one line."""
    escaped = str(conditional_escape(value))
    kept = _NAMES.sub(r'<span class="nowrap">\g<0></span>', SYMBOL.sub(r'<span class="nowrap">\g<0></span>', escaped))
    return mark_safe(kept)  # noqa: S308 - escaped above


@register.filter
def break_after_at(value: str) -> SafeString:
    """Return the escaped e-mail address with a place to break after its at sign, for narrow screens."""
    return format_html_join(mark_safe("@<wbr>"), "{}", ((part,) for part in value.split("@")))


@register.filter
def pages_around(page: Any) -> list[int | None]:
    """Return the page numbers that a pager shows, with ``None`` for a gap."""
    if not page:
        return []
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]


@register.simple_tag(takes_context=True)
def address_with(context: dict[str, Any], **changed: object) -> str:
    """Return the page's own query with some parameters changed (``None`` removes one)."""
    query = context["request"].GET.copy()
    for name, value in changed.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"
