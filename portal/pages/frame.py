"""What stands around every page: whose site it is, where one can go, whom to ask.

Read with four queries and kept in the process for five seconds at most, so that a change shows
soon and a page costs nothing for its frame.
"""

import time
from dataclasses import dataclass, replace
from datetime import date

from django.db import DatabaseError
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from portal.mail import addresses
from portal.organisations.models import OrganisationName
from portal.pages import navigation
from portal.pages.cache import generation
from portal.pages.models import DutyKind, SiteDuty, SiteSettings
from portal.pages.querysets import restriction_above

KEPT_SECONDS = 5.0
UNNAMED = "Trang thông tin điện tử"
WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class Link:
    """A label, where it leads, and whether the reader is there now."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """One fact of the footer; ``since`` is the day from which it holds."""

    kind: str
    label: str
    value: str
    since: date


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything that the base template prints around the content.

    ``board_name`` leaves out the governing body's name where the full name ends with it. ``base_url`` is the
    site's own scheme and host, from its settings: what a request calls itself is never believed.
    """

    board_name: str = UNNAMED
    board_full_name: str = UNNAMED
    governing_name: str = ""
    demonstration: bool = False
    opening_text: str = ""
    navigation: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    duties: tuple[Duty, ...] = ()
    duties_since: date | None = None
    reviewed_on: date | None = None
    today: date | None = None
    date_in_words: str = ""
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class _PageLink:
    link: Link
    model: str
    depth: int
    in_footer: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    frame: Frame
    until: float
    generation: str | None


_kept: list[_Kept] = []


def forget() -> None:
    """Drop what is kept, so that the next page reads it anew."""
    _kept.clear()


def date_in_words(day: date) -> str:
    """Return ``Chủ nhật, ngày 22 tháng 11 năm 2026``."""
    return f"{WEEKDAYS[day.weekday()]}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"


def current() -> Frame:
    """Return the frame of no page in particular; an empty one where the database is silent."""
    now = time.monotonic()
    # A page is kept with its frame: one from before a change must not get into a page made after it.
    known = generation.current()
    kept = _kept[0] if _kept else None
    if kept is not None and kept.until > now and kept.generation == known:
        return kept.frame
    try:
        read = _read(timezone.localdate())
    except DatabaseError:
        return bare()
    _kept[:] = [_Kept(read, now + KEPT_SECONDS, known)]
    return read


def frame(request: HttpRequest) -> Frame:
    """Return the frame of the page at the request's address; an empty one where the database is silent."""
    kept = current()
    path = getattr(request, "path", "")
    return replace(kept, navigation=tuple(_placed(link, path) for link in kept.navigation))


def bare() -> Frame:
    """Return a frame that needs no database, for pages that report that something is broken."""
    today = timezone.localdate()
    return Frame(today=today, date_in_words=date_in_words(today))


def _placed(link: Link, path: str) -> Link:
    return replace(link, current=path.startswith(link.url))


def _read(today: date) -> Frame:
    settings = _settings(today).first()
    duties = _duties(settings.pk, today) if settings else ()
    pages = _pages()
    full = (settings and settings.board_name) or UNNAMED
    governing = (settings and settings.governing_name) or ""
    return Frame(
        board_name=full.removesuffix(governing).strip() or full,
        board_full_name=full,
        governing_name=governing,
        demonstration=bool(settings and settings.demonstration),
        opening_text=settings.opening_text if settings else "",
        navigation=_navigation(pages),
        links=tuple(page.link for page in pages if page.in_footer),
        duties=duties,
        duties_since=max((duty.since for duty in duties), default=None),
        reviewed_on=settings.reviewed_on if settings else None,
        today=today,
        date_in_words=date_in_words(today),
        base_url=addresses.base(settings.site if settings else None),
    )


def _settings(today: date) -> "QuerySet[SiteSettings]":
    return (
        SiteSettings.objects.filter(site__is_default_site=True)
        .select_related("site")
        .annotate(board_name=_name_of("board_id", today), governing_name=_name_of("governing_id", today))
    )


def _name_of(field: str, today: date) -> Subquery:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=today)
    newest_first = F("valid_from").desc(nulls_last=True)
    names = OrganisationName.objects.filter(begun, organisation=OuterRef(field)).order_by(newest_first)
    return Subquery(names.values("name")[:1])


def _duties(settings_id: int, today: date) -> tuple[Duty, ...]:
    newest: dict[str, Duty] = {}
    for row in SiteDuty.objects.filter(settings_id=settings_id, valid_from__lte=today).order_by("valid_from"):
        newest[row.kind] = Duty(row.kind, row.get_kind_display(), row.value, row.valid_from)
    return tuple(newest[kind] for kind in DutyKind.values if kind in newest)


def _pages() -> list[_PageLink]:
    restricted = restriction_above()
    pages = (
        Page.objects.filter(Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()), live=True, depth__gte=3)
        .filter(Q(depth=3) | Q(show_in_menus=True))
        .exclude(restricted)
        .select_related("content_type")
        .order_by("path")
    )
    return [
        _PageLink(
            Link(page.title, page.get_url() or ""),
            f"{page.content_type.app_label}.{page.content_type.model}",
            page.depth,
            page.show_in_menus,
        )
        for page in pages
    ]


def _navigation(pages: list[_PageLink]) -> tuple[Link, ...]:
    first: dict[str, str] = {}
    for page in pages:
        if page.depth == 3:
            first.setdefault(page.model, page.link.url)
    found = (
        (entry.label, entry.address() if entry.address else first.get(entry.page_model))
        for entry in navigation.entries()
    )
    return tuple(Link(label, url) for label, url in found if url)


def forget_on_signal(sender: object, **kwargs: object) -> None:
    """Drop what is kept, whatever was changed."""
    forget()
