"""The strip of exemplars on the home page."""

from django.http import HttpRequest

from exemplars.listing import rows
from exemplars.models import ExemplarIndexPage, ExemplarPage
from portal.home.sections import Section

SHOWN = 4


def strip(request: HttpRequest) -> Section | None:
    """Return the strip, the newest public exemplars first, or ``None`` while there is none."""
    found = ExemplarPage.objects.visible().for_rows().order_by("-first_published_at", "-pk")
    exemplars = list(found[:SHOWN])
    if not exemplars:
        return None
    index = ExemplarIndexPage.objects.visible().order_by("path").first()
    url = (index.get_url() or "") if index is not None else ""
    return Section("exemplars/parts/home_strip.html", {"rows": rows(exemplars), "all_url": url})
