"""The part of a page's head that speaks to those who link to it."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from portal.pages import cards, feeds, structured
from portal.pages import frame as frames
from portal.pages.described import Description, description_of

register = template.Library()
_LONGEST = 300


@register.simple_tag(takes_context=True)
def page_description(context: dict[str, Any]) -> SafeString | str:
    """Return canonical address, Open Graph and structured data; nothing for previews and error pages."""
    request = context.get("request")
    obj = _described(context)
    if request is None or obj is None or getattr(request, "is_preview", False):
        return ""
    frame = frames.frame(request)
    if not frame.base_url:
        return ""
    described = description_of(obj, frame, context)
    if described is None:
        return ""
    page = _page_of_list(described, request)
    return format_html(
        "{}\n{}\n{}",
        format_html('<link rel="canonical" href="{}">', frame.base_url + described.path + page),
        format_html_join("\n", '<meta {}="{}" content="{}">', _metas(described, frame)),
        structured.block(_things(described, frame, context)),
    )


@register.simple_tag
def main_feeds() -> list[feeds.FeedLink]:
    """Return the feeds that the head of the home page names."""
    return feeds.main()


@register.simple_tag(takes_context=True)
def share_address(context: dict[str, Any], path: str = "") -> str:
    """Return the whole address of ``path``, or of the page itself, to be read, copied by hand and printed."""
    request = context.get("request")
    if request is None:
        return ""
    base = frames.frame(request).base_url
    return f"{base}{path or request.path}" if base else ""


def _described(context: dict[str, Any]) -> Any | None:
    # A view names what its page describes; a page of the tree describes itself.
    page = context.get("page")
    return context.get("described") or (page if isinstance(page, Page) else None)


def _page_of_list(described: Description, request: Any) -> str:
    # The second page of a list is no copy of the first; how a list is narrowed or sorted is.
    wanted = request.GET.get("trang", "")
    is_later = described.kind == "website" and wanted.isascii() and wanted.isdecimal() and 1 < int(wanted[:6]) < 10_000
    return f"?trang={int(wanted[:6])}" if is_later else ""


def _metas(described: Description, frame: frames.Frame) -> list[tuple[str, str, str]]:
    card = cards.framed(described.card, frame) if described.card else None
    own = card.path if card else ""
    whole = cards.site_card(frame).path
    metas = [
        ("property", "og:site_name", frame.board_full_name),
        ("property", "og:locale", "vi_VN"),
        ("property", "og:type", described.kind),
        ("property", "og:title", described.title),
        ("property", "og:description", _short(described.summary or frame.opening_text)),
        ("property", "og:url", frame.base_url + described.path),
        ("property", "article:published_time", structured.moment(described.published_at) or ""),
        ("property", "article:modified_time", structured.moment(described.updated_at) or ""),
    ]
    if path := own or whole:
        metas += [
            ("property", "og:image", frame.base_url + path),
            ("property", "og:image:type", "image/jpeg" if path.endswith("jpg") else "image/png"),
            ("property", "og:image:width", str(cards.WIDTH)),
            ("property", "og:image:height", str(cards.HEIGHT)),
            ("property", "og:image:alt", described.title if own else frame.board_full_name),
            ("name", "twitter:card", "summary_large_image"),
        ]
    return [meta for meta in metas if meta[2]]


def _things(described: Description, frame: frames.Frame, context: dict[str, Any]) -> list[structured.Thing]:
    way = structured.breadcrumbs(frame, context.get("breadcrumbs") or (), described.title, described.path)
    return [*described.things, *([way] if way else [])]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]}…"
