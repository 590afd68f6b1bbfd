"""Feeds in Atom (*nguồn tin*): one shape for all of them, and the register that lists them for readers.

Addresses come from the site's settings and never from the request; an entry's id stays the same when its
address changes; its date of change is that of a publication, never of a draft.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from portal.pages.frame import frame

ENTRIES = 30
CONTENT_TYPE = "application/atom+xml"
# What XML cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BEFORE_ANYTHING = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry: ``kind`` and ``pk`` make its lasting id."""

    kind: str
    pk: int
    title: str
    path: str
    summary: str
    published_at: datetime
    updated_at: datetime
    author: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed as readers are shown it."""

    title: str
    path: str


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Return when the newest entry changed; an empty feed does not change with every look at it."""
        return max((item["updateddate"] for item in self.items), default=_BEFORE_ANYTHING)


Offer = Callable[[], Iterable[FeedLink]]
_offers: list[tuple[int, Offer]] = []
_main: list[tuple[str, str]] = []


def register(offer: Offer, order: int) -> None:
    """List the feeds that ``offer()`` names, lower ``order`` first."""
    if all(known is not offer for _, known in _offers):
        _offers.append((order, offer))
        _offers.sort(key=lambda pair: pair[0])


def register_main(title: str, view: str) -> None:
    """Name the feed of ``view`` in the head of the home page."""
    if (title, view) not in _main:
        _main.append((title, view))


def main() -> list[FeedLink]:
    """Return the feeds that follow whole parts of the site, without a query."""
    return [FeedLink(title, reverse(view)) for title, view in _main]


def offered() -> list[FeedLink]:
    """Return every feed that readers can follow now."""
    return [link for _, offer in _offers for link in offer()]


def answer(request: HttpRequest, *, name: str, path: str, about: str, entries: Iterable[FeedEntry]) -> HttpResponse:
    """Answer with the feed ``name`` at ``path``; ``about`` is the page that it follows."""
    shown = frame(request)
    base = shown.base_url
    feed = _Atom(
        # What a reader looked for may stand in the name.
        title=_writable(f"{shown.board_full_name}: {name}"),
        link=base + about,
        description="",
        language="vi",
        author_name=shown.board_full_name,
        feed_url=base + path,
        feed_guid=_tag(base, f"nguon{path}"),
    )
    for entry in entries:
        feed.add_item(
            title=_writable(entry.title),
            link=base + entry.path,
            # Readers take a summary for HTML; ours are words.
            description=escape(_writable(entry.summary)),
            unique_id=_tag(base, f"{entry.kind}/{entry.pk}"),
            pubdate=timezone.localtime(entry.published_at),
            updateddate=timezone.localtime(max(entry.updated_at, entry.published_at)),
            author_name=_writable(entry.author) or None,
            categories=tuple(map(_writable, entry.categories)),
        )
    response = HttpResponse(content_type=f"{CONTENT_TYPE}; charset=utf-8")
    feed.write(response, "utf-8")
    return response


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("", text)


def _tag(base: str, thing: str) -> str:
    return f"tag:{urlsplit(base).hostname or 'localhost'},2026:{thing}"
