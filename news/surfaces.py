"""Every public address at which something of the news room could be read, beside its own page."""

from typing import Any

from django.urls import reverse

from news.models import ArticleAttachment, ArticlePage, SectionPage


def _lists(obj: Any) -> list[str]:
    if not isinstance(obj, (ArticlePage, SectionPage)):
        return []
    return [section.get_url() or "/" for section in SectionPage.objects.ancestor_of(obj)]


def _neighbours(obj: Any) -> list[str]:
    if not isinstance(obj, ArticlePage):
        return []
    return [page.get_url() or "/" for page in ArticlePage.objects.sibling_of(obj, inclusive=False)[:5]]


def _files(obj: Any) -> list[str]:
    rows = ArticleAttachment.objects.filter(page=obj) if isinstance(obj, ArticlePage) else []
    return [row.stored_file.url for row in rows]


def _cited_documents(obj: Any) -> list[str]:
    if not isinstance(obj, ArticlePage):
        return []
    cited = obj.citations.select_related("document").filter(document__isnull=False)
    return [row.document.get_absolute_url() for row in cited if row.document is not None]


def _data(obj: Any) -> list[str]:
    listed = f"{reverse('api-articles')}?page_size=100"
    if isinstance(obj, ArticlePage):
        return [listed, reverse("api-article", args=[obj.pk])]
    return [listed] if isinstance(obj, SectionPage) else []


SURFACES = (
    ("articles as data", _data),
    ("section list", _lists),
    ("articles of the same section", _neighbours),
    ("article file", _files),
    ("article as citing text", _cited_documents),
    ("news feed", lambda obj: [reverse("news-feed")]),
)
