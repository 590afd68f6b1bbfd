"""The screen on which a person says who a document asks to act, from what its recipients name."""

from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from documents import expecting
from documents.citation_words import date_words
from documents.decision_views import edit_url
from documents.expecting import ProposedLine
from documents.filing_forms import DayField
from documents.models import Expectation, OfficialDocument
from documents.models.plausible import plausible
from documents.refusals import ArchiveRefusal
from portal.organisations.models import Organisation


class TermForm(forms.Form):
    """The term by which the chosen bodies have to act."""

    due_on = DayField(label="Hạn (nếu văn bản có ghi)")

    def clean_due_on(self) -> date | None:
        """Refuse a term that cannot be."""
        day: date | None = self.cleaned_data["due_on"]
        if problem := plausible(day):
            raise ValidationError(problem)
        return day


@permission_required("documents.change_relation", raise_exception=True)
@require_http_methods(["GET", "POST"])
def expectations(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who the recipients name and who is stored; store or take back what is ticked."""
    document = get_object_or_404(OfficialDocument.objects.select_related("type", "issuer__place"), pk=pk)
    form = TermForm(request.POST or None)
    lines = expecting.proposed(document)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _stored(request, document, lines, form):
            return redirect("documents-expectations", pk=pk)
        status = 422
    stored = Expectation.objects.filter(document=document).select_related("organisation")
    context = {
        "document": document, "form": form, "lines": lines, "stored": stored, "edit_url": edit_url(document),
        "known": {each.organisation_id for each in stored}, "issued": date_words(document),
        "ticked": set(_numbers(request, "body")) if request.method == "POST" else None,
        "by_hand_url": f"{reverse('wagtailsnippets_documents_expectation:add')}?van-ban={pk}",
    }  # fmt: skip
    return render(request, "documents/admin/expectations.html", context, status=status)


def _stored(request: HttpRequest, document: OfficialDocument, lines: list[ProposedLine], form: TermForm) -> bool:
    if request.POST.get("decision") == "release":
        count = expecting.release(document=document, bodies=_numbers(request, "stored"), by=request.user)
        messages.success(request, f"Đã bỏ {count} cơ quan khỏi danh sách phải triển khai.")
        return True
    # Only what the lines name may be ticked: a number from elsewhere is nobody.
    named: dict[int, tuple[Organisation, str]] = {
        each.organisation.pk: (each.organisation, line.text) for line in lines for each in line.candidates
    }
    chosen = [named[number] for number in _numbers(request, "body") if number in named]
    if not chosen:
        form.add_error(None, "Chưa chọn cơ quan nào.")
        return False
    try:
        made = expecting.expect(document=document, bodies=chosen, by=request.user, due_on=form.cleaned_data["due_on"])
    except ArchiveRefusal as refusal:
        form.add_error("due_on" if "due_on" in refusal.fields else None, refusal.message)
        return False
    messages.success(request, f"Đã ghi {len(made)} cơ quan phải triển khai.")
    return True


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [int(value) for value in request.POST.getlist(name) if value.isascii() and value.isdigit()]
