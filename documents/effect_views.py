"""The screen on which people see why a document has the effect that is shown, and lay down another."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from documents import status_words
from documents.deciding_effect import decide_effect, withdraw_decision
from documents.decision_views import edit_url, may_look
from documents.effect_page import asked
from documents.effects import acting_on, facts_of
from documents.filing_forms import DayField
from documents.models import EffectDecision, EffectStatus, Expectation, OfficialDocument, Relation, RelationState
from documents.refusals import ArchiveRefusal
from documents.status import DECIDED, STATED, Facts, Standing, standing, turns

_BY = {STATED: "theo điều hồ sơ ghi", DECIDED: "do người kiểm tra ghi"}


class EffectDecisionForm(forms.Form):
    """What a person lays down; every word of it but the account is public."""

    code = forms.ChoiceField(
        label="Tình trạng", choices=[("", "Chọn tình trạng"), *EffectStatus.choices], required=False
    )
    starts_on = DayField(label="Tính từ ngày")
    until_on = DayField(label="Đến hết ngày", help_text="Để trống nếu giữ đến khi có kết luận khác.")
    reason = forms.CharField(
        label="Lý do", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hiện công khai cạnh tình trạng.",
    )  # fmt: skip
    source = forms.CharField(
        label="Nguồn", required=False, max_length=300, help_text="Văn bản, trang hoặc cơ quan đã cho biết."
    )
    checker = forms.CharField(label="Người hoặc cơ quan kiểm tra", required=False, max_length=160)

    def clean(self) -> dict[str, Any]:
        """Say what is missing, field by field."""
        values: dict[str, Any] = super().clean() or {}
        for name, words in (
            ("code", "Hãy chọn tình trạng."), ("starts_on", "Hãy ghi ngày bắt đầu tính."),
            ("reason", "Hãy ghi lý do."), ("source", "Hãy ghi nguồn."), ("checker", "Hãy ghi ai đã kiểm tra."),
        ):  # fmt: skip
            if name not in self.errors and not values.get(name):
                self.add_error(name, words)
        return values


@may_look
@require_http_methods(["GET", "POST"])
def effect(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is computed, stated and decided of a document's effect; take a decision."""
    document = get_object_or_404(OfficialDocument.objects.defer("body_text", "body_nodes"), pk=pk)
    may_decide = request.user.has_perm("documents.add_effectdecision")
    form = EffectDecisionForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    if request.method == "POST" and not may_decide:
        return HttpResponse("Tài khoản này không được ghi kết luận về hiệu lực.", status=403)
    if request.method == "POST" and form.is_valid():
        try:
            decide_effect(document=document, by=request.user, **form.cleaned_data)
        except ArchiveRefusal as refusal:
            for name, words in refusal.fields.items():
                form.add_error(name if name in form.fields else None, words)
        else:
            messages.success(request, "Đã ghi kết luận. Trang công khai nay ghi rõ “do người kiểm tra ghi”.")
            return redirect("documents-effect", pk=pk)
    context = _context(document, asked(request.GET.get("ngay", ""))) | {
        "form": form, "may_decide": may_decide,
        "may_withdraw": request.user.has_perm("documents.change_effectdecision"),
    }  # fmt: skip
    return render(request, "documents/admin/effect.html", context, status=422 if form.errors else 200)


@permission_required("documents.change_effectdecision", raise_exception=True)
@require_POST
def take_back(request: HttpRequest, pk: int, decision: int) -> HttpResponse:
    """Take a decision back with its reason."""
    row = get_object_or_404(EffectDecision, pk=decision, document_id=pk)
    try:
        withdraw_decision(decision=row, reason=request.POST.get("reason", "")[:2000], by=request.user)
    except ArchiveRefusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Đã rút kết luận; nó vẫn ở trong lịch sử.")
    return redirect("documents-effect", pk=pk)


def _context(document: OfficialDocument, question: Any) -> dict[str, Any]:
    today = timezone.localdate()
    decisions = list(document.effect_decisions.select_related("made_by", "withdrawn_by"))
    facts = facts_of(document, acting_on([document.pk]), decisions, today)
    day = question.day or today
    found = standing(facts, day)
    relations = Relation.objects.filter(Q(from_document=document) | Q(to_document=document))
    heavy = [f"{end}__{name}" for end in ("from_document", "to_document") for name in ("body_text", "body_nodes")]
    return {
        "document": document,
        "asked": question,
        "day": day,
        "found": found,
        "label": _label(found.code),
        "by": _by(found),
        "reasons": _reasons(found),
        "against": _label(found.against) if found.against else "",
        "turns": _turns(facts),
        "decisions": decisions,
        "relations": relations.select_related("from_document", "to_document", "decided_by").defer(*heavy)[:200],
        "waiting": relations.filter(state=RelationState.PROPOSED).count(),
        "expectations": Expectation.objects.filter(document=document).select_related("organisation")[:200],
        "edit_url": edit_url(document),
    }


def _reasons(found: Standing) -> list[str]:
    named = {id(ground.act) for ground in found.grounds}
    others = [act for act in found.partial if id(act) not in named]
    return [
        *status_words.reasons(found),
        *(f"{status_words.act_words(act)} {status_words.act_since(act)}" for act in others),
    ]


def _turns(facts: Facts) -> list[dict[str, Any]]:
    """Return the days on which the answer becomes another, with what it becomes."""
    shown: list[dict[str, Any]] = []
    for day in turns(facts):
        found = standing(facts, day)
        line = {"day": day, "label": _label(found.code), "by": _by(found)}
        if not shown or (shown[-1]["label"], shown[-1]["by"]) != (line["label"], line["by"]):
            shown.append(line)
    return shown


def _by(found: Standing) -> str:
    return _BY.get(found.by, "tính từ ngày và quan hệ đã xác nhận")


def _label(code: str) -> str:
    return str(EffectStatus(code).label)
