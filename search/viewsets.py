"""The tables of search that people edit."""

from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import SynonymGroup


class SynonymGroupViewSet(SnippetViewSet):
    """Abbreviations and synonyms (*từ đồng nghĩa, viết tắt*)."""

    model = SynonymGroup
    icon = "list-ul"
    menu_label = "Từ đồng nghĩa, viết tắt"
    menu_name = "search-synonyms"
    base_url_path = "tim-kiem/tu-dong-nghia"
    list_display = [
        "__str__",
        Column("when", label="Hiểu khi nào", accessor=lambda group: "cạnh số" if group.beside_number else "luôn luôn"),
        Column("used", label="Tình trạng", accessor=lambda group: "đang dùng" if group.is_used else "đã tắt"),
        "note",
    ]
    list_filter = ["beside_number", "is_used"]
    search_fields = ["forms", "note"]
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 100
    panels = [FieldPanel("forms"), FieldPanel("beside_number"), FieldPanel("is_used"), FieldPanel("note")]
