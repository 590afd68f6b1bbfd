"""One page of a section's articles, read with a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone

from news.models import ArticlePage, SectionPage
from news.querysets import ArticleQuerySet

PER_PAGE = 20


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


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section below the one that is shown."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a listing; ``page`` is the paginator's page, for the pager."""

    rows: tuple[ArticleRow, ...]
    page: "PaginatorPage[ArticlePage]"
    sections: tuple[SectionLink, ...]


def present(section: SectionPage, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Return what the section's template is given: one page of its listing."""
    return {"listing": listing(section, request.GET.get("trang", ""))}


def listing(section: SectionPage, wanted: str) -> Listing:
    """Return the page ``wanted`` of the section's articles; what is no page number shows the nearest page."""
    articles = articles_below(section)
    page = Paginator(articles, PER_PAGE).get_page(wanted[:9])
    sections = sections_below(section)
    return Listing(
        rows=rows(page.object_list, sections),
        page=page,
        sections=tuple(SectionLink(s.title, s.get_url() or "") for s in sections if s.depth == section.depth + 1),
    )


def articles_below(section: SectionPage) -> ArticleQuerySet:
    """Return the visible articles of the section and of those below it, newest first."""
    found: ArticleQuerySet = ArticlePage.objects.descendant_of(section).visible().newest_first().for_rows()
    return found


def sections_below(section: SectionPage) -> list[SectionPage]:
    """Return the section itself and every visible section below it, in the order of the tree."""
    return list(SectionPage.objects.descendant_of(section, inclusive=True).visible().order_by("path"))


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
