"""``{% picture image "lead" %}``: an image in the sizes that are ready; no page makes one."""

from typing import Any

from django import template
from django.utils.html import format_html

from portal.files.renditions import SIZES

register = template.Library()
_WIDTHS = {
    "lead": "(min-width: 900px) 736px, 100vw",
    "card": "(min-width: 900px) 264px, 50vw",
    "portrait": "(min-width: 900px) 320px, 60vw",
    "thumb": "80px",
}


@register.simple_tag
def picture(image: Any, use: str = "lead", alt: str | None = None, eager: bool = False) -> str:
    """Return an ``<img>`` for ``use`` (``lead``, ``card``, ``portrait``, ``thumb``), or nothing where none is ready.

    Reads ``image.renditions.all()``: prefetch it on lists.
    """
    if image is None:
        return ""
    wanted = SIZES[use]
    ready = sorted((row for row in image.renditions.all() if row.filter_spec in wanted), key=lambda row: row.width)
    if not ready:
        return ""
    middle = ready[min(1, len(ready) - 1)]
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"{}>',
        middle.url,
        ", ".join(f"{row.url} {row.width}w" for row in ready),
        _WIDTHS[use],
        middle.width,
        middle.height,
        image.default_alt_text if alt is None else alt,
        format_html(' fetchpriority="{}"', "high") if eager else format_html(' loading="{}" decoding="async"', "lazy"),
    )
