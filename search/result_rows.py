"""A hit as the row of a list: what stands in its three columns."""

from dataclasses import dataclass, replace

from search import registry
from search.types import Hit, MarkedText

_NO_MARKS = MarkedText("", "")


@dataclass(frozen=True, slots=True)
class Row:
    """One result: what stands in its three columns."""

    url: str
    number: MarkedText
    title: MarkedText
    passage: MarkedText | None
    passage_url: str
    places: tuple[tuple[str, str], ...]
    what: str
    by: str
    date: str
    status: str
    status_label: str
    kind: str
    no_number: str = ""
    text_origin: str = ""
    opened: str = ""
    """The way to ``url`` that is counted (:mod:`search.opening`), where it is."""


def row_of(hit: Hit) -> Row:
    """Return a hit as a row of results."""
    shown = hit.shown
    source = registry.source_of_kind(hit.kind)
    passage, *others = hit.passages or (None,)
    return Row(
        url=hit.url,
        number=hit.marked("number") or _NO_MARKS,
        title=_after_number(hit.marked("title") or MarkedText("title", hit.title), shown.get("type", ""), hit.number),
        passage=passage,
        passage_url=_leads_to(hit, passage) if passage else hit.url,
        # Only what has a name of its own: a second stretch of the same unnamed text tells a reader nothing.
        places=tuple((each.label, _leads_to(hit, each)) for each in others if each and each.label),
        what=shown.get("type") or shown.get("section") or (source.label if source else ""),
        by=" · ".join(part for part in (shown.get("issuer"), shown.get("author"), shown.get("period")) if part),
        date=shown.get("date") or (f"{hit.date:%d/%m/%Y}" if hit.date else ""),
        status=shown.get("status", ""),
        status_label=shown.get("status_label", ""),
        kind=hit.kind,
        no_number=shown.get("no_number", ""),
        text_origin=shown.get("text_origin", ""),
    )


def _leads_to(hit: Hit, passage: MarkedText) -> str:
    """Return where ``passage`` stands: in a file, or at its place in the record's own page."""
    if passage.address:
        return passage.address
    return f"{hit.url}#{passage.anchor}" if passage.anchor and passage.spans else hit.url


def _after_number(title: MarkedText, kind: str, number: str) -> MarkedText:
    """Return a title without the type and number that it begins with: they stand in the column beside it."""
    opening = f"{kind} số {number} " if kind and number else ""
    if not opening or not title.text.lower().startswith(opening.lower()):
        return title
    at = len(opening)
    spans = tuple((max(start - at, 0), end - at) for start, end in title.spans if end > at)
    rest = title.text[at:]
    return replace(title, text=rest[:1].upper() + rest[1:], spans=spans)
