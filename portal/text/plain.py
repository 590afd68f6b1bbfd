"""Turn HTML into plain text, keeping paragraphs, list items and table rows as lines."""

import re
from html.parser import HTMLParser

from portal.text.vietnamese import normalise

_PARAGRAPHS = frozenset(
    {"article", "blockquote", "div", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "section"}
    | {"table", "ul"}
)
_BLOCKS = _PARAGRAPHS | frozenset(
    {"address", "aside", "center", "dd", "dl", "dt", "fieldset", "figcaption", "footer", "form", "header", "hr"}
    | {"main", "nav", "tbody", "tfoot", "thead", "tr"}
)
_SILENT = frozenset({"head", "iframe", "noscript", "object", "script", "style", "svg", "template", "title"})
# Breaks between blocks: several in a row are one, whichever elements made them. Both are white space to HTML.
_LINE, _PARAGRAPH = "\x1c", "\x1d"
_BREAKS = re.compile(r"[ \x1c\x1d]*[\x1c\x1d][ \x1c\x1d]*")
_INDENT = re.compile(r"[^\S\n\t]+")


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append(f"{_LINE}- ")
        elif tag in {"td", "th"}:
            self.parts.append("\t")
        elif tag in _BLOCKS:
            self.parts.append(_PARAGRAPH if tag in _PARAGRAPHS else _LINE)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            if tag in self._silent:
                # An unclosed inner element ends with the outer one.
                del self._silent[self._silent.index(tag) :]
        elif tag in _BLOCKS:
            self.parts.append(_PARAGRAPH if tag in _PARAGRAPHS else _LINE)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def html_to_text(html: str) -> str:
    """Return what a reader of ``html`` sees, as normalised lines; paragraphs stand apart by one blank line.

    Cells of a table row are set apart by tabs, list items begin with ``- ``. Never raises on broken markup.
    """
    collector = _Collector()
    collector.feed(html)
    collector.close()
    shown = _BREAKS.sub(lambda run: "\n\n" if _PARAGRAPH in run[0] else "\n", "".join(collector.parts))
    lines = (_INDENT.sub(" ", line).strip() for line in normalise(shown).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
