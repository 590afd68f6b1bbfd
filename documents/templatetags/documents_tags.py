"""Small things that templates of the archive print."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from documents.chain import Chain, ChainRow
from documents.citation_words import date_words

register = template.Library()
_YEAR_LABEL = 19


@register.filter
def issued(document: Any) -> str:
    """Return the date of issue with its precision, or nothing."""
    return date_words(document)


@register.filter
def thousands(value: int) -> str:
    """Return a whole number as Vietnamese prints it: ``1.431``."""
    return f"{value:,}".replace(",", ".")


@register.filter
def cut_full_stop(words: str) -> str:
    """Return the words without the full stop that the template sets itself."""
    return words.rstrip(". ")


@register.filter
def overdue(row: ChainRow, chain: Chain) -> int | None:
    """Return by how many days a gap of the tree is overdue."""
    return chain.overdue(row)


@register.simple_tag(takes_context=True)
def mark(context: dict[str, Any], field: str) -> SafeString | str:
    """Print the provenance mark of a field; nothing where its value is printed in the document itself."""
    sign = context.get("marks", {}).get(field)
    if not sign:
        return ""
    words = next((line.text for line in context.get("legend", ()) if line.mark == sign), "")
    return format_html('<abbr class="provenance-mark" title="{}">{}</abbr>', words, sign)


@register.simple_tag
def strip(row: ChainRow, chain: Chain) -> SafeString:
    """Draw one row of the time strip: from the parent's day to this document's, dashed where nothing is there."""
    start, end = row.strip
    grid = format_html_join(
        "", '<line class="strip__year" x1="{0}" y1="0" x2="{0}" y2="12"/>', ((x,) for _, x in chain.years)
    )
    if row.issued_on is None and not row.is_gap:
        return format_html('<svg class="strip" viewBox="-2 0 104 12">{}</svg>', grid)
    if row.is_span:
        # Only a month or a year is known: a bar over all of it, and no day.
        bar = format_html('<line class="strip__span" x1="{}" y1="6" x2="{}" y2="6"/>', start, end)
        return format_html('<svg class="strip" viewBox="-2 0 104 12">{}{}</svg>', grid, bar)
    line = format_html('<line class="strip__line" x1="{}" y1="6" x2="{}" y2="6"/>', start, end)
    begin = format_html('<circle class="strip__from" cx="{}" cy="6" r="0.9"/>', start)
    point = "" if row.issued_on is None else format_html('<circle class="strip__point" cx="{}" cy="6" r="2"/>', end)
    return format_html('<svg class="strip" viewBox="-2 0 104 12">{}{}{}{}</svg>', grid, line, begin, point)


_SHAPES = {
    "issued": '<circle cx="6" cy="6" r="4.5" fill="currentColor"/>',
    "late": '<path d="M6 1 11.2 10.5H.8z" fill="currentColor"/>',
    "overdue": (
        '<rect x="1.2" y="1.2" width="9.6" height="9.6" fill="none" stroke="currentColor" '
        'stroke-width="1.4" stroke-dasharray="2 1.5"/>'
    ),
    "open": '<circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" stroke-width="1.3"/>',
}


@register.simple_tag
def standing_shape(standing: str) -> SafeString:
    """Draw how a duty stands as a shape that a black and white print keeps; the words stand beside it."""
    drawn = mark_safe(_SHAPES.get(standing, ""))  # noqa: S308 - our own shapes
    return format_html(
        '<svg class="standing standing--{}" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">{}</svg>',
        standing, drawn,
    )  # fmt: skip


@register.filter
def lookup(table: Mapping[str, str], key: str) -> str:
    """Return the value under ``key``, or nothing."""
    return table.get(key, "")


@register.simple_tag
def rails(row: ChainRow, chain: Chain) -> SafeString:
    """Draw the lines that lead to a row of the tree and past it to its later siblings."""
    place = chain.rows.index(row)
    drawn = []
    for level in range(1, row.depth + 1):
        goes_on = next((below.depth == level for below in chain.rows[place + 1 :] if below.depth <= level), False)
        if level == row.depth:
            drawn.append((level, "branch" if goes_on else "end"))
        elif goes_on:
            drawn.append((level, "past"))
    return format_html_join("", '<span class="tree-rail tree-rail-{0} tree-rail-{1}" aria-hidden="true"></span>', drawn)


@register.simple_tag
def year_axis(chain: Chain) -> SafeString:
    """Draw the years over the time strip."""
    shown: list[tuple[float, int]] = []
    for year, x in chain.years:
        # A label is about 16 units wide: a year that would touch the last one printed is left to its line.
        if not shown or x - shown[-1][0] >= _YEAR_LABEL:
            shown.append((x, year))
    years = format_html_join("", '<text x="{}" y="9" text-anchor="middle">{}</text>', shown)
    return format_html('<svg class="strip strip--axis" viewBox="-2 0 104 12">{}</svg>', years)
