"""The register in the admin."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from portal.organisations import exchange_views
from portal.organisations.models import Organisation


@hooks.register("register_admin_urls")
def screens() -> list[URLPattern]:
    """Return the addresses of the register as CSV."""
    return [
        path("co-quan/csv/", exchange_views.take_in, name="organisations-exchange"),
        path("co-quan/csv/nhap/", exchange_views.apply, name="organisations-exchange-apply"),
        path("co-quan/csv/xuat/", exchange_views.write_out, name="organisations-exchange-out"),
    ]


class OrganisationIndexView(IndexView):
    """The list, with the way to the register as CSV."""

    @property
    def header_more_buttons(self) -> list[Button]:
        """Return the usual buttons and ours."""
        usual: list[Button] = list(super().header_more_buttons)
        if not self.request.user.has_perms(("organisations.add_organisation", "organisations.change_organisation")):
            return usual
        return [
            *usual,
            Button("Nhập, xuất CSV", url=reverse("organisations-exchange"), icon_name="download", priority=90),
        ]


class OrganisationViewSet(SnippetViewSet):
    """Lists, searches and edits organisations with their names and successions."""

    model = Organisation
    icon = "group"
    index_view_class = OrganisationIndexView
    menu_label = "Cơ quan, tổ chức"
    menu_name = "organisations"
    add_to_admin_menu = False
    list_display = ["latest_name", "level", "branch", "place"]
    list_filter = ["level", "branch"]
    search_fields = ["latest_name", "names__name_key", "key"]
    search_backend_name = None
    ordering = ["latest_name"]
    list_per_page = 50
    inspect_view_enabled = True
    copy_view_enabled = False
    panels = [
        MultiFieldPanel(
            [FieldPanel("key"), FieldPanel("level"), FieldPanel("branch"), FieldPanel("parent"), FieldPanel("place")],
            heading="Nhận biết",
        ),
        InlinePanel("names", heading="Tên gọi theo thời gian", label="Tên gọi", min_num=1),
        InlinePanel("successions", heading="Cơ quan kế thừa", label="Kế thừa"),
    ]


register_snippet(OrganisationViewSet)
