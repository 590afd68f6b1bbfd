"""The moderators' screens in the admin: addresses, menu, style."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from portal.comments import moderation_views, opening_views, queue

_LABEL = "Ý kiến bạn đọc"


class QueueMenuItem(MenuItem):
    """The way to the queue, with how many wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the person may moderate."""
        return request.user.has_perm(queue.MAY_MODERATE)

    def render_component(self, request: HttpRequest) -> Any:
        """Return the menu's line with the number of waiting comments."""
        count = queue.waiting()
        label = f"{_LABEL} ({count})" if count else _LABEL
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name, classname=self.classname)


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Return the way to the queue."""
    return QueueMenuItem(_LABEL, reverse("comments-queue"), name="reader-comments", icon_name="comment", order=150)


@hooks.register("register_admin_urls")
def screens() -> list[URLPattern]:
    """Return the addresses of the moderators' screens."""
    return [
        path("y-kien-ban-doc/", moderation_views.show_queue, name="comments-queue"),
        path("y-kien-ban-doc/hang-loat/", moderation_views.decide_all, name="comments-bulk"),
        path("y-kien-ban-doc/mo-dong/", opening_views.show_settings, name="comments-settings"),
        path("y-kien-ban-doc/mo-dong/<slug:kind>/<int:pk>/", opening_views.set_open, name="comments-set-open"),
        path("y-kien-ban-doc/hoan-tac/<int:decision>/", moderation_views.undo, name="comments-undo"),
        path("y-kien-ban-doc/<int:pk>/", moderation_views.show, name="comments-item"),
        path("y-kien-ban-doc/<int:pk>/quyet-dinh/", moderation_views.decide, name="comments-decide"),
        path("y-kien-ban-doc/<int:pk>/giu/", moderation_views.hold, name="comments-hold"),
        path("y-kien-ban-doc/<int:pk>/tra-loi/", moderation_views.answer, name="comments-answer"),
        path("y-kien-ban-doc/<int:pk>/dia-chi/", moderation_views.address, name="comments-address"),
    ]


@hooks.register("insert_global_admin_css")
def style() -> SafeString:
    """Return the style of the moderators' screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("comments/admin.css"))
