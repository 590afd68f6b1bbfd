"""The news on the home page: one article that leads, and five recent ones beside it."""

from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from news.listing import all_sections, rows
from news.models import ArticlePage, SectionPage
from portal.home.sections import Section

RECENT = 5


def news_section(request: HttpRequest) -> Section | None:
    """Return the section of news, or ``None`` while there is no article."""
    found = ArticlePage.objects.visible().leading_first().for_rows().select_related("lead_picture")
    articles = list(found[: RECENT + 1])
    if not articles:
        return None
    picture = articles[0].lead_picture
    if picture is not None:
        prefetch_related_objects([picture], "renditions")
    sections = all_sections()
    lead, *recent = rows(articles, sections)
    return Section(
        "news/parts/home_news.html",
        {"lead": lead, "picture": picture, "recent": recent, "all_url": _all_url(sections)},
    )


def _all_url(sections: list[SectionPage]) -> str:
    return (sections[0].get_url() or "") if sections else ""
