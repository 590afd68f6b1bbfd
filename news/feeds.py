"""The feed of new articles, in Atom."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed

from news.models import ArticlePage
from portal.pages.frame import frame

ENTRIES = 30


class NewsFeed(Feed[ArticlePage, None]):
    """Atom feed (*nguồn tin*) of the newest articles."""

    feed_type = Atom1Feed
    link = "/"

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> None:
        """Remember whose feed it is."""
        self._board = frame(request).board_full_name

    def title(self) -> str:
        """Return the feed's title."""
        return f"{self._board}: tin tức"

    def items(self) -> list[ArticlePage]:
        """Return the newest articles that everybody may read."""
        return list(ArticlePage.objects.visible().newest_first().for_rows()[:ENTRIES])

    def item_title(self, item: ArticlePage) -> str:
        """Return the article's title; the generator escapes it."""
        return item.title

    def item_description(self, item: ArticlePage) -> str:
        """Return the article's sapo."""
        return item.summary

    def item_link(self, item: ArticlePage) -> str:
        """Return the article's address."""
        return item.get_url() or "/"

    def item_pubdate(self, item: ArticlePage) -> datetime:
        """Return the stamp."""
        return item.created_at

    def item_updateddate(self, item: ArticlePage) -> datetime:
        """Return when the article was last corrected, or its stamp."""
        return item.corrected_at or item.created_at
