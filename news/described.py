"""How articles and sections are described to those who link to them, and the card that goes with an article."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from news.models import ArticlePage, SectionPage
from portal.pages import structured
from portal.pages.cards import Card, Kind, framed
from portal.pages.described import Description
from portal.pages.frame import Frame

CARD = "bai-viet"


def article(page: ArticlePage, frame: Frame, context: Mapping[str, Any]) -> Description:
    """Describe an article: what its page prints above the text."""
    path = page.get_url() or "/"
    parts = context.get("parts")
    owner = structured.publisher(frame)
    return Description(
        title=page.title,
        path=path,
        summary=page.search_description or page.summary,
        kind="article",
        published_at=page.created_at,
        updated_at=page.corrected_at,
        card=words(page),
        things=(
            {
                "@type": "NewsArticle",
                "@id": f"{frame.base_url}{path}",
                "mainEntityOfPage": f"{frame.base_url}{path}",
                "headline": page.title,
                "description": page.summary,
                "datePublished": structured.moment(page.created_at),
                "dateModified": structured.moment(page.corrected_at or page.created_at),
                "correction": page.correction_note,
                "articleSection": parts.section[0] if parts and parts.section else "",
                "author": {"@type": "Person", "name": page.author_name} if page.author_name else owner,
                "publisher": owner,
                "inLanguage": "vi",
                "isAccessibleForFree": True,
                "image": _image(page, frame),
                "citation": [
                    {"@type": "Legislation", "legislationIdentifier": row.symbol, "url": frame.base_url + row.url}
                    for row in (parts.cited if parts else ())
                    if row.url and row.symbol
                ],
            },
        ),
    )


def section(page: SectionPage, frame: Frame, context: Mapping[str, Any]) -> Description:
    """Describe a list of articles."""
    path = page.get_url() or "/"
    return Description(
        title=page.title,
        path=path,
        summary=page.search_description or page.description,
        things=({"@type": "CollectionPage", "name": page.title, "url": frame.base_url + path, "inLanguage": "vi"},),
    )


def words(page: ArticlePage) -> Card:
    """Return what is drawn on the article's card."""
    day = timezone.localtime(page.created_at)
    return Card(CARD, page.pk, page.title, "Tin, bài", line=f"{day:%d/%m/%Y}", picture=page.lead_picture_id)


def _image(page: ArticlePage, frame: Frame) -> str:
    path = framed(words(page), frame).path
    return frame.base_url + path if path else ""


def _find(pk: int) -> ArticlePage | None:
    found: ArticlePage | None = ArticlePage.objects.visible().for_rows().filter(pk=pk).first()
    return found


def _since(moment: datetime | None) -> Iterable[ArticlePage]:
    shown = ArticlePage.objects.visible().for_rows().order_by("last_published_at", "pk")
    return (shown.filter(last_published_at__gte=moment) if moment else shown).iterator(chunk_size=100)


CARDS = Kind(CARD, _find, _since, words)
