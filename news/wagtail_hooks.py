"""Articles in the admin: the way to taking one down and to showing it again."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from news import removal_views
from news.models import ArticlePage


@hooks.register("register_admin_urls")
def screens() -> list[URLPattern]:
    """Return the addresses of taking down and showing again."""
    return [
        path("bai-viet/<int:pk>/go/", removal_views.remove, name="news-remove"),
        path("bai-viet/<int:pk>/hien-lai/", removal_views.lift, name="news-lift"),
    ]


@hooks.register("register_page_header_buttons")
def header_buttons(page: Any, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """Yield the way from an article to taking it down, or to showing it again."""
    if not isinstance(page.specific_deferred, ArticlePage) or not user.has_perm("news.add_articleremoval"):
        return
    if ArticlePage.objects.filter(pk=page.pk, removals__lifted_at__isnull=True, removals__isnull=False).exists():
        yield Button("Cho hiện lại", reverse("news-lift", args=[page.pk]), icon_name="view", priority=70)
    elif page.live:
        yield Button("Gỡ bài", reverse("news-remove", args=[page.pk]), icon_name="view", priority=70)
