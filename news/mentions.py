"""Documents that articles name: what a person cites, and what is found in the words when an article goes live."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from documents import citation_finder, citations
from documents.citation_finder import Citation
from documents.citations import CitingItem, CitingTexts
from news.models import ArticleCitation, ArticlePage
from news.text import plain_text

LABEL = "Tin, bài"


def _naming(document_id: int, mentioned: QuerySet[Any]) -> QuerySet[Any]:
    cited = ArticleCitation.objects.filter(document_id=document_id).values("page_id")
    return ArticlePage.objects.visible().filter(Q(pk__in=cited) | Q(pk__in=mentioned)).newest_first().for_rows()


def _described(document_id: int, rows: list[Any]) -> list[CitingItem]:
    return [
        CitingItem(item.title, item.get_url() or "", LABEL, timezone.localtime(item.created_at).date()) for item in rows
    ]


CITING = CitingTexts("bai-viet", LABEL, lambda: ArticlePage, _naming, _described)
"""The visible articles that cite or mention a document."""


def proposed_citations(text: str) -> list[ArticleCitation]:
    """Return a citation for each document that ``text`` names, in the order of first mention.

    A document is linked only where the symbol, and the day beside it, leave no doubt.
    """
    told: dict[str, Citation] = {}
    for mention in citation_finder.find(text):
        known = told.get(mention.match_key)
        if mention.match_key and (known is None or _says(mention) > _says(known)):
            told[mention.match_key] = mention
    return [_citation(mention) for mention in told.values()]


def _says(mention: Citation) -> int:
    return 2 * bool(mention.date) + bool(mention.issuer_text) + bool(mention.about)


def _citation(mention: Citation) -> ArticleCitation:
    document = citations.resolve(mention.symbol, mention.date, mention.type_name).document
    day = f"ngày {mention.date:%d/%m/%Y}" if mention.date else ""
    of = f"của {mention.issuer_text}" if mention.issuer_text else ""
    return ArticleCitation(
        document=document,
        symbol=mention.symbol[:120],
        subject=f"{mention.type_name} {mention.about}".strip()[:500],
        note=f"{day} {of}".strip()[:200],
    )


def record_on_publish(sender: Any, instance: ArticlePage, revision: Any = None, **kwargs: Any) -> None:
    """Store the mentions in the words of an article that goes live."""
    texts = {"title": instance.title, "text": plain_text(instance)}
    day = timezone.localtime(instance.created_at).date() if instance.created_at else None
    citations.record_mentions(instance, texts, revision.pk if revision is not None else None, day=day)
