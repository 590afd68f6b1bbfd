"""The home page."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from portal.home import sections
from portal.pages.models import BasePage


class HomePage(BasePage):
    """Home page (*trang chủ*): the sections that the apps hand up, and the one look-up that finds any page."""

    template = "home/home_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    class Meta:
        verbose_name = "trang chủ"
        verbose_name_plural = "trang chủ"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page by its whole path in one look-up; raises Http404.

        Where no page has the whole path, the deepest page on the way answers for the rest of it.
        """
        if not path_components:
            return super().route(request, path_components)
        lengths = range(len(path_components), 0, -1)
        paths = {self.url_path + "/".join(path_components[:length]) + "/": length for length in lengths}
        found = Page.objects.filter(url_path__in=list(paths)).order_by("-depth").first()
        if found is None:
            raise Http404
        rest = path_components[paths[found.url_path] :]
        return found.specific.route(request, rest)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the template's context with the sections that have something to show."""
        context = super().get_context(request, *args, **kwargs)
        return context | {"sections": sections.build_all(request), "breadcrumbs": []}

    def breadcrumbs(self, request: HttpRequest) -> list[tuple[str, str]]:
        """Return nothing: the home page has no page above it."""
        return []
