"""How a page describes itself to those who link to it: canonical address, Open Graph, structured data.

Each app hands up how its records are described; a page of any other kind is described by its title. A
description is made of what the page's view has read already, and costs no query.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portal.pages.cards import Card
from portal.pages.frame import Frame
from portal.pages.structured import Thing


@dataclass(frozen=True, slots=True)
class Description:
    """What a link to the page shows; ``things`` is the page's structured data without the way to it."""

    title: str
    path: str
    summary: str = ""
    kind: str = "website"
    published_at: datetime | None = None
    updated_at: datetime | None = None
    card: Card | None = None
    things: tuple[Thing, ...] = field(default=())


Describe = Callable[[Any, Frame, Mapping[str, Any]], Description]
_describers: dict[type, Describe] = {}


def register(model: type, describe: Describe) -> None:
    """Let ``describe(obj, frame, context)`` describe the public page of an object of ``model``."""
    _describers[model] = describe


def description_of(obj: Any, frame: Frame, context: Mapping[str, Any]) -> Description | None:
    """Return how the page of ``obj`` is described, by the nearest class that says; ``None`` where none does."""
    describe = next((_describers[kind] for kind in type(obj).__mro__ if kind in _describers), None)
    return describe(obj, frame, context) if describe is not None else None


def plain_page(page: Any, frame: Frame, context: Mapping[str, Any]) -> Description:
    """Describe a page that has nothing of its own to say: its title and what it is about."""
    summary = page.search_description or getattr(page, "summary", "") or getattr(page, "description", "")
    return Description(title=page.seo_title or page.title, path=page.get_url() or "/", summary=summary)
