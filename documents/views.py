"""Public pages of documents."""

from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import citations, effect_page, numbers
from documents.citation_words import cite
from documents.merging import survivor_of
from documents.models import DocumentCopy, EffectDecision, OfficialDocument, Withdrawal
from documents.page import page_context
from portal.comments.thread import PARAMETER
from portal.organisations.register import display
from portal.pages.cache import kept

Crumbs = list[tuple[str, str]]


def _found(pk: int) -> OfficialDocument:
    related = ("type", "issuer", "drafting_unit", "clearance")
    decided = Exists(EffectDecision.objects.filter(document=OuterRef("pk")))
    found = OfficialDocument.objects.select_related(*related).annotate(has_effect_decisions=decided)
    document = found.filter(pk=pk).first()
    if document is None:
        raise Http404("Không có văn bản này.")
    return document


def crumbs(*more: tuple[str, str]) -> Crumbs:
    """Return the way from the home page through the archive to ``more``."""
    return [("Trang chủ", "/"), ("Văn bản", reverse("document-list")), *more]


@require_safe
@kept(effect_page.PARAMETER, PARAMETER)
def document(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show a public document; say why a withdrawn one is gone; a draft answers as if it were not there."""
    found = _found(pk)
    if not found.is_public:
        return _gone(request, found)
    question = effect_page.asked(request.GET.get(effect_page.PARAMETER, ""))
    if slug != found.slug:
        query = f"?{urlencode({effect_page.PARAMETER: question.typed})}" if question.typed else ""
        return redirect(found.get_absolute_url() + query, permanent=False)
    context = page_context(found, question) | {"breadcrumbs": crumbs((str(found), "")), "described": found}
    return render(request, "documents/document.html", context, status=400 if question.problem else 200)


def public_or_gone(request: HttpRequest, pk: int) -> tuple[OfficialDocument, HttpResponse | None]:
    """Return the document, and the answer to give instead of it where it is not public.

    Raises Http404 where there is none, or was none for the public.
    """
    found = _found(pk)
    return found, None if found.is_public else _gone(request, found)


def _gone(request: HttpRequest, found: OfficialDocument) -> HttpResponse:
    survivor = survivor_of(found.pk)
    if survivor is not None and survivor.is_public:
        return redirect(survivor.get_absolute_url())
    withdrawal = Withdrawal.objects.filter(document=found).select_related("replaced_by").first()
    if withdrawal is None:
        raise Http404("Không có văn bản này.")
    citation = "" if withdrawal.is_emergency else _citation(found)
    context = {"withdrawal": withdrawal, "document": found, "citation": citation, "breadcrumbs": crumbs()}
    return render(request, "documents/withdrawn.html", context, status=410)


def _citation(found: OfficialDocument) -> str:
    issuer = display(found.issuer, found.issued_on).name if found.issuer else found.issuer_text
    return cite(found, issuer, party=found.type is None or found.type.branch == "party")


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
    trail = crumbs((str(found.document), found.document.get_absolute_url()), (str(found), ""))
    context = {"copy": found, "document": found.document, "breadcrumbs": trail, "described": found}
    return render(request, "documents/copy.html", context)


@require_safe
def by_number(request: HttpRequest, key: str) -> HttpResponse:
    """Lead to what bears a number: the one record, a choice of several, or the nearest numbers."""
    wanted = numbers.key_of(key)
    found = numbers.bearing(wanted)
    if len(found) == 1:
        return redirect(found[0].url)
    context = {"wanted": key, "found": found, "breadcrumbs": crumbs((key, ""))}
    if found:
        return render(request, "documents/choose_number.html", context)
    nearest = [numbers.Numbered(each) for each in numbers.nearest(wanted)]
    parts, times = citations.naming_key(wanted)
    more = {"nearest": nearest, "parts": parts, "times": times}
    return render(request, "documents/no_number.html", context | more, status=404)
