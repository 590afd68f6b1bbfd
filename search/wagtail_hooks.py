"""Search's screens in the admin: what words mean, what readers look for, and what could not be indexed."""

from typing import Any

from django.urls import URLPattern, path, re_path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search import failures, query_log_views
from search.viewsets import SynonymGroupViewSet

register_snippet(SynonymGroupViewSet)


class _QueriesItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        """Show the item to those who may read the lists."""
        return bool(request.user.has_perm(query_log_views.MAY_READ))


class _FailuresItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        """Show the item to those who look after the machine."""
        return bool(request.user.has_perm("search.view_outboxentry"))


@hooks.register("register_admin_urls")
def screens() -> list[URLPattern]:
    """Return the addresses of the lists."""
    failed = failures.FailureList
    return [
        path("ban-doc-tim-gi/", query_log_views.lists, name="search-queries"),
        re_path(r"^ban-doc-tim-gi/(?P<name>khong-ra|nhieu)\.csv$", query_log_views.table, name="search-queries-table"),
        path("tim-kiem/khong-lap-chi-muc/", failed.as_view(), name="search-failures"),
        path("tim-kiem/khong-lap-chi-muc/ket-qua/", failed.as_view(results_only=True), name="search-failures-results"),
        path("tim-kiem/khong-lap-chi-muc/<int:pk>/thu-lai/", failures.try_again, name="search-failures-again"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    """Return the entry among the reports."""
    address = reverse("search-queries")
    return _QueriesItem("Bạn đọc tìm gì", address, name="search-queries", icon_name="search", order=800)


@hooks.register("register_reports_menu_item")
def failures_item() -> MenuItem:
    """Return the entry of the list of failures."""
    address = reverse("search-failures")
    return _FailuresItem(failures.TITLE, address, name="search-failures", icon_name="warning", order=910)
