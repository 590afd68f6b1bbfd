"""Public pages of documents."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import numbers
from documents.models import DocumentCopy, OfficialDocument, Withdrawal
from documents.page import page_context
from portal.comments.thread import PARAMETER
from portal.pages.cache import kept

Crumbs = list[tuple[str, str]]


def _found(pk: int) -> OfficialDocument:
    related = ("type", "issuer", "drafting_unit", "clearance")
    document = OfficialDocument.objects.select_related(*related).filter(pk=pk).first()
    if document is None:
        raise Http404("Không có văn bản này.")
    return document


def _crumbs(*more: tuple[str, str]) -> Crumbs:
    return [("Trang chủ", "/"), ("Văn bản", reverse("document-list")), *more]


@require_safe
@kept(PARAMETER)
def document(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show a public document; say why a withdrawn one is gone; a draft answers as if it were not there."""
    found = _found(pk)
    if not found.is_public:
        return _gone(request, found)
    if slug != found.slug:
        return redirect(found.get_absolute_url(), permanent=False)
    context = page_context(found) | {"breadcrumbs": _crumbs((str(found), "")), "described": found}
    return render(request, "documents/document.html", context)


def _gone(request: HttpRequest, found: OfficialDocument) -> HttpResponse:
    withdrawal = Withdrawal.objects.filter(document=found).select_related("replaced_by").first()
    if withdrawal is None:
        raise Http404("Không có văn bản này.")
    context = {"withdrawal": withdrawal, "document": found, "breadcrumbs": _crumbs()}
    return render(request, "documents/withdrawn.html", context, status=410)


@require_safe
@kept()
def copy(request: HttpRequest, pk: int, ordinal: int) -> HttpResponse:
    """Show a certified copy as the act of its own that it is."""
    related = ("document__type", "document__issuer", "issuer")
    found = DocumentCopy.objects.select_related(*related).filter(document__pk=pk, ordinal=ordinal).first()
    if found is None:
        raise Http404("Không có bản sao này.")
    if not found.document.is_public:
        return _gone(request, found.document)
    crumbs = _crumbs((str(found.document), found.document.get_absolute_url()), (str(found), ""))
    context = {"copy": found, "document": found.document, "breadcrumbs": crumbs, "described": found}
    return render(request, "documents/copy.html", context)


@require_safe
def by_number(request: HttpRequest, key: str) -> HttpResponse:
    """Lead to what bears a number: the one record, a choice of several, or the nearest numbers."""
    wanted = numbers.key_of(key)
    found = numbers.bearing(wanted)
    if len(found) == 1:
        return redirect(found[0].url)
    context = {"wanted": key, "found": found, "breadcrumbs": _crumbs((key, ""))}
    if found:
        return render(request, "documents/choose_number.html", context)
    nearest = [numbers.Numbered(each) for each in numbers.nearest(wanted)]
    return render(request, "documents/no_number.html", context | {"nearest": nearest}, status=404)
