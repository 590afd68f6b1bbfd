"""Every public address at which something of an exemplar could be read, beside its own page."""

from typing import Any

from django.urls import reverse

from exemplars.models import ExemplarIndexPage, ExemplarPage


def _lists(obj: Any) -> list[str]:
    if not isinstance(obj, (ExemplarPage, ExemplarIndexPage)):
        return []
    addresses = [index.get_url() or "/" for index in ExemplarIndexPage.objects.ancestor_of(obj, inclusive=True)]
    if not isinstance(obj, ExemplarPage):
        return addresses
    narrowed = f"?doi-tuong={obj.kind}&nam={obj.year}&linh-vuc={obj.field}&xep=ten"
    return [*addresses, *(address + narrowed for address in addresses)]


def _neighbours(obj: Any) -> list[str]:
    if not isinstance(obj, ExemplarPage):
        return []
    return [page.get_url() or "/" for page in ExemplarPage.objects.sibling_of(obj, inclusive=False)[:5]]


def _documents(obj: Any) -> list[str]:
    if not isinstance(obj, ExemplarPage):
        return []
    rows: list[Any] = [*obj.illustrations.select_related("document"), *obj.awards.select_related("document")]
    return [row.document.get_absolute_url() for row in rows if row.document is not None]


SURFACES = (
    ("exemplar list", _lists),
    ("exemplars of the same field", _neighbours),
    ("exemplar on a document", _documents),
    ("exemplar feed", lambda obj: [reverse("exemplar-feed")]),
)
