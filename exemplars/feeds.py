"""The feed of new exemplars."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from exemplars.models import ExemplarIndexPage, ExemplarPage
from portal.pages import feeds
from portal.pages.cache import kept
from portal.pages.feeds import ENTRIES, FeedEntry, FeedLink


@require_safe
@kept()
def exemplar_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the exemplars that went public last."""
    index = ExemplarIndexPage.objects.visible().order_by("path").first()
    about = index.get_url() if index is not None else "/"
    return feeds.answer(request, name="gương điển hình", path=request.path, about=about or "/", entries=_entries())


def offered() -> list[FeedLink]:
    """Return the feed, once there is a list to follow."""
    if not ExemplarIndexPage.objects.visible().exists():
        return []
    return [FeedLink("Gương điển hình", reverse("exemplar-feed"))]


def _entries() -> Iterable[FeedEntry]:
    for page in ExemplarPage.objects.visible().defer("deed").order_by("-first_published_at", "-pk")[:ENTRIES]:
        first = page.first_published_at or timezone.now()
        yield FeedEntry(
            kind="guong",
            pk=page.pk,
            title=page.title,
            path=page.get_url() or "/",
            summary=page.summary,
            published_at=first,
            updated_at=page.last_published_at or first,
            categories=(str(page.get_kind_display()), str(page.get_field_display())),
        )
