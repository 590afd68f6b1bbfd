"""The part of exemplars in the sitemap and in the outline for readers."""

from django.db.models import Count

from exemplars.models import ExemplarIndexPage, ExemplarKind, ExemplarPage
from portal.pages import outline, sitemap
from portal.pages.outline import Branch, Twig


def register() -> None:
    """Hand up the list and the exemplars."""
    sitemap.register_pages("guong-danh-sach", ExemplarIndexPage.objects.visible)
    sitemap.register_pages("guong", ExemplarPage.objects.visible)
    outline.register(branch, 40)


def branch() -> Branch | None:
    """Return the list with its kinds."""
    index = ExemplarIndexPage.objects.visible().order_by("path").first()
    if index is None:
        return None
    address = index.get_url() or "/"
    counted = ExemplarPage.objects.visible().order_by().values_list("kind").annotate(number=Count("pk"))
    numbers: dict[str, int] = dict(counted)
    twigs = (
        Twig(str(label), f"{address}?doi-tuong={value}", 1, f"{numbers[value]} gương")
        for value, label in ExemplarKind.choices
        if value in numbers
    )
    return Branch("Gương điển hình", (Twig(index.title, address), *twigs))
