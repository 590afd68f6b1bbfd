"""What somebody typed, made safe to print: paragraphs, lines and links, and the places that were cut out."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.text.sanitise import clean_inline

CUT = "[đã lược]"
_PARAGRAPHS = re.compile(r"\n\s*\n")
# Addresses written out in full only: "nhà.vn" after a forgotten space is no link.
_ADDRESS = re.compile(r"https?://[^\s<>\"“”'’]{3,500}", re.IGNORECASE)
_AFTER = ".,;:!?)]}…"


def paragraphs(text: str, *, with_cuts: bool = False) -> SafeString:
    """Return ``text`` as HTML paragraphs; written-out web addresses are links that are not vouched for.

    ``with_cuts``: the places that a moderator has cut out are told apart from brackets that the author typed.
    """
    found = "".join(f"<p>{_lines(part)}</p>" for part in _PARAGRAPHS.split(text.strip()) if part.strip())
    if with_cuts:
        found = found.replace(CUT, f'<span class="cut">{CUT}</span>')
    return mark_safe(found)  # noqa: S308 - every piece is escaped, what has links is cleaned


def _lines(part: str) -> str:
    lines = "<br>".join(_linked(line) for line in part.strip().split("\n"))
    return clean_inline(lines) if "<a " in lines else lines


def _linked(line: str) -> str:
    pieces, end = [], 0
    for match in _ADDRESS.finditer(line):
        address = match[0].rstrip(_AFTER)
        pieces += [escape(line[end : match.start()]), f'<a href="{escape(address)}">{escape(address)}</a>']
        end = match.start() + len(address)
    return "".join([*pieces, escape(line[end:])])
