"""One page of a section's articles, read with a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone

from news.feeds import feed_of
from news.models import ArticlePage, SectionPage
from news.querysets import ArticleQuerySet
from portal.files.models import PortalImage

PER_PAGE = 20
# A picture beside every row would make a list heavy; the newest few tell enough.
PICTURED = 3


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as a list prints it."""

    title: str
    url: str
    section: str
    section_url: str
    day: date
    stamp: str
    summary: str
    author: str
    picture: PortalImage | None = None


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section below the one that is shown or, where it has none below, beside it."""

    title: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a listing; ``page`` is the paginator's page, for the pager."""

    rows: tuple[ArticleRow, ...]
    page: "PaginatorPage[ArticlePage]"
    sections: tuple[SectionLink, ...]


def present(section: SectionPage, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Return what the section's template is given: one page of its listing."""
    return {"listing": listing(section, request.GET.get("trang", "")), "feed": feed_of(section)}


def listing(section: SectionPage, wanted: str) -> Listing:
    """Return the page ``wanted`` of the section's articles; what is no page number shows the nearest page."""
    articles = articles_below(section)
    page = Paginator(articles.select_related("lead_picture"), PER_PAGE).get_page(wanted[:9])
    sections = all_sections()
    shown = list(page.object_list)
    found = rows(shown, sections)
    return Listing(
        rows=_with_pictures(found, shown) if page.number == 1 else found,
        page=page,
        sections=tuple(
            SectionLink(near.title, near.get_url() or "", near.pk == section.pk) for near in _near(section, sections)
        ),
    )


def _near(section: SectionPage, sections: list[SectionPage]) -> list[SectionPage]:
    """Return the sections just below ``section``, or the ones beside it (itself among them) where it has none."""
    below = [each for each in sections if each.depth == section.depth + 1 and each.path.startswith(section.path)]
    above = section.path[: -SectionPage.steplen]
    return below or [each for each in sections if each.depth == section.depth and each.path.startswith(above)]


def _with_pictures(found: tuple[ArticleRow, ...], articles: list[ArticlePage]) -> tuple[ArticleRow, ...]:
    """Return the rows, the first few with their lead pictures and the sizes of these."""
    pictures = [article.lead_picture for article in articles[:PICTURED]]
    prefetch_related_objects([picture for picture in pictures if picture is not None], "renditions")
    pictured = [replace(row, picture=picture) for row, picture in zip(found, pictures, strict=False)]
    return (*pictured, *found[len(pictured) :])


def articles_below(section: SectionPage) -> ArticleQuerySet:
    """Return the visible articles of the section and of those below it, newest first."""
    found: ArticleQuerySet = ArticlePage.objects.descendant_of(section).visible().newest_first().for_rows()
    return found


def all_sections() -> list[SectionPage]:
    """Return every visible section."""
    return list(SectionPage.objects.visible().order_by("path"))


def rows(articles: Iterable[ArticlePage], sections: list[SectionPage]) -> tuple[ArticleRow, ...]:
    """Return the rows of ``articles``; their sections are looked up among ``sections``, without a query."""
    by_path = {section.path: section for section in sections}
    return tuple(_row(article, by_path.get(article.path[: -ArticlePage.steplen])) for article in articles)


def _row(article: ArticlePage, section: SectionPage | None) -> ArticleRow:
    return ArticleRow(
        title=article.title,
        url=article.get_url() or "",
        section=section.title if section else "",
        section_url=(section.get_url() or "") if section else "",
        day=timezone.localtime(article.created_at).date(),
        stamp=article.stamp,
        summary=article.summary,
        author=article.author_name,
    )
