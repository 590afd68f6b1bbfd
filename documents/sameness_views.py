"""Screens for records that may be one document, and for taking a document off at once."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from documents import duplicates, emergency, holding, merging
from documents.filing_forms import EmergencyForm, MergerForm
from documents.models import HeldFile, OfficialDocument
from documents.refusals import ArchiveRefusal
from portal.text import compare

may_withdraw = permission_required("documents.add_withdrawal", raise_exception=True)
_COMPARED = 120_000
_FACTS = (
    ("symbol", "Số, ký hiệu"), ("type", "Loại"), ("issuer", "Cơ quan ban hành"), ("issued_on", "Ngày ban hành"),
    ("subject", "Trích yếu"), ("signer_name", "Người ký"), ("scope", "Phạm vi"),
)  # fmt: skip


@may_withdraw
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Show two records with the differences of their texts; bring them together, or judge them apart."""
    survivor = get_object_or_404(OfficialDocument.objects.select_related("type", "issuer"), pk=pk)
    merged = get_object_or_404(OfficialDocument.objects.select_related("type", "issuer"), pk=other)
    form = MergerForm(request.POST or None)
    if request.method == "POST" and "different" in request.POST:
        duplicates.judge_different(one=survivor, other=merged, by=request.user)
        messages.success(request, "Đã ghi: hai hồ sơ là hai văn bản khác nhau.")
        return redirect("documents-clearance", survivor.pk)
    if request.method == "POST" and form.is_valid():
        try:
            merging.merge(survivor=survivor, merged=merged, by=request.user, reason=form.cleaned_data["reason"])
        except ArchiveRefusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, "Đã gộp. Tệp và bản sao nằm trong bản nháp mới, chờ xác nhận điều kiện công khai."
            )
            return redirect("documents-clearance", survivor.pk)
    context = _beside(survivor, merged) | {"form": form}
    return render(request, "documents/admin/merge.html", context, status=422 if form.errors else 200)


def _beside(survivor: OfficialDocument, merged: OfficialDocument) -> dict[str, Any]:
    facts = [
        {"label": label, "one": getattr(survivor, name), "other": getattr(merged, name),
         "differs": getattr(survivor, name) != getattr(merged, name)}
        for name, label in _FACTS
    ]  # fmt: skip
    runs = compare.compare(merged.body_text[:_COMPARED], survivor.body_text[:_COMPARED])
    return {
        "survivor": survivor,
        "merged": merged,
        "facts": facts,
        "runs": runs,
        "likeness": round(100 * compare.likeness(runs)),
        "swap_url": reverse("documents-merge", args=[merged.pk, survivor.pk]),
    }


@may_withdraw
@require_http_methods(["GET", "POST"])
def remove_at_once(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a document off at once: one form with one field."""
    document = get_object_or_404(OfficialDocument, pk=pk)
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            emergency.remove_at_once(document=document, by=request.user, reason=form.cleaned_data["reason"])
        except ArchiveRefusal as refusal:
            form.add_error("reason", refusal.message)
        else:
            messages.success(
                request, "Đã gỡ khẩn cấp: trang, tệp, chỉ mục và các trang đã lưu tạm. Địa chỉ nay trả lời 410."
            )
            return redirect("documents-clearance", document.pk)
    context = {"document": document, "form": form, "is_held": emergency.is_held(document.pk)}
    return render(request, "documents/admin/emergency.html", context, status=422 if form.errors else 200)


@may_withdraw
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Release the held files of a document after somebody has looked at them."""
    document = get_object_or_404(OfficialDocument, pk=pk)
    for held in HeldFile.objects.filter(document=document).select_related("stored_file"):
        holding.release(held=held, by=request.user)
    messages.success(request, "Đã bỏ cách ly các tệp. Muốn công khai lại phải xác nhận điều kiện công khai lần nữa.")
    return redirect("documents-clearance", document.pk)
