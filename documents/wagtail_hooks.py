"""The archive's screens in the admin."""

from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from documents import (
    decision_views,
    effect_views,
    expectation_views,
    filing_views,
    missing_views,
    sameness_views,
    worklist_views,
)
from documents.models import OfficialDocument
from documents.viewsets import ArchiveGroup

register_snippet(ArchiveGroup)


@hooks.register("register_admin_urls")
def screens() -> list[URLPattern]:
    """Return the addresses of filing and deciding."""
    return [
        path("van-ban/nhap-tu-tep/", filing_views.upload, name="documents-upload"),
        path("van-ban/nhap-tu-tep/<int:file_id>/", filing_views.file_document, name="documents-filing"),
        path(
            "van-ban/nhap-tu-tep/<int:file_id>/trang/<int:number>.jpg",
            filing_views.page_picture,
            name="documents-page-picture",
        ),
        path("van-ban/nhap-tu-tep/<int:file_id>/nhan-dang/", filing_views.recognise, name="documents-recognise"),
        path("van-ban/<int:pk>/cong-khai/", decision_views.clearance, name="documents-clearance"),
        path("van-ban/<int:pk>/go-khan-cap/", sameness_views.remove_at_once, name="documents-remove-at-once"),
        path("van-ban/<int:pk>/bo-cach-ly/", sameness_views.release, name="documents-release"),
        path("van-ban/<int:pk>/gop/<int:other>/", sameness_views.merge, name="documents-merge"),
        path("van-ban/<int:pk>/go/", decision_views.withdraw, name="documents-withdraw"),
        path("van-ban/<int:pk>/hieu-luc/", effect_views.effect, name="documents-effect"),
        path("van-ban/<int:pk>/hieu-luc/<int:decision>/rut/", effect_views.take_back, name="documents-effect-withdraw"),
        path("van-ban/quan-he/", worklist_views.relations, name="documents-relations"),
        path("van-ban/quan-he/quyet-dinh/", worklist_views.decide, name="documents-relations-decide"),
        path("van-ban/quan-he/hoan-tac/", worklist_views.undo, name="documents-relations-undo"),
        path("van-ban/<int:pk>/phai-trien-khai/", expectation_views.expectations, name="documents-expectations"),
        path("van-ban/con-thieu/", missing_views.missing_documents, name="documents-missing"),
        path("van-ban/nhieu-kha-nang/", missing_views.ambiguous_mentions, name="documents-ambiguous"),
    ]


@hooks.register("register_snippet_listing_buttons")
def buttons(snippet: Any, user: Any, next_url: str | None = None) -> list[Button]:
    """Return the ways from the list to clearance, withdrawal and the public page."""
    if not isinstance(snippet, OfficialDocument):
        return []
    found = [
        Button("Điều kiện công khai", reverse("documents-clearance", args=[snippet.pk]), icon_name="tasks", priority=20)
    ]
    found.append(
        Button("Hiệu lực và quan hệ", reverse("documents-effect", args=[snippet.pk]), icon_name="history", priority=25)
    )
    if user.has_perm("documents.change_relation"):
        url = reverse("documents-expectations", args=[snippet.pk])
        found.append(Button("Cơ quan phải triển khai", url, icon_name="group", priority=25))
    if snippet.live:
        found.append(Button("Xem trang công khai", snippet.get_absolute_url(), icon_name="view", priority=30))
        if user.has_perm("documents.add_withdrawal"):
            found.append(
                Button("Gỡ khỏi trang", reverse("documents-withdraw", args=[snippet.pk]), icon_name="bin", priority=40)
            )
            emergency = reverse("documents-remove-at-once", args=[snippet.pk])
            found.append(Button("Gỡ khẩn cấp", emergency, icon_name="warning", priority=45))
    return found


@hooks.register("insert_global_admin_css")
def style() -> str:
    """Return the style of the archive's screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("documents/admin.css"))
