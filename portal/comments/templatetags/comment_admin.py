"""Small words of the moderators' screens."""

from dataclasses import dataclass
from typing import Any

from django import template

from portal.comments.masking import CUT, Cut
from portal.comments.queue import VIEWS, Filters

register = template.Library()


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a masked text: words of the sender, or the sign of a cut."""

    text: str
    is_cut: bool


@register.filter
def view_label(filters: Filters) -> str:
    """Return the name of the view that is open."""
    return VIEWS[filters.view][0]


@register.filter
def cut_parts(text: str) -> list[Part]:
    """Return a text in runs, so that the signs of cuts can be told from words."""
    made: list[Part] = []
    for number, words in enumerate(text.split(CUT)):
        if number:
            made.append(Part(CUT, True))
        if words:
            made.append(Part(words, False))
    return made


@register.filter
def part(text: str, cut: Cut) -> str:
    """Return what a cut would take out of the text."""
    return text[cut.start : cut.end]


@register.filter
def entry(fields: Any, name: str) -> str:
    """Return what was typed into the field of this name."""
    return str(fields.get(name, "")) if hasattr(fields, "get") else ""
