"""``/sitemap.xml``: every public address and when what stands there was last published.

Each app hands up a source of entries. A small site is one list; a larger one an index of parts, each read
with one query. Search machines read it; what may not be read now is never named.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from django.utils import timezone
from wagtail.models import Site

PART = 10_000
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class Entry:
    """One public address, and the last publication of what stands there where that is known."""

    path: str
    published_at: datetime | None = None


Count = Callable[[], int]
Read = Callable[[int, int], Iterable[Entry]]


@dataclass(frozen=True, slots=True)
class Source:
    """The entries of one kind: how many there are, and those from ``start`` up to ``stop``."""

    name: str
    count: Count
    read: Read


_sources: dict[str, Source] = {}


def register(name: str, count: Count, read: Read) -> None:
    """Add the source ``name`` (it stands in addresses); ``read(start, stop)`` answers in a lasting order."""
    _sources[name] = Source(name, count, read)


def register_pages(name: str, visible: Callable[[], Any]) -> None:
    """Add the pages of the query set that ``visible()`` makes."""

    def read(start: int, stop: int) -> Iterator[Entry]:
        rows = visible().order_by("pk").values_list("url_path", "last_published_at")[start:stop]
        root = _root_path()
        return (Entry("/" + path.removeprefix(root), published_at) for path, published_at in rows)

    register(name, lambda: visible().order_by().count(), read)


def register_address(name: str, path: Callable[[], str | None]) -> None:
    """Add one address that is no record; ``path()`` returns ``None`` while there is nothing to read."""

    def read(start: int, stop: int) -> list[Entry]:
        address = path()
        return [Entry(address)][start:stop] if address else []

    register(name, lambda: 1 if path() else 0, read)


def _root_path() -> str:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return site.root_page.url_path if site is not None else "/"


def whole(base: str) -> str:
    """Return the sitemap: one list, or the index of its parts where one list would be too long."""
    counts = {source.name: source.count() for source in _sources.values()}
    if sum(counts.values()) <= PART:
        return _list(base, (entry for source in _sources.values() for entry in source.read(0, PART)))
    parts = (
        f"<sitemap><loc>{escape(base)}/sitemap-{name}-{number}.xml</loc></sitemap>\n"
        for name, count in counts.items()
        for number in range(1, -(-count // PART) + 1)
    )
    return f'{HEAD}<sitemapindex xmlns="{NAMESPACE}">\n{"".join(parts)}</sitemapindex>\n'


def part(base: str, name: str, number: int) -> str | None:
    """Return the part ``number`` (from 1) of the source ``name``, or ``None`` where there is no such part."""
    source = _sources.get(name)
    if source is None or number < 1:
        return None
    entries = list(source.read((number - 1) * PART, number * PART))
    return _list(base, entries) if entries else None


def _list(base: str, entries: Iterable[Entry]) -> str:
    return f'{HEAD}<urlset xmlns="{NAMESPACE}">\n{"".join(_url(base, entry) for entry in entries)}</urlset>\n'


def _url(base: str, entry: Entry) -> str:
    day = ""
    if entry.published_at is not None:
        moment = timezone.localtime(entry.published_at).isoformat(timespec="seconds")
        day = f"<lastmod>{moment}</lastmod>"
    return f"<url><loc>{escape(base + entry.path)}</loc>{day}</url>\n"
