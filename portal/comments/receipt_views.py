"""What a sender can do with a receipt code: look, change, withdraw, erase, ask for review; and the letter's link.

Whoever guesses meets the same page for every code that opens nothing.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.comments import confirming, guards, leaving, policy, receipts, submitting
from portal.comments.form_views import private
from portal.comments.forms import WordsForm
from portal.comments.guards import TooMany
from portal.comments.models import BODY_LENGTH, NAME_LENGTH, NoLongerPossible, Submission
from portal.comments.status import Status, status_of
from portal.pages import errors
from portal.throttle.limits import sender_of

_TOO_LATE = "Việc này không còn làm được: tình trạng của ý kiến vừa thay đổi. Mời bạn xem tình trạng mới dưới đây."


class _Unknown(Exception):
    """No comment has this code."""


def _limited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer look-ups within the limit, unknown codes with one page, and keep all of it private."""

    @private
    @transaction.non_atomic_requests
    @require_http_methods(["GET", "HEAD", "POST"])
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            guards.count("receipt", guards.client_digest(sender_of(request.META)))
            return view(request, *args, **kwargs)
        except TooMany as limit:
            response = errors.too_many(request)
            response["Retry-After"] = str(limit.seconds)
            return response
        except _Unknown:
            return _look_up_page(request, unknown=True)

    return answered


def _found(code: str) -> Submission:
    submission = (
        Submission.objects.select_related("answer").filter(receipt_hash=receipts.digest_of(code)).first()
        if receipts.tidy(code)
        else None
    )
    if submission is None:
        raise _Unknown
    return submission


def _look_up_page(request: HttpRequest, *, unknown: bool) -> HttpResponse:
    context = {
        "unknown": unknown,
        "typed": request.POST.get("code", "")[:60],
        "breadcrumbs": [("Trang chủ", "/"), ("Xem tình trạng ý kiến", "")],
    }
    return render(request, "comments/look_up.html", context, status=404 if unknown else 200)


@_limited
def look_up(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and lead to its receipt."""
    if request.method != "POST":
        return _look_up_page(request, unknown=False)
    code = request.POST.get("code", "")
    _found(code)
    return redirect("comment-receipt", code=receipts.tidy(code))


@_limited
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Show where a comment stands."""
    return _receipt_page(request, _found(code), code)


def _receipt_page(
    request: HttpRequest, submission: Submission, code: str, message: str = "", status: int = 200
) -> HttpResponse:
    shown = status_of(submission)
    context = {
        "s": shown,
        "submission": submission,
        "code": receipts.tidy(code),
        "message": message,
        "letter_held_back": request.GET.get("thu") == "chua" and not submission.email,
        "policy": policy,
        "breadcrumbs": _crumbs(shown, "Biên nhận"),
    }
    return render(request, "comments/receipt.html", context, status=status)


def _crumbs(shown: Status, last: str) -> list[tuple[str, str]]:
    about = [(shown.title, shown.url)] if shown.url else []
    return [("Trang chủ", "/"), *about, (last, "")]


def _step(question: str, act: Callable[..., Any], allowed: str) -> Callable[..., HttpResponse]:
    """Return the view of one step that is shown by GET and done by POST."""

    @_limited
    def answered(request: HttpRequest, code: str) -> HttpResponse:
        submission = _found(code)
        shown = status_of(submission)
        if request.method == "POST":
            try:
                act(submission=submission, now=timezone.now())
            except NoLongerPossible:
                return _receipt_page(request, _found(code), code, _TOO_LATE, 409)
            return redirect("comment-receipt", code=receipts.tidy(code))
        if not getattr(shown, allowed):
            return redirect("comment-receipt", code=receipts.tidy(code))
        context = {"s": shown, "code": receipts.tidy(code), "question": question, "policy": policy}
        return render(request, "comments/ask_once_more.html", context | {"breadcrumbs": _crumbs(shown, "Biên nhận")})

    return answered


withdraw = _step("withdraw", leaving.withdraw, "can_withdraw")
erase = _step("erase", leaving.erase, "can_erase")
appeal = _step("appeal", submitting.appeal, "can_appeal")


@_limited
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Let the sender change name and words while nobody has decided."""
    submission = _found(code)
    shown = status_of(submission)
    back = redirect("comment-receipt", code=receipts.tidy(code))
    if not shown.can_edit:
        return _receipt_page(request, submission, code, _TOO_LATE, 409) if request.method == "POST" else back
    form, typed = WordsForm(), {"name": submission.name, "body": submission.body}
    warnings: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        form = WordsForm(request.POST)
        typed = {"name": request.POST.get("name", ""), "body": request.POST.get("body", "")}
        warnings = form.personal_data() if form.is_valid() and not request.POST.get("reviewed") else []
        status = 200 if form.is_valid() else 422
        if form.is_valid() and not warnings:
            try:
                submitting.edit(submission=submission, now=timezone.now(), **form.cleaned_data)
            except NoLongerPossible:
                return _receipt_page(request, _found(code), code, _TOO_LATE, 409)
            return back
    context = {
        "s": shown,
        "code": receipts.tidy(code),
        "form": form,
        "typed": typed,
        "warnings": warnings,
        "limits": {"name": NAME_LENGTH, "body": BODY_LENGTH},
        "breadcrumbs": _crumbs(shown, "Sửa ý kiến"),
    }
    return render(request, "comments/edit.html", context, status=status)


@_limited
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the letter's link would do, and do it when asked: looking at it changes nothing."""
    try:
        if request.method == "POST":
            submission = confirming.confirm_address(token=token, now=timezone.now())
        else:
            submission = confirming.waiting_for(token)
    except confirming.LinkUnusable:
        crumbs = [("Trang chủ", "/"), ("Xác nhận địa chỉ thư", "")]
        return render(request, "comments/link_unusable.html", {"breadcrumbs": crumbs}, status=410)
    shown = status_of(submission)
    context = {
        "s": shown,
        "submission": submission,
        "done": submission.email_confirmed_at is not None,
        "receipt_url": reverse("comment-receipts"),
        "breadcrumbs": _crumbs(shown, "Xác nhận địa chỉ thư"),
    }
    return render(request, "comments/confirm.html", context)
