"""The moderators' screens: the queue, one comment, decisions and taking them back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.audit.record import record
from portal.comments import answering, holding, moderation, moderation_forms, moderation_screen, policy, queue, sorting
from portal.comments import targets as places
from portal.comments.models import Submission
from portal.comments.queue import Filters
from portal.comments.verdicts import AlreadyDecided, ModerationRefusal, TextChanged

may_moderate = permission_required(queue.MAY_MODERATE, raise_exception=True)
_BULK = ("approve", "refuse")


@may_moderate
@require_GET
def show_queue(request: HttpRequest) -> HttpResponse:
    """Show what waits, the oldest first, or what the filters ask for."""
    filters = Filters.read(request.GET)
    found = queue.rows(filters, request.user).select_related("held_by")
    page = Paginator(found, queue.PAGE).get_page(request.GET.get("trang"))
    context = _queue_context(request, filters) | {
        "page": page,
        "rows": moderation_screen.rows_of(list(page.object_list)),
    }
    return render(request, "comments/admin/queue.html", context)


def _queue_context(request: HttpRequest, filters: Filters) -> dict[str, Any]:
    return {
        "filters": filters,
        "query": filters.query(),
        "views": [(name, label, filters.query(view=name)) for name, (label, _) in queue.VIEWS.items()],
        "kinds": places.kinds(),
        "reasons": policy.REASONS,
        "rules": sorting.RULES,
        "undo": moderation_screen.last_decision(request.user),
        "waiting": queue.waiting(),
        "may_decide_all": filters.view == queue.WAITING,
        "most": moderation.MOST_AT_ONCE,
    }


@may_moderate
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one comment with everything that helps to decide about it."""
    submission = _readable(request, pk)
    context = moderation_screen.context(submission, request.user, Filters.read(request.GET))
    return render(request, "comments/admin/item.html", context)


@may_moderate
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Store a decision and go on to the next comment; show the form again where it cannot be stored."""
    submission = _readable(request, pk)
    filters = Filters.read(request.GET)
    if "preview" in request.POST:
        return _again(request, submission, filters, status=200)
    following = queue.after(submission, filters, request.user)
    try:
        verdict = moderation_forms.verdict_of(request.POST)
        said = moderation_forms.said_in(request.POST, submission.body)
        if said.answer and not request.user.has_perm(queue.MAY_ANSWER):
            raise ModerationRefusal("Bạn không có quyền trả lời thay mặt Ban.", "answer")
        decision = moderation.decide(pk=pk, by=request.user, verdict=verdict, said=said)
    except (AlreadyDecided, TextChanged) as refusal:
        messages.error(request, refusal.message)
        return _back_to(pk, filters)
    except ModerationRefusal as refusal:
        messages.error(request, refusal.message)
        return _again(request, submission, filters, status=422)
    messages.success(request, f"{verdict.done}: ý kiến của {submission.name or 'người gửi'}.")
    if following is None or decision.from_state != submission.state:
        return redirect(f"{reverse('comments-queue')}?{filters.query()}")
    return _back_to(following.pk, filters)


def _again(request: HttpRequest, submission: Submission, filters: Filters, status: int) -> HttpResponse:
    context = moderation_screen.context(submission, request.user, filters, typed=request.POST)
    return render(request, "comments/admin/item.html", context, status=status)


@may_moderate
@require_POST
def decide_all(request: HttpRequest) -> HttpResponse:
    """Make one decision about all comments that were ticked, or about none."""
    filters = Filters.read(request.GET)
    back = redirect(f"{reverse('comments-queue')}?{filters.query()}")
    if request.POST.get("all"):
        pks = list(queue.rows(filters, request.user).values_list("pk", flat=True)[: moderation.MOST_AT_ONCE + 1])
    else:
        ticked = [int(each) for each in request.POST.getlist("pk") if each.isdecimal() and len(each) < 18]
        pks = list(queue.visible_to(request.user).filter(pk__in=ticked[:2000]).values_list("pk", flat=True))
    try:
        verdict = moderation_forms.verdict_of(request.POST)
        if verdict.word not in _BULK:
            raise ModerationRefusal("Chỉ đăng nguyên văn hoặc từ chối được nhiều ý kiến cùng lúc.")
        said = moderation.Said(reason=request.POST.get("reason", ""), note=request.POST.get("note", ""))
        made = moderation.decide_all(pks=pks, by=request.user, verdict=verdict, said=said)
    except ModerationRefusal as refusal:
        messages.error(request, f"Không ý kiến nào được quyết định. {refusal.message}")
        return back
    messages.success(request, f"{verdict.done} {len(made)} ý kiến.")
    return back


@may_moderate
@require_POST
def undo(request: HttpRequest, decision: int) -> HttpResponse:
    """Take a decision back."""
    try:
        submission = moderation.undo(decision_pk=decision, by=request.user)
    except ModerationRefusal as refusal:
        messages.error(request, refusal.message)
        return redirect("comments-queue")
    messages.success(request, "Đã hoàn tác. Thư chưa gửi đã hủy; ý kiến trở lại như trước quyết định.")
    return _back_to(submission.pk, Filters.read(request.GET))


@may_moderate
@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the moderator reads this comment, or no longer does."""
    submission = _readable(request, pk)
    filters = Filters.read(request.GET)
    if request.POST.get("release"):
        holding.let_go(pk=submission.pk, by=request.user)
        return redirect(f"{reverse('comments-queue')}?{filters.query()}")
    if not holding.hold(pk=submission.pk, by=request.user):
        messages.warning(request, "Đồng nghiệp đang giữ ý kiến này. Bạn vẫn quyết định được nếu cần.")
    return _back_to(pk, filters)


@permission_required(queue.MAY_ANSWER, raise_exception=True)
@may_moderate
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Write, change or take back the board's answer."""
    submission = _readable(request, pk)
    seen = request.POST.get("seen", "")
    number = int(seen) if seen.isdecimal() and len(seen) < 18 else 0
    try:
        if request.POST.get("withdraw"):
            answering.withdraw_answer(pk=submission.pk, by=request.user, seen=number)
            messages.success(request, "Đã rút trả lời khỏi trang. Các bản đã viết vẫn còn trong lịch sử.")
        else:
            body, unit = request.POST.get("body", ""), request.POST.get("signed_as", "")
            answering.answer(pk=submission.pk, by=request.user, body=body, signed_as=unit, seen=number)
            messages.success(request, "Trả lời của Ban đã hiện dưới ý kiến.")
    except ModerationRefusal as refusal:
        messages.error(request, refusal.message)
    return _back_to(pk, Filters.read(request.GET))


@permission_required(queue.MAY_READ_PERSONAL_DATA, raise_exception=True)
@may_moderate
@require_http_methods(["POST"])
def address(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the sender's address to somebody with the right to it, and write down that it was shown."""
    submission = _readable(request, pk)
    record("comments.view_address", actor=request.user, obj=submission)
    response = render(request, "comments/admin/address.html", {"submission": submission})
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _readable(request: HttpRequest, pk: int) -> Submission:
    found = (
        queue.visible_to(request.user)
        .select_related("held_by", "decided_by", "parent", "answer__answered_by")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _back_to(pk: int, filters: Filters) -> HttpResponse:
    query = filters.query()
    return redirect(reverse("comments-item", args=[pk]) + (f"?{query}" if query else ""))
