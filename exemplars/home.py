"""The strip of exemplars on the home page."""

from django.http import HttpRequest

from exemplars.listing import rows
from exemplars.models import ExemplarIndexPage, ExemplarPage
from portal.home.sections import Section

SHOWN = 4


def strip(request: HttpRequest) -> Section | None:
    """Return the strip, the newest public exemplars first, or ``None`` while there is none.

    One from whom an award was taken back stays on its page and in the list, and is not held up here.
    """
    found = ExemplarPage.objects.visible().unspoilt().for_rows()
    exemplars = list(found.order_by("-first_published_at", "-pk")[:SHOWN])
    if not exemplars:
        return None
    index = ExemplarIndexPage.objects.visible().order_by("path").first()
    url = (index.get_url() or "") if index is not None else ""
    return Section("exemplars/parts/home_strip.html", {"rows": rows(exemplars), "all_url": url})
