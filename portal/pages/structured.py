"""Data about a page for machines (schema.org, JSON-LD), and the one door by which it enters a page.

It says what the page itself shows, no more: nothing about a person that a reader could not read there.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.pages.frame import Frame

Thing = dict[str, Any]

# An HTML parser ends the block at "</script", and "<!--" opens another way out of it; old scripts end lines at U+2028.
_ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def block(things: Sequence[Thing]) -> SafeString:
    """Return the data block that describes ``things``; browsers read it and never run it."""
    graph = {"@context": "https://schema.org", "@graph": [without_blanks(thing) for thing in things]}
    written = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(written),  # noqa: S308 - what could leave the block is escaped above
    )


def without_blanks(thing: Mapping[str, Any]) -> Thing:
    """Return ``thing`` without what is not known of it: silence is not a statement."""
    kept = {name: without_blanks(value) if isinstance(value, Mapping) else value for name, value in thing.items()}
    return {name: value for name, value in kept.items() if value not in (None, "", [], (), {})}


def moment(value: datetime | None) -> str | None:
    """Return an instant as schema.org writes it, in local time."""
    return timezone.localtime(value).isoformat(timespec="seconds") if value else None


def day(value: date | None) -> str | None:
    """Return a day as schema.org writes it."""
    return value.isoformat() if value else None


def breadcrumbs(frame: Frame, crumbs: Sequence[tuple[str, str]], title: str, path: str) -> Thing | None:
    """Return the way to the page as a list, or ``None`` for a page without one."""
    steps = [(label, url or path) for label, url in crumbs]
    if steps and steps[-1][1] != path:
        steps.append((title, path))
    if len(steps) < 2:
        return None
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": label, "item": frame.base_url + url}
            for at, (label, url) in enumerate(steps, start=1)
        ],
    }


def publisher(frame: Frame) -> Thing:
    """Return whose site it is, in short."""
    return {"@type": "Organization", "name": frame.board_full_name, "url": f"{frame.base_url}/"}


def site(frame: Frame) -> list[Thing]:
    """Return the site and its owner: for the home page."""
    said = {duty.kind: duty.value for duty in frame.duties}
    owner = publisher(frame) | {
        "@id": f"{frame.base_url}/#co-quan",
        "address": said.get("address"),
        "telephone": said.get("phone"),
        "email": said.get("email"),
        "parentOrganization": {"@type": "Organization", "name": frame.governing_name} if frame.governing_name else None,
    }
    finder = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{frame.base_url}/tim-kiem/?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    whole = {
        "@type": "WebSite",
        "@id": f"{frame.base_url}/#trang",
        "url": f"{frame.base_url}/",
        "name": frame.board_full_name,
        "inLanguage": "vi",
        "publisher": {"@id": f"{frame.base_url}/#co-quan"},
        "potentialAction": finder,
    }
    return [whole, owner]
