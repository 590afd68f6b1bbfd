"""Exemplars in the admin: consents, hiding and taking down, and what is due to be checked again."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from exemplars import removal_views
from exemplars.models import Consent, ExemplarPage
from portal.files.widgets import StoredFileInput

AHEAD = timedelta(days=30)
SHOWN = 20


class ConsentViewSet(SnippetViewSet):
    """The consents of the people shown."""

    model = Consent
    icon = "clipboard-list"
    menu_label = "Đồng ý công khai"
    menu_name = "exemplar-consents"
    menu_order = 155
    add_to_admin_menu = True
    base_url_path = "guong-dien-hinh/dong-y"
    list_display = ["page", "given_by", "given_on", "withdrawn_on"]
    list_filter = ["given_by", "covers_photo"]
    search_fields = ["page__title"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [
        FieldPanel("page"),
        FieldRowPanel([FieldPanel("given_by"), FieldPanel("signer")]),
        FieldRowPanel([FieldPanel("covers_text"), FieldPanel("covers_photo"), FieldPanel("covers_video")]),
        FieldRowPanel([FieldPanel("text_version"), FieldPanel("given_on"), FieldPanel("withdrawn_on")]),
        FieldPanel("evidence", widget=StoredFileInput),
    ]


register_snippet(ConsentViewSet)


class RecheckPanel(Component):
    """Public exemplars whose figures are to be confirmed again, the oldest first."""

    name = "exemplars-recheck"
    template_name = "exemplars/admin/recheck.html"
    order = 15

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what is due within a month."""
        today = timezone.localdate()
        due = ExemplarPage.objects.to_recheck(today + AHEAD).defer("deed")[:SHOWN]
        return {"due": [(each, reverse("wagtailadmin_pages:edit", args=[each.pk])) for each in due], "today": today}


@hooks.register("construct_homepage_panels")
def show_rechecks(request: HttpRequest, panels: list[Any]) -> None:
    """Put what is due to be checked again on the first screen of whoever looks after exemplars."""
    if request.user.has_perm("exemplars.change_consent"):
        panels.append(RecheckPanel())


@hooks.register("register_admin_urls")
def screens() -> list[URLPattern]:
    """Return the addresses of hiding and showing again."""
    return [
        path("guong-dien-hinh/<int:pk>/tam-an/", removal_views.remove, name="exemplars-remove"),
        path("guong-dien-hinh/<int:pk>/hien-lai/", removal_views.lift, name="exemplars-lift"),
    ]


@hooks.register("register_page_header_buttons")
def header_buttons(page: Any, user: Any, view_name: str = "", next_url: str | None = None) -> Iterator[Button]:
    """Yield the way from an exemplar to hiding it, or to showing it again."""
    if not isinstance(page.specific_deferred, ExemplarPage) or not user.has_perm("exemplars.add_removal"):
        return
    away = ExemplarPage.objects.filter(pk=page.pk, removals__lifted_at__isnull=True, removals__isnull=False).exists()
    if away:
        yield Button("Cho hiện lại", reverse("exemplars-lift", args=[page.pk]), icon_name="view", priority=70)
    else:
        yield Button("Tạm ẩn hoặc gỡ", reverse("exemplars-remove", args=[page.pk]), icon_name="view", priority=70)
