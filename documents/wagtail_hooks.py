"""The archive's screens in the admin."""

from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from documents import decision_views, filing_views
from documents.models import OfficialDocument
from documents.viewsets import ArchiveGroup

register_snippet(ArchiveGroup)


@hooks.register("register_admin_urls")
def screens() -> list[URLPattern]:
    """Return the addresses of filing and deciding."""
    return [
        path("van-ban/nhap-tu-tep/", filing_views.upload, name="documents-upload"),
        path("van-ban/nhap-tu-tep/<int:file_id>/", filing_views.file_document, name="documents-filing"),
        path("van-ban/<int:pk>/cong-khai/", decision_views.clearance, name="documents-clearance"),
        path("van-ban/<int:pk>/go/", decision_views.withdraw, name="documents-withdraw"),
        path("van-ban/quan-he/", decision_views.relations, name="documents-relations"),
    ]


@hooks.register("register_snippet_listing_buttons")
def buttons(snippet: Any, user: Any, next_url: str | None = None) -> list[Button]:
    """Return the ways from the list to clearance, withdrawal and the public page."""
    if not isinstance(snippet, OfficialDocument):
        return []
    found = [
        Button("Điều kiện công khai", reverse("documents-clearance", args=[snippet.pk]), icon_name="tasks", priority=20)
    ]
    if snippet.live:
        found.append(Button("Xem trang công khai", snippet.get_absolute_url(), icon_name="view", priority=30))
        if user.has_perm("documents.add_withdrawal"):
            found.append(
                Button("Gỡ khỏi trang", reverse("documents-withdraw", args=[snippet.pk]), icon_name="bin", priority=40)
            )
    return found


@hooks.register("insert_global_admin_css")
def style() -> str:
    """Return the style of the archive's screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("documents/admin.css"))
