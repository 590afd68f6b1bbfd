"""The code tables that an institution keeps for itself: types of document, fields of work, terms."""

from wagtail.snippets.views.snippets import SnippetViewSet

from documents.models import DocumentType, FieldOfWork, Term


class DocumentTypeViewSet(SnippetViewSet):
    """The code table of types."""

    model = DocumentType
    icon = "list-ul"
    menu_label = "Loại văn bản"
    menu_name = "document-types"
    base_url_path = "van-ban/loai"
    list_display = ["name", "code", "branch"]
    list_filter = ["branch"]
    search_fields = ["name", "folded_name", "code"]
    search_backend_name = None
    copy_view_enabled = False


class FieldOfWorkViewSet(SnippetViewSet):
    """The fields of work by which readers narrow the archive."""

    model = FieldOfWork
    icon = "tag"
    menu_label = "Lĩnh vực"
    menu_name = "document-fields"
    base_url_path = "van-ban/linh-vuc"
    list_display = ["name", "sort_order"]
    search_backend_name = None
    copy_view_enabled = False


class TermViewSet(SnippetViewSet):
    """The terms within which Party numbers run."""

    model = Term
    icon = "date"
    menu_label = "Nhiệm kỳ"
    menu_name = "document-terms"
    base_url_path = "van-ban/nhiem-ky"
    list_display = ["name", "kind", "starts_on", "ends_on"]
    list_filter = ["kind"]
    copy_view_enabled = False
