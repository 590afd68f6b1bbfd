"""The feed of new exemplars, in Atom."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from exemplars.models import ExemplarPage
from portal.pages.frame import frame

ENTRIES = 30


class ExemplarFeed(Feed[ExemplarPage, None]):
    """Atom feed (*nguồn tin*) of the newest exemplars."""

    feed_type = Atom1Feed
    link = "/"

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> None:
        """Remember whose feed it is."""
        self._board = frame(request).board_full_name

    def title(self) -> str:
        """Return the feed's title."""
        return f"{self._board}: gương điển hình"

    def items(self) -> list[ExemplarPage]:
        """Return the newest exemplars that everybody may read."""
        return list(ExemplarPage.objects.visible().defer("deed").order_by("-first_published_at", "-pk")[:ENTRIES])

    def item_title(self, item: ExemplarPage) -> str:
        """Return the name; the generator escapes it."""
        return item.title

    def item_description(self, item: ExemplarPage) -> str:
        """Return what was done, in one sentence."""
        return item.summary

    def item_link(self, item: ExemplarPage) -> str:
        """Return the exemplar's address."""
        return item.get_url() or "/"

    def item_pubdate(self, item: ExemplarPage) -> datetime:
        """Return when it first went public."""
        return item.first_published_at or timezone.now()

    def item_updateddate(self, item: ExemplarPage) -> datetime:
        """Return when it last changed."""
        return item.last_published_at or self.item_pubdate(item)
