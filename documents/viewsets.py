"""The archive in the admin: list, filters and edit form of documents, and the code tables."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import BooleanColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from documents import emergency, holding
from documents.code_tables import DocumentTypeViewSet, FieldOfWorkViewSet, TermViewSet
from documents.models import EffectStatus, OfficialDocument
from documents.relation_admin import ExpectationViewSet, RelationViewSet
from portal.files.widgets import StoredFileInput
from portal.text.vietnamese import fold

SHOWN = BooleanColumn("live", label="Đang công khai", sort_key="live")
PUBLISHED_HELP = (
    "<p>Văn bản chỉ công khai khi: có người khác người nhập xác nhận <b>điều kiện công khai</b> của đúng phiên bản "
    "này, và lãnh đạo duyệt. Nút “Điều kiện công khai” ở danh sách văn bản và sau khi lập hồ sơ.</p>"
)

facts = [
    MultiFieldPanel(
        [
            FieldPanel("symbol"),
            FieldPanel("no_number_reason"),
            FieldPanel("type"),
            FieldPanel("issuer"),
            FieldPanel("issuer_text"),
            FieldPanel("subject"),
            FieldPanel("field_of_work"),
        ],
        heading="Nhận biết",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("issued_on"), FieldPanel("issued_precision")]),
            FieldPanel("no_date_reason"),
            FieldPanel("place"),
        ],
        heading="Ngày và nơi ban hành",
    ),
    MultiFieldPanel(
        [
            FieldPanel("authority"),
            FieldPanel("signer_capacity"),
            FieldPanel("signer_name"),
            FieldPanel("drafting_unit"),
        ],
        heading="Người ký",
    ),
    MultiFieldPanel(
        [
            FieldPanel("status"),
            FieldRowPanel([FieldPanel("status_as_of"), FieldPanel("status_checker")]),
            FieldPanel("status_ground"),
            FieldRowPanel([FieldPanel("effective_on"), FieldPanel("effective_precision")]),
            FieldRowPanel([FieldPanel("expired_on"), FieldPanel("expired_precision")]),
            FieldPanel("is_retroactive"),
        ],
        heading="Hiệu lực",
        help_text=(
            "Đây là điều nguồn hoặc bản in ghi. Không rõ thì để “Chưa xác định”; không mặc định là còn hiệu lực. Trang "
            "công khai tính từ các ngày và các quan hệ đã xác nhận; muốn ghi khác, mở “Hiệu lực và quan hệ”."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel("addressees"),
            FieldPanel("recipients"),
            FieldPanel("filing_code"),
            FieldPanel("scope"),
            FieldPanel("parent_title"),
            FieldPanel("title"),
        ],
        heading="Nơi nhận, phạm vi, nguồn",
    ),
]
text_panels = [FieldPanel("body_note"), FieldPanel("body_text")]
file_panels = [
    InlinePanel(
        "attachments",
        heading="Tệp",
        label="Tệp",
        panels=[
            FieldPanel("stored_file", widget=StoredFileInput),
            FieldPanel("kind"),
            FieldPanel("label"),
            FieldPanel("pages"),
        ],
    ),
    InlinePanel(
        "copies",
        heading="Bản sao (sao y, sao lục, trích sao)",
        label="Bản sao",
        panels=[
            FieldPanel("kind"),
            FieldPanel("symbol"),
            FieldPanel("issuer"),
            FieldPanel("issuer_text"),
            FieldRowPanel([FieldPanel("issued_on"), FieldPanel("issued_precision")]),
            FieldPanel("place"),
            FieldPanel("authority"),
            FieldPanel("signer_capacity"),
            FieldPanel("signer_name"),
            FieldPanel("purpose"),
            FieldPanel("recipients"),
        ],
    ),
]
origin_panels = [
    InlinePanel(
        "provenance",
        heading="Xuất xứ của từng giá trị",
        label="Xuất xứ",
        panels=[
            FieldPanel("field"), FieldPanel("kind"), FieldPanel("source_name"), FieldPanel("page"), FieldPanel("quote"),
        ],
    ),
]  # fmt: skip


class DocumentFilters(WagtailFilterSet):
    """What the list of documents can be narrowed by."""

    live = django_filters.BooleanFilter(label="Đang công khai")
    status = django_filters.ChoiceFilter(label="Hiệu lực", field_name="effect", choices=EffectStatus.choices)
    year = django_filters.NumberFilter(label="Năm ban hành", field_name="issued_on", lookup_expr="year")

    class Meta:
        model = OfficialDocument
        fields = ["live", "status", "type", "year"]


class DocumentIndexView(IndexView):
    """The list, searched by words without accents and by numbers in any spelling."""

    def get_base_queryset(self) -> QuerySet[OfficialDocument]:
        """Return the documents that the person may see: what was removed in an emergency is shown to few."""
        found: QuerySet[OfficialDocument] = super().get_base_queryset()
        return found if self.request.user.has_perm(holding.RIGHT) else found.exclude(pk__in=emergency.held_ids())

    def search_queryset(self, queryset: QuerySet[OfficialDocument]) -> QuerySet[OfficialDocument]:
        """Return the documents whose folded words contain every folded word of the query."""
        if not self.search_query:
            return queryset
        for word in fold(self.search_query)[:200].split():
            queryset = queryset.filter(folded__contains=word)
        return queryset


class OfficialDocumentViewSet(SnippetViewSet):
    """Documents: draft, review, clearance, publication."""

    model = OfficialDocument
    icon = "doc-full"
    menu_label = "Tất cả văn bản"
    menu_name = "documents-all"
    base_url_path = "van-ban/ho-so"
    index_view_class = DocumentIndexView
    list_display = ["__str__", "type", "issuer", "issued_on", "effect", SHOWN, UpdatedAtColumn()]
    list_per_page = 50
    search_fields = ["folded"]
    search_backend_name = None
    filterset_class = DocumentFilters
    list_export = ["symbol", "type", "issuer", "issued_on", "subject", "effect", "live"]
    export_filename = "van-ban"
    inspect_view_enabled = True
    inspect_view_fields = [
        "symbol",
        "type",
        "issuer",
        "issued_on",
        "subject",
        "status",
        "signer_name",
        "scope",
        "body_text",
    ]
    copy_view_enabled = False
    ordering = ["-pk"]
    edit_handler = TabbedInterface(
        [
            ObjectList([HelpPanel(PUBLISHED_HELP), *facts], heading="Thuộc tính"),
            ObjectList(text_panels, heading="Toàn văn"),
            ObjectList(file_panels, heading="Tệp và bản sao"),
            ObjectList(origin_panels, heading="Xuất xứ"),
        ]
    )

    def get_queryset(self, request: Any) -> QuerySet[OfficialDocument]:
        """Return the documents with what the list prints."""
        return OfficialDocument.objects.select_related("type", "issuer").defer("body_text", "body_nodes")

    def get_urlpatterns(self) -> list[Any]:
        """Return the screens of one document, closed to most people while it is held after an emergency."""
        patterns: list[Any] = super().get_urlpatterns()
        for pattern in patterns:
            pattern.callback = _not_while_held(pattern.callback)
        return patterns


def _not_while_held(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        number = str(kwargs.get("pk", args[0] if args else ""))
        if number.isdigit():
            emergency.refuse_if_held(int(number), request.user)
        return view(request, *args, **kwargs)

    return guarded


class _RightItem(MenuItem):
    def __init__(self, label: str, url: str, right: str, **kwargs: Any) -> None:
        super().__init__(label, url, **kwargs)
        self._right = right

    def is_shown(self, request: Any) -> bool:
        """Show the item to whom it is of use."""
        return bool(request.user.has_perm(self._right))


class ArchiveGroup(SnippetViewSetGroup):
    """The menu entry of the archive."""

    menu_label = "Văn bản"
    menu_name = "archive"
    menu_icon = "doc-full"
    menu_order = 150
    items = (
        OfficialDocumentViewSet, RelationViewSet, ExpectationViewSet, DocumentTypeViewSet, FieldOfWorkViewSet,
        TermViewSet,
    )  # fmt: skip

    def get_submenu_items(self) -> list[Any]:
        """Return the screens of the archive, filing first."""
        return [
            _RightItem(
                "Nhập từ tệp", reverse("documents-upload"), "documents.add_officialdocument",
                icon_name="upload", order=1,
            ),
            _RightItem(
                "Quan hệ chờ xác nhận", reverse("documents-relations"), "documents.change_relation",
                icon_name="link", order=2,
            ),
            *super().get_submenu_items(),
        ]  # fmt: skip
