"""Screens on which people decide: clearance, withdrawal, and proposed relations."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from documents import clearance_screen, emergency, operations
from documents.filing_forms import ClearanceForm, EmergencyForm, WithdrawalForm
from documents.models import OfficialDocument
from documents.models.clearance import NOT_CLEARED
from documents.refusals import ArchiveRefusal
from portal.editorial import gate
from portal.editorial.reasons import Reason

# What this very screen is for, or says in words of its own.
_SAID_ELSEWHERE = frozenset({"own-work", "no-right", "not-cleared"})
may_look = permission_required("documents.view_officialdocument", raise_exception=True)


def edit_url(document: OfficialDocument) -> str:
    """Return the address of the document's edit form."""
    return reverse(document.snippet_viewset.get_url_name("edit"), args=[document.pk])


@may_look
@require_http_methods(["GET", "POST"])
def clearance(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the conditions of publication of the latest version; store the answers of a second person."""
    document = get_object_or_404(OfficialDocument, pk=pk)
    emergency.refuse_if_held(document.pk, request.user)
    form = ClearanceForm(request.POST or None)
    answers = set(request.POST.getlist("conditions"))
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            operations.clear_for_publication(
                document=document, by=request.user, ground=form.cleaned_data["ground"], answers=answers
            )
        except ArchiveRefusal as refusal:
            problem = refusal.message
            if "ground" in refusal.fields:
                form.add_error("ground", refusal.fields["ground"])
        else:
            messages.success(
                request, "Đã xác nhận điều kiện công khai của đúng phiên bản này. Tiếp theo: duyệt và đăng."
            )
            return redirect(edit_url(document))
    context = _clearance_context(request, document) | {"form": form, "answers": answers, "problem": problem}
    return render(request, "documents/admin/clearance.html", context, status=422 if problem else 200)


def _clearance_context(request: HttpRequest, document: OfficialDocument) -> dict[str, Any]:
    reasons = _open_reasons(document, document.get_latest_revision(), request.user)
    return clearance_screen.context_of(document, request.user) | {
        "reasons": reasons,
        "edit_url": edit_url(document),
        "emergency_form": EmergencyForm(),
    }


def _open_reasons(document: OfficialDocument, revision: Any, user: Any) -> list[Reason]:
    found = gate.review(document, revision, user) if revision else []
    return [each for each in found if each.code not in _SAID_ELSEWHERE and each.message != NOT_CLEARED]


@permission_required("documents.add_withdrawal", raise_exception=True)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then take the document off the portal."""
    document = get_object_or_404(OfficialDocument, pk=pk)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.withdraw(document=document, by=request.user, reason=form.cleaned_data["reason"])
        except ArchiveRefusal as refusal:
            form.add_error("reason" if "reason" in refusal.fields else None, refusal.message)
        else:
            messages.success(request, "Đã gỡ văn bản. Địa chỉ của nó nay trả lời 410 kèm lý do.")
            return redirect(edit_url(document))
    context = {"document": document, "form": form, "edit_url": edit_url(document)}
    return render(request, "documents/admin/withdraw.html", context, status=422 if form.errors else 200)
