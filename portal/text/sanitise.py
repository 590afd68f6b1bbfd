"""Make HTML from outside safe to print. The only door of *bleach*; its replacement would be nh3.

What is allowed is what an article or a note needs; there is no image (nothing may load from another
host), no class or id (nothing may dress up as the site's own parts), no style attribute.
"""

import re
from collections.abc import Iterator
from typing import Any

from bleach.html5lib_shim import Filter
from bleach.sanitizer import Cleaner

from portal.text.vietnamese import strip_ignorable

INLINE_TAGS = frozenset({"a", "b", "br", "em", "i", "strong"})
TAGS = INLINE_TAGS | frozenset(
    {"abbr", "blockquote", "caption", "code", "dd", "del", "dl", "dt", "h2", "h3", "h4", "h5", "hr", "ins", "li", "ol"}
    | {"p", "pre", "q", "s", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul"}
)
ATTRIBUTES = {
    "a": ["href", "title"],
    "abbr": ["title"],
    "ol": ["start", "type"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
}
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})
LINK_REL = "nofollow ugc noopener"

# bleach takes "javascript:1" for a host with a port: the address is looked at once more, more strictly.
_SAFE_ADDRESS = re.compile(r"(?:https?://[^/\\]|mailto:|tel:|#|\?|/(?![/\\])|[^:/?#\\]+(?:[/?#]|$))", re.IGNORECASE)

# What stands inside these is program text, not words: it goes with its element. Safety does not rest on this.
_PROGRAM_TEXT = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


class _Links(Filter):
    """Drop addresses that a browser could run; tell engines and browsers not to trust the others."""

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for token in super().__iter__():
            if token["type"] in {"StartTag", "EmptyTag"} and (None, "href") in token["data"]:
                if _SAFE_ADDRESS.match(token["data"][None, "href"].strip()):
                    token["data"][None, "rel"] = LINK_REL
                else:
                    del token["data"][None, "href"]
            yield token


def _clean(html: str, tags: frozenset[str]) -> str:
    # A Cleaner keeps parser state, so each call makes its own: calls come from many threads.
    cleaner = Cleaner(tags=tags, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True, filters=[_Links])
    cleaned: str = cleaner.clean(_PROGRAM_TEXT.sub("", strip_ignorable(html)))
    return cleaned


def clean_html(html: str) -> str:
    """Return ``html`` with only safe elements; style attributes gone, links ``rel`` nofollow ugc noopener.

    Invisible code points go first, so that none of them splits a word that a rule looks for.
    """
    return _clean(html, TAGS)


def clean_inline(html: str) -> str:
    """Return ``html`` with only emphasis, links and line breaks: for a sentence within a sentence."""
    return _clean(html, INLINE_TAGS)
