"""Relations and expected bodies in the admin: entered, corrected, confirmed and rejected by people."""

from typing import Any

import django_filters
from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from documents import numbering
from documents.deciding_effect import keep_expectation, keep_relation
from documents.filing_forms import DayField
from documents.models import Expectation, OfficialDocument, Relation, RelationKind, RelationState
from documents.models.plausible import plausible
from documents.models.relation_rules import warnings
from portal.text.vietnamese import normalise

_HELP = (
    "<p>Mũi tên luôn đi từ văn bản <b>tác động</b> (văn bản mới, văn bản thực hiện) tới văn bản kia. Quan hệ chưa xác "
    "nhận vẽ nét đứt và không làm đổi tình trạng hiệu lực. Bác một quan hệ thì nó được giữ lại để không bị đề xuất lần "
    "nữa.</p>"
)


class RelationForm(WagtailAdminModelForm):
    """A relation as a person enters it; what was typed stays in the fields when something is refused."""

    to_issued_on = DayField(label="Ngày của văn bản kia")
    effective_on = DayField(
        label="Có hiệu lực từ", help_text="Để trống thì tính từ ngày có hiệu lực của văn bản tác động."
    )
    until_on = DayField(label="Đến hết ngày", help_text="Chỉ với đình chỉ và kéo dài hiệu lực.")

    class Meta:
        widgets = {"quote": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        user = kwargs.get("for_user")
        super().__init__(*args, **kwargs)
        if user is not None and not user.has_perm("documents.change_relation"):
            # Who may only propose is not asked; a person with the right decides in the worklist.
            self.fields.pop("state", None)
        elif self.instance.pk is None and not self.is_bound:
            self.initial["state"] = RelationState.CONFIRMED

    def clean(self) -> dict[str, Any]:
        """Ask for the other end once, and give an end outside the archive the key by which it can be found later."""
        values: dict[str, Any] = super().clean() or {}
        other = values.get("to_document")
        symbol = normalise(values.get("to_symbol") or "").strip()
        if other is not None:
            symbol = symbol or other.symbol
            values["to_issued_on"] = values.get("to_issued_on") or other.issued_on
        elif "to_document" not in self.errors and not symbol and not values.get("to_title"):
            self.add_error("to_document", "Hãy chọn văn bản kia, hoặc ghi số, ký hiệu nếu kho chưa có.")
        values["to_symbol"] = symbol[:160]
        self.instance.to_match_key = (numbering.match_key(symbol) or "")[:160] if symbol else ""
        return values


class ExpectationForm(WagtailAdminModelForm):
    """A body that is asked to act, with its deadline."""

    due_on = DayField(label="Hạn")

    class Meta:
        widgets = {"quote": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict[str, Any]:
        """Refuse a deadline that cannot be."""
        values: dict[str, Any] = super().clean() or {}
        document, due = values.get("document"), values.get("due_on")
        if problem := plausible(due):
            self.add_error("due_on", problem)
        elif (
            document and due and document.issued_on and document.issued_precision == "day" and due < document.issued_on
        ):
            self.add_error(
                "due_on", f"Hạn đứng trước ngày ban hành ({document.issued_on:%d/%m/%Y}) của văn bản giao việc."
            )
        return values


def _chooser() -> AdminSnippetChooser:
    # By name, because a list of every document of the archive is none that a person can choose from.
    return AdminSnippetChooser(OfficialDocument)


class _FromAddress:
    """Fills ``?van-ban=12`` into the first field, so that the way from a document starts with it."""

    fills = "document"

    def get_initial_form_instance(self) -> Any:
        """Return the empty row, with the document of the address in it."""
        instance = self.model()  # type: ignore[attr-defined]  # of the view it is mixed into
        number = self.request.GET.get("van-ban", "")  # type: ignore[attr-defined]  # of the view
        if number.isascii() and number.isdigit() and len(number) < 12:
            setattr(instance, f"{self.fills}_id", int(number))
        return instance


class RelationCreateView(_FromAddress, CreateView):
    """Enters a relation."""

    fills = "from_document"

    def save_instance(self) -> Relation:
        """Store the relation as the act of this person."""
        relation: Relation = self.form.save(commit=False)
        relation.source = str(self.request.user)[:80]
        return _kept(self, relation)


class RelationEditView(EditView):
    """Corrects a relation, or decides it."""

    def save_instance(self) -> Relation:
        """Store the correction as the act of this person."""
        return _kept(self, self.form.save(commit=False))


def _kept(view: Any, relation: Relation) -> Relation:
    is_new = relation.pk is None
    for words in warnings(relation):
        messages.warning(view.request, words)
    view.has_content_changes = view.form.has_changed()
    kept = keep_relation(relation=relation, by=view.request.user, changed=view.form.has_changed())
    log(instance=kept, action="wagtail.create" if is_new else "wagtail.edit", content_changed=True)
    return kept


class ExpectationCreateView(_FromAddress, CreateView):
    """Enters an expected body."""

    def save_instance(self) -> Expectation:
        """Store the row as the act of this person."""
        kept = keep_expectation(expectation=self.form.save(commit=False), by=self.request.user)
        log(instance=kept, action="wagtail.create", content_changed=True)
        return kept


class ExpectationEditView(EditView):
    """Corrects an expected body."""

    def save_instance(self) -> Expectation:
        """Store the correction as the act of this person."""
        self.has_content_changes = self.form.has_changed()
        kept = keep_expectation(expectation=self.form.save(commit=False), by=self.request.user)
        log(instance=kept, action="wagtail.edit", content_changed=self.has_content_changes)
        return kept


class RelationFilters(WagtailFilterSet):
    """What the list of relations can be narrowed by."""

    state = django_filters.ChoiceFilter(label="Trạng thái", choices=RelationState.choices)
    kind = django_filters.ChoiceFilter(label="Quan hệ", choices=RelationKind.choices)

    class Meta:
        model = Relation
        fields = ["state", "kind"]


class RelationViewSet(SnippetViewSet):
    """Every relation of the archive."""

    model = Relation
    icon = "link"
    menu_label = "Quan hệ văn bản"
    menu_name = "document-relations"
    base_url_path = "van-ban/quan-he-van-ban"
    list_display = [
        "from_document",
        Column("kind", label="Quan hệ", accessor="get_kind_display", sort_key="kind"),
        Column("other_end", label="Văn bản kia", accessor="other_end"),
        "to_anchor",
        Column("state", label="Trạng thái", accessor="get_state_display", sort_key="state"),
    ]
    filterset_class = RelationFilters
    search_fields = ["from_document__folded", "to_document__folded", "to_symbol", "quote"]
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False
    add_view_class = RelationCreateView
    edit_view_class = RelationEditView
    edit_handler = ObjectList(
        [
            HelpPanel(_HELP),
            MultiFieldPanel(
                [FieldPanel("from_document", widget=_chooser()), FieldPanel("kind"), FieldPanel("from_anchor")],
                            heading="Văn bản tác động"),
            MultiFieldPanel(
                [
                    FieldPanel("to_document", widget=_chooser()),
                    FieldRowPanel([FieldPanel("to_symbol"), FieldPanel("to_issued_on")]),
                    FieldPanel("to_title"),
                    FieldPanel("to_anchor"),
                ],
                heading="Văn bản kia",
            ),
            MultiFieldPanel([FieldRowPanel([FieldPanel("effective_on"), FieldPanel("until_on")])], heading="Thời gian"),
            MultiFieldPanel([FieldPanel("quote"), FieldPanel("page")], heading="Bằng chứng"),
            MultiFieldPanel([FieldPanel("state")], heading="Xác nhận"),
        ],
        base_form_class=RelationForm,
    )  # fmt: skip

    def get_queryset(self, request: Any) -> QuerySet[Relation]:
        """Return the relations with both ends, without their texts."""
        heavy = [f"{end}__{name}" for end in ("from_document", "to_document") for name in ("body_text", "body_nodes")]
        return Relation.objects.select_related("from_document", "to_document").defer(*heavy)


class ExpectationViewSet(SnippetViewSet):
    """Which bodies are expected to act on which document."""

    model = Expectation
    icon = "group"
    menu_label = "Cơ quan phải triển khai"
    menu_name = "document-expectations"
    base_url_path = "van-ban/phai-trien-khai"
    list_display = ["document", "organisation", "due_on"]
    search_fields = ["document__folded", "organisation__latest_name", "quote"]
    search_backend_name = None
    list_per_page = 50
    copy_view_enabled = False
    add_view_class = ExpectationCreateView
    edit_view_class = ExpectationEditView
    edit_handler = ObjectList(
        [
            FieldPanel("document", widget=_chooser()),
            FieldPanel("organisation"),
            FieldPanel("due_on"),
            FieldPanel("quote"),
        ],
        base_form_class=ExpectationForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[Expectation]:
        """Return the rows with both ends, without the texts."""
        return Expectation.objects.select_related("document", "organisation").defer("document__body_text")
