"""The part of news in the sitemap, in the outline for readers and in the list of feeds."""

from news.models import ArticlePage, SectionPage
from portal.pages import outline, sitemap
from portal.pages.outline import Branch


def register() -> None:
    """Hand up sections and articles."""
    sitemap.register_pages("chuyen-muc", SectionPage.objects.visible)
    sitemap.register_pages("bai-viet", ArticlePage.objects.visible)
    outline.register(branch, 20)


def branch() -> Branch:
    """Return the sections in the order of the tree."""
    sections = SectionPage.objects.visible().order_by("path")
    return Branch("Tin tức", outline.twigs_of(sections))
