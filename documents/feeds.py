"""The feed of documents that were newly made public."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from documents.citation_words import date_words, heading
from documents.models import OfficialDocument
from portal.pages import feeds
from portal.pages.cache import kept
from portal.pages.feeds import ENTRIES, FeedEntry, FeedLink


@require_safe
@kept()
def document_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the documents that went public last; when they were issued stands in their summary."""
    about = reverse("document-list")
    return feeds.answer(request, name="văn bản mới công khai", path=request.path, about=about, entries=_entries())


def offered() -> list[FeedLink]:
    """Return the feed, once something is public."""
    if not OfficialDocument.objects.visible().exists():
        return []
    return [FeedLink("Văn bản mới công khai", reverse("document-feed"))]


def _entries() -> Iterable[FeedEntry]:
    newest = OfficialDocument.objects.visible().for_rows().order_by("-first_published_at", "-pk")
    for document in newest[:ENTRIES]:
        first = document.first_published_at or timezone.now()
        subject = capfirst(document.subject or document.title)
        yield FeedEntry(
            kind="van-ban",
            pk=document.pk,
            title=f"{heading(document)}: {subject}" if subject else heading(document),
            path=document.get_absolute_url(),
            summary=_summary(document),
            published_at=first,
            updated_at=document.last_published_at or first,
            categories=(document.type.name,) if document.type else (),
        )


def _summary(document: OfficialDocument) -> str:
    day = date_words(document)
    issuer = document.issuer.latest_name if document.issuer else document.issuer_text
    parts = (issuer, f"ban hành {day}" if day else "", f"tình trạng: {document.get_effect_display().lower()}")
    return capfirst("; ".join(part for part in parts if part)) + "."
