"""The public list of what names a document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import citations
from documents.citation_words import heading
from documents.models import OfficialDocument
from portal.pages.cache import kept

PAGE = 20
_LAST = 500


@require_safe
@kept("loai", "trang")
def mentioned(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every public text that names a document, by kind, with its first sentence that does."""
    document = OfficialDocument.objects.select_related("type", "issuer").filter(pk=pk).first()
    if document is None or not document.is_public:
        return redirect("document-short", pk)
    number = _number(request.GET.get("trang", ""))
    only = request.GET.get("loai", "")[:20]
    parts = citations.citing(document, first=(number - 1) * PAGE, limit=PAGE, only=only)
    if not parts and (number > 1 or only):
        return redirect("document-mentioned", pk)
    crumbs = [("Trang chủ", "/"), ("Văn bản", reverse("document-list")), (str(document), document.get_absolute_url())]
    context = {
        "document": document, "heading": heading(document), "parts": parts, "only": only, "number": number,
        "per_page": PAGE, "more": [part for part in parts if part.total > number * PAGE],
        "breadcrumbs": [*crumbs, ("Được nhắc trong", "")],
    }  # fmt: skip
    return render(request, "documents/mentioned.html", context)


def _number(text: str) -> int:
    return min(max(int(text), 1), _LAST) if text.isdecimal() and len(text) < 5 else 1
