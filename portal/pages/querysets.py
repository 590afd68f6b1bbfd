"""Which pages a reader may see now."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import PageManager, PageViewRestriction
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
