"""Sets of exemplars."""

from datetime import date, timedelta

from django.apps import apps
from django.db.models import Prefetch
from wagtail.models import PageManager

from portal.pages.querysets import BasePageQuerySet

RECHECK_AFTER = timedelta(days=365)


class ExemplarQuerySet(BasePageQuerySet):
    """Exemplars, narrowed and ordered as readers meet them."""

    def newest_first(self) -> "ExemplarQuerySet":
        """Return the exemplars by the year in which they were honoured, then by name."""
        return self.order_by("-year", "sort_key", "pk")

    def by_name(self) -> "ExemplarQuerySet":
        """Return the exemplars as a Vietnamese register lists people: by given name."""
        return self.order_by("sort_key", "pk")

    def unspoilt(self) -> "ExemplarQuerySet":
        """Return the exemplars from whom no award was taken back."""
        revoked = apps.get_model("exemplars", "Award").objects.filter(revoked_on__isnull=False)
        return self.exclude(pk__in=revoked.values("page_id"))

    def for_rows(self) -> "ExemplarQuerySet":
        """Return the exemplars with what a card prints, without their story."""
        related = self.select_related("portrait", "place").defer("deed")
        awards = Prefetch("awards", queryset=apps.get_model("exemplars", "Award").objects.select_related("document"))
        return related.prefetch_related("portrait__renditions", awards)

    def to_recheck(self, on: date) -> "ExemplarQuerySet":
        """Return the public exemplars whose figures were confirmed a year or more before ``on``."""
        return self.filter(live=True, confirmed_on__lte=on - RECHECK_AFTER).order_by("confirmed_on", "pk")


ExemplarManager = PageManager.from_queryset(ExemplarQuerySet)
