"""Search's screens in the admin: what words mean, and what readers look for."""

from typing import Any

from django.urls import URLPattern, path, re_path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search import query_log_views
from search.viewsets import SynonymGroupViewSet

register_snippet(SynonymGroupViewSet)


class _QueriesItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        """Show the item to those who may read the lists."""
        return bool(request.user.has_perm(query_log_views.MAY_READ))


@hooks.register("register_admin_urls")
def screens() -> list[URLPattern]:
    """Return the addresses of the lists."""
    return [
        path("ban-doc-tim-gi/", query_log_views.lists, name="search-queries"),
        re_path(r"^ban-doc-tim-gi/(?P<name>khong-ra|nhieu)\.csv$", query_log_views.table, name="search-queries-table"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    """Return the entry among the reports."""
    address = reverse("search-queries")
    return _QueriesItem("Bạn đọc tìm gì", address, name="search-queries", icon_name="search", order=800)
