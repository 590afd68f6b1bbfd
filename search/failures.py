"""The list of records that could not be indexed (*bản ghi không lập chỉ mục được*), in the admin."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from search import outbox, registry
from search.models import OutboxEntry

TITLE = "Bản ghi không lập chỉ mục được"


class TryAgainColumn(Column):
    """A button that has a record read anew at once."""

    cell_template_name = "search/admin/try_again_cell.html"

    def get_cell_context_data(self, instance: OutboxEntry, parent_context: Any) -> dict[str, Any]:
        """Return what the button needs, the form's token among it."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"csrf_token": get_token(parent_context["request"])}


class FailureList(ReportView):
    """Records that could not be indexed at the last try, those that failed most often first."""

    page_title = TITLE
    header_icon = "warning"
    index_url_name = "search-failures"
    index_results_url_name = "search-failures-results"
    model = OutboxEntry
    permission_policy = ModelPermissionPolicy(OutboxEntry)
    any_permission_required = ["view"]
    is_searchable = False
    list_export: list[str] = []
    default_ordering = "-attempts"
    columns = [
        Column("record", label="Bản ghi", accessor=str),
        Column("kind", label="Loại nội dung", accessor=lambda entry: kind_label(entry.kind)),
        Column("error", label="Lý do"),
        Column("attempts", label="Số lần thử"),
        DateColumn("tried_at", label="Thử lần cuối"),
        TryAgainColumn("again", label="", accessor="pk"),
    ]

    def get_queryset(self) -> QuerySet[OutboxEntry]:
        """Return what failed."""
        self.queryset = outbox.failing()
        return super().get_queryset()

    @property
    def no_results_message(self) -> str:
        """What stands in an empty list."""
        return "Mọi bản ghi đều đã vào chỉ mục hoặc đang chờ đến lượt."


def kind_label(kind: str) -> str:
    """Return the words for a kind of record."""
    source = registry.source_of_kind(kind)
    return source.label if source else kind


@require_POST
def try_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have one record read anew in the worker's next pass, and return to the list."""
    if not request.user.has_perm("search.view_outboxentry"):
        raise PermissionDenied
    entry = get_object_or_404(outbox.failing(), pk=pk)
    outbox.enqueue(entry.kind, entry.object_id)
    messages.success(request, f"Đã đưa {entry} vào hàng chờ; chỉ mục được cập nhật sau ít giây.")
    return redirect("search-failures")
