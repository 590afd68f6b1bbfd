"""Sets of articles."""

from collections.abc import Iterable

from django.db.models import BooleanField, Case, Value, When
from django.utils import timezone
from wagtail.models import PageManager

from portal.pages.querysets import BasePageQuerySet


class ArticleQuerySet(BasePageQuerySet):
    """Articles, narrowed and ordered as readers meet them."""

    def newest_first(self) -> "ArticleQuerySet":
        """Return the articles by the stamp that they show, newest first."""
        return self.order_by("-created_at", "-pk")

    def leading_first(self) -> "ArticleQuerySet":
        """Return the articles that are kept at the top today, then the others, each newest first."""
        leads = Case(
            When(lead_until__gte=timezone.localdate(), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
        return self.annotate(leads=leads).order_by("-leads", "-created_at", "-pk")

    def for_rows(self) -> "ArticleQuerySet":
        """Return the articles with what a row of a list prints, without their text."""
        return self.defer("body")

    def holding(self, stored_file_ids: Iterable[int]) -> "ArticleQuerySet":
        """Return the articles that any of the stored files is attached to."""
        return self.filter(attachments__stored_file_id__in=list(stored_file_ids)).distinct()


ArticleManager = PageManager.from_queryset(ArticleQuerySet)
