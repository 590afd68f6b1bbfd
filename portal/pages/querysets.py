"""Which pages a reader may see now."""

from datetime import datetime

from django.db.models import CharField, Exists, ExpressionWrapper, F, Min, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet


def restriction_above(path: str = "path") -> Exists:
    """Return the condition that a view restriction stands on the page at ``path`` or above it."""
    below = ExpressionWrapper(OuterRef(path), output_field=CharField())
    above = PageViewRestriction.objects.annotate(below=below).filter(below__startswith=F("page__path"))
    return Exists(above)


class BasePageQuerySet(PageQuerySet):
    """Pages of the portal, narrowed to what may be shown."""

    def visible(self) -> "BasePageQuerySet":
        """Return the pages that everybody may read now: live, not past their end, not restricted.

        The end counts from its instant on and not from the run of the job that takes pages down.
        """
        current = self.filter(Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()), live=True)
        return current.exclude(restriction_above())


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


def next_end(now: datetime) -> datetime | None:
    """Return when the next page that is public at ``now`` comes down by itself."""
    ahead = Page.objects.filter(live=True, expire_at__gt=now)
    found: datetime | None = ahead.aggregate(first=Min("expire_at"))["first"]
    return found
