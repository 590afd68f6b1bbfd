"""The admin's menu and first screen, in the words of the people who work here."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.rich_text.feature_registry import FeatureRegistry

from portal.home.desk import desk_of, starting_points
from portal.pages.frame import date_in_words
from portal.pages.links import VisiblePageLinkHandler

LABELS = {
    "explorer": "Trang, bài viết",
    "images": "Hình ảnh",
    "reports": "Báo cáo",
    "settings": "Thiết lập",
    "snippets": "Bảng mã",
}
# Files have one door, beside the record that they belong to; the stock library is nobody's.
HIDDEN = {"documents", "help"}


class DeskPanel(Component):
    """The only panel of the first screen."""

    name = "desk"
    template_name = "home/admin_desk.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the desk of the person who looks."""
        request = parent_context["request"]
        return {
            "desk": desk_of(request.user),
            "user": request.user,
            "today": date_in_words(timezone.localdate()),
            "ways": starting_points(request.user),
        }


@hooks.register("construct_homepage_panels", order=1000)
def show_the_desk(request: HttpRequest, panels: list[Any]) -> None:
    """Put the desk in the place of the stock panels; panels of other rooms stay."""
    panels[:] = [DeskPanel(), *(panel for panel in panels if not type(panel).__module__.startswith("wagtail."))]


@hooks.register("construct_homepage_summary_items", order=1000)
def drop_the_summary(request: HttpRequest, items: list[Any]) -> None:
    """Drop the stock counters, which say nothing about what to do next."""
    items.clear()


@hooks.register("construct_main_menu", order=1000)
def name_the_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Give the menu Vietnamese names and hide what nobody here uses."""
    items[:] = [item for item in items if item.name not in HIDDEN]
    for item in items:
        item.label = LABELS.get(item.name, item.label)


@hooks.register("register_rich_text_features", order=1000)
def link_only_to_visible_pages(features: FeatureRegistry) -> None:
    """Let links in running text lead only to pages that everybody may read."""
    features.register_link_type(VisiblePageLinkHandler)
