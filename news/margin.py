"""What stands beside the words of an article: links to the documents they name, and a note in the margin."""

import html
import re
from collections.abc import Iterable, Mapping

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from documents import citation_finder, numbering
from documents.citation_finder import Citation
from news.cited import CitedRow

# A paragraph of running text; figures and tables are stepped over whole.
_PARAGRAPH = re.compile(r"<(?:figure|table)\b.*?</(?:figure|table)>|(?P<words><p\b[^>]*>.*?</p>)", re.DOTALL)
_TAG = re.compile(r"(<[^>]+>)")


def with_documents(body: str, rows: Iterable[CitedRow]) -> SafeString:
    """Return the article's HTML with its cited documents linked where they are named, each noted once in the margin."""
    known = {key: row for row in rows if (key := numbering.match_key(row.symbol))}
    if not known:
        return mark_safe(body)  # noqa: S308 - what the sanitised blocks rendered, unchanged
    noted: set[str] = set()

    def paragraph(found: re.Match[str]) -> str:
        words = found["words"]
        if words is None:
            return found[0]
        named: list[str] = []
        linked = _linked(words, known, named)
        fresh = [key for key in dict.fromkeys(named) if key not in noted]
        noted.update(fresh)
        notes = [known[key] for key in fresh]
        return (render_to_string("news/parts/margin_note.html", {"rows": notes}) if notes else "") + linked

    return mark_safe(_PARAGRAPH.sub(paragraph, body))  # noqa: S308 - only escaped words and our own tags were added


def _linked(words: str, known: Mapping[str, CitedRow], named: list[str]) -> str:
    pieces: list[str] = []
    inside_link = False
    for piece in _TAG.split(words):
        if piece.startswith("<"):
            if piece.startswith(("<a ", "<a>", "</a")):
                inside_link = not piece.startswith("</a")
            pieces.append(piece)
        elif inside_link:
            pieces.append(piece)
        else:
            pieces.append(_text(html.unescape(piece), known, named))
    return "".join(pieces)


def _text(text: str, known: Mapping[str, CitedRow], named: list[str]) -> str:
    pieces: list[str] = []
    place = 0
    for citation in citation_finder.find(text):
        row = known.get(citation.match_key)
        start = _start(citation)
        if row is None or start < place:
            continue
        named.append(citation.match_key)
        phrase = _unbroken(text, start, citation)
        shown = f'<a href="{escape(row.url)}">{phrase}</a>' if row.url else f'<span class="named">{phrase}</span>'
        pieces += [escape(text[place:start]), shown]
        place = citation.end
    return "".join([*pieces, escape(text[place:])])


def _start(citation: Citation) -> int:
    # The link begins with the type's name where that stands right before the number.
    return citation.phrase_start if citation.phrase_start <= citation.start else citation.start


def _unbroken(text: str, start: int, citation: Citation) -> str:
    before, symbol = text[start : citation.start], text[citation.start : citation.end]
    return f'{escape(before)}<span class="nowrap">{escape(symbol)}</span>'
