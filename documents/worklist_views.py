"""The screen on which a person decides proposed relations, one key a decision."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from documents import operations, worklist
from documents.models import Relation, RelationState
from documents.refusals import ArchiveRefusal
from documents.worklist import Filters

may_decide = permission_required("documents.change_relation", raise_exception=True)
_DONE = {"confirm": "Đã xác nhận quan hệ", "reject": "Đã bác quan hệ đề xuất"}


@may_decide
@require_GET
def relations(request: HttpRequest) -> HttpResponse:
    """Show the proposal that is next, or the one asked for, beside those that wait."""
    filters = Filters.read(request.GET)
    waiting = worklist.rows(filters)
    wanted = _pk(request.GET.get("muc", ""))
    relation = (waiting.filter(pk=wanted).first() if wanted else None) or waiting.first()
    kinds, ends, total = worklist.choices(filters)
    context: dict[str, Any] = {
        "filters": filters, "kinds": kinds, "ends": ends, "total": total, "relation": relation,
        "last": worklist.last_decision(request.user), "query": filters.query(),
        "all_kinds": Filters("", filters.far).query(), "all_ends": Filters(filters.kind, "").query(),
    }  # fmt: skip
    if relation is not None:
        acting, other = worklist.heads(relation)
        following = worklist.after(relation, filters)
        context |= {
            "acting": acting, "other": other, "excerpt": worklist.excerpt(relation),
            "inverse": worklist.inverse_label(relation), "rows": _around(relation, filters),
            "skip": filters.query(muc=str(following.pk)) if following else "",
        }  # fmt: skip
    return render(request, "documents/admin/relations.html", context)


def _around(relation: Relation, filters: Filters) -> list[tuple[Relation, str]]:
    waiting = worklist.rows(filters).filter(from_document_id__gte=relation.from_document_id)
    return [(row, filters.query(muc=str(row.pk))) for row in waiting[: worklist.LISTED]]


@may_decide
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Store one decision and go on to the next proposal."""
    filters = Filters.read(request.GET)
    relation = get_object_or_404(Relation, pk=_pk(request.POST.get("relation", "")))
    decision = request.POST.get("decision", "")
    following = worklist.after(relation, filters)
    if relation.state != RelationState.PROPOSED:
        messages.warning(request, "Quan hệ này đã có người quyết định trước đó.")
    elif decision not in _DONE:
        messages.error(request, "Chưa chọn xác nhận hay bác.")
        return _to(filters, relation)
    else:
        try:
            act = operations.confirm_relation if decision == "confirm" else operations.reject_relation
            act(relation=relation, by=request.user)
        except ArchiveRefusal as refusal:
            messages.error(request, refusal.message)
            return _to(filters, relation)
        messages.success(request, f"{_DONE[decision]}: {relation}.")
    return _to(filters, following)


@may_decide
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take the last decision back."""
    filters = Filters.read(request.GET)
    relation = get_object_or_404(Relation, pk=_pk(request.POST.get("relation", "")))
    try:
        worklist.take_back(relation=relation, by=request.user)
    except ArchiveRefusal as refusal:
        messages.error(request, refusal.message)
        return _to(filters, None)
    messages.success(request, "Đã hoàn tác; quan hệ trở lại danh sách chờ.")
    return _to(filters, relation)


def _to(filters: Filters, relation: Relation | None) -> HttpResponse:
    query = filters.query(muc=str(relation.pk) if relation else "")
    return redirect(reverse("documents-relations") + (f"?{query}" if query else ""))


def _pk(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0
