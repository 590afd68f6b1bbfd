"""The editors' lists of documents that are missing and of mentions that may be several documents."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from documents import missing
from documents.models import Mention, OfficialDocument
from documents.refusals import ArchiveRefusal

_PAGE = 30
may_look = permission_required("documents.change_relation", raise_exception=True)


@may_look
@require_http_methods(["GET", "POST"])
def missing_documents(request: HttpRequest) -> HttpResponse:
    """List what texts name and nobody has filed, the most named first; a person may ask for one."""
    only = request.GET.get("kieu", "") if request.GET.get("kieu", "") in {"so", "ten"} else ""
    if request.method == "POST":
        try:
            wanted = missing.ask_for(
                key=request.POST.get("key", "")[:200], by=request.user, note=request.POST.get("note", "").strip()
            )
        except ArchiveRefusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"Đã ghi {wanted} vào danh sách cần tìm.")
        return redirect(request.get_full_path())
    page = Paginator(missing.missing(only), _PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": missing.described(list(page.object_list)),
        "only": only,
        "ambiguous": missing.ambiguous().count(),
    }
    return render(request, "documents/admin/missing.html", context)


@may_look
@require_http_methods(["GET", "POST"])
def ambiguous_mentions(request: HttpRequest) -> HttpResponse:
    """List mentions that may be several documents; a person says which one is meant."""
    if request.method == "POST":
        mention = get_object_or_404(Mention, pk=_pk(request.POST.get("mention", "")))
        document = get_object_or_404(OfficialDocument, pk=_pk(request.POST.get("document", "")))
        try:
            missing.decide(mention=mention, document=document, by=request.user)
        except ArchiveRefusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "Đã ghi văn bản được nhắc. Lần đọc sau không thay đổi lựa chọn này.")
        return redirect(reverse("documents-ambiguous"))
    page = Paginator(missing.ambiguous(), _PAGE).get_page(request.GET.get("trang"))
    shown = list(page.object_list)
    candidates = missing.candidates_of(shown)
    rows = [(mention, candidates[mention.pk]) for mention in shown]
    return render(request, "documents/admin/ambiguous.html", {"page": page, "rows": rows})


def _pk(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0
