"""The letters' place in the admin."""

from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.mail import admin_views


class _LettersItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        """Show the item to those who look after the machine."""
        return bool(request.user.has_perm("mail.view_letter"))


@hooks.register("register_admin_urls")
def screens() -> list[URLPattern]:
    """Return the addresses of the list and its one action."""
    return [
        path("thu-gui-di/", admin_views.LetterList.as_view(), name="mail-letters"),
        path("thu-gui-di/ket-qua/", admin_views.LetterList.as_view(results_only=True), name="mail-letters-results"),
        path("thu-gui-di/<int:pk>/gui-lai/", admin_views.send_again, name="mail-send-again"),
    ]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    """Return the entry among the reports."""
    return _LettersItem("Thư gửi đi", reverse("mail-letters"), name="letters", icon_name="mail", order=900)
