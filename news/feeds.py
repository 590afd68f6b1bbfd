"""The feeds of new articles: all of them, and those of one section."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from news.models import ArticlePage, SectionPage
from news.querysets import ArticleQuerySet
from portal.pages import feeds
from portal.pages.cache import kept
from portal.pages.feeds import ENTRIES, FeedEntry, FeedLink


@require_safe
@kept()
def news_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the newest articles of every section."""
    found = ArticlePage.objects.visible()
    return feeds.answer(request, name="tin tức", path=request.path, about="/", entries=_entries(found))


@require_safe
@kept()
def section_feed(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the newest articles of one section and of those below it; raises Http404 for a hidden one."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    root = site.root_page.url_path if site is not None else "/"
    section = SectionPage.objects.visible().filter(url_path=f"{root}{path}").first()
    if section is None:
        raise Http404
    found = ArticlePage.objects.descendant_of(section).visible()
    about = section.get_url() or "/"
    return feeds.answer(request, name=section.title, path=request.path, about=about, entries=_entries(found))


def feed_of(section: SectionPage) -> str:
    """Return the address of a section's feed."""
    return reverse("section-feed", args=[(section.get_url() or "/").lstrip("/")])


def offered() -> list[FeedLink]:
    """Return the feed of all news and that of each section."""
    sections = SectionPage.objects.visible().order_by("path")
    every = FeedLink("Tin tức, mọi chuyên mục", reverse("news-feed"))
    return [
        every,
        *(FeedLink(f"Chuyên mục {section.title}", feed_of(section)) for section in sections if section.depth > 3),
    ]


def _entries(found: ArticleQuerySet) -> Iterable[FeedEntry]:
    for article in found.newest_first().for_rows()[:ENTRIES]:
        yield FeedEntry(
            kind="bai-viet",
            pk=article.pk,
            title=article.title,
            path=article.get_url() or "/",
            summary=article.summary,
            published_at=article.created_at,
            updated_at=article.corrected_at or article.created_at,
            author=article.author_name,
        )
