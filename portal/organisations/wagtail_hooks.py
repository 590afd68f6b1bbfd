"""The register in the admin."""

from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.organisations.models import Organisation


class OrganisationViewSet(SnippetViewSet):
    """Lists, searches and edits organisations with their names and successions."""

    model = Organisation
    icon = "group"
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
