"""The list of letters in the admin: how they fare, never what they say nor to whom they go."""

from datetime import timedelta
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from portal.mail import operations
from portal.mail.models import Letter, State


class LetterFilters(WagtailFilterSet):
    """What the list can be narrowed by."""

    state = django_filters.ChoiceFilter(label="Tình trạng", choices=State.choices)

    class Meta:
        model = Letter
        fields = ["state"]


class SendAgainColumn(Column):
    """A button beside what stopped or waits for another try."""

    cell_template_name = "mail/admin/send_again_cell.html"

    def get_cell_context_data(self, instance: Letter, parent_context: Any) -> dict[str, Any]:
        """Return what the button needs, the form's token among it."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        may = parent_context["request"].user.has_perm("mail.change_letter")
        return context | {
            "offered": may and instance.state in (State.PARKED, State.FAILED),
            "csrf_token": get_token(parent_context["request"]),
        }


class LetterList(ReportView):
    """Letters, the newest first."""

    page_title = "Thư gửi đi"
    header_icon = "mail"
    index_url_name = "mail-letters"
    index_results_url_name = "mail-letters-results"
    model = Letter
    permission_policy = ModelPermissionPolicy(Letter)
    any_permission_required = ["view", "change"]
    filterset_class = LetterFilters
    is_searchable = False
    list_export: list[str] = []
    default_ordering = "-pk"
    columns = [
        Column("about", label="Về việc", accessor=lambda letter: letter.about or "khác"),
        Column("masked_address", label="Người nhận"),
        StatusTagColumn("get_state_display", label="Tình trạng", primary=lambda letter: letter.state == State.PARKED),
        DateColumn("created_at", label="Viết lúc"),
        Column("age", label="Đã", accessor=lambda letter: age(timezone.now() - letter.created_at)),
        Column("attempts", label="Số lần thử"),
        Column("last_error", label="Lỗi gần nhất"),
        SendAgainColumn("again", label="", accessor="pk"),
    ]

    def get_queryset(self) -> QuerySet[Letter]:
        """Return the letters without their words."""
        self.queryset = Letter.objects.defer("subject", "body")
        return super().get_queryset()

    @property
    def no_results_message(self) -> str:
        """What stands in an empty list."""
        return "Chưa có thư nào."


def age(waited: timedelta) -> str:
    """Return a span of time in words: days, else hours, else minutes."""
    if waited.days:
        return f"{waited.days} ngày"
    minutes = waited.seconds // 60
    return f"{minutes // 60} giờ" if minutes >= 60 else f"{minutes} phút"


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one letter go once more and return to the list."""
    if not request.user.has_perm("mail.change_letter"):
        raise PermissionDenied
    letter = get_object_or_404(Letter.objects.defer("body"), pk=pk)
    if operations.send_again(letter=letter, actor=request.user):
        messages.success(request, "Thư sẽ được gửi lại trong vòng một phút.")
    else:
        messages.warning(request, "Thư này không còn chờ gửi lại.")
    return redirect("mail-letters")
