"""The form: a short uncached page, or the same form alone where a script asks for it in place."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.comments import guards, policy, submitting
from portal.comments.forms import SubmissionForm
from portal.comments.guards import FormRefused, Place, TooMany
from portal.comments.models import BODY_LENGTH, NAME_LENGTH, Submission
from portal.comments.targets import Target, target_of
from portal.throttle.limits import sender_of

TRAP = "website"
_TOO_OLD = (
    "Biểu mẫu mở đã quá lâu nên trang đã làm mới. Những gì bạn viết vẫn còn đây; mời bạn bấm “Gửi ý kiến” lần nữa."
)
_TOO_FAST = "Biểu mẫu được gửi nhanh hơn một người có thể viết. Mời bạn xem lại rồi bấm “Gửi ý kiến” lần nữa."
_TRAPPED = "Có một ô ẩn phải để trống mà lại được điền. Trang đã xóa ô đó; mời bạn bấm “Gửi ý kiến” lần nữa."
_KEY_USED = (
    "Biểu mẫu này đã được gửi một lần với nội dung khác, và ý kiến ấy trang đã nhận. "
    "Nếu bạn muốn gửi thêm ý kiến này, mời bấm “Gửi ý kiến” lần nữa."
)
_TOO_MANY = (
    "Chưa gửi được: từ địa chỉ mạng này vừa có nhiều ý kiến. Những gì bạn viết vẫn còn đây; "
    "mời bạn gửi lại sau khoảng {} phút, hoặc chép lại để dành."
)
_CANNOT_COUNT = (
    "Chưa gửi được: hệ thống đang bận. Những gì bạn viết vẫn còn đây; mời bạn thử lại sau ít phút, "
    "hoặc chép lại để dành."
)
_EXPIRED = (
    "Trang chưa xác nhận được biểu mẫu này do bạn gửi, nên chưa lưu gì. Những gì bạn viết vẫn còn đây; mời bạn bấm "
    "“Gửi ý kiến” lần nữa. Nếu lại thấy lời này, có thể trình duyệt đang chặn cookie của trang."
)
_REASONS = {"too_old": _TOO_OLD, "too_fast": _TOO_FAST, "foreign": _TOO_OLD}
View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """Keep the answers of ``view`` out of every cache and every search engine."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        # Codes and links stand in these addresses: a refusal is not written to the log, where others read them.
        response._has_been_logged = True  # type: ignore[attr-defined]  # how Django marks it
        return response

    return answered


@dataclass(frozen=True, slots=True)
class Shown:
    """What one showing of the form says beside the fields."""

    form: SubmissionForm
    token: str
    warnings: list[tuple[str, str]] = field(default_factory=list)
    message: str = ""


@private
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def comment_form(
    request: HttpRequest, kind: str, pk: int, parent: Submission | None = None, *, is_expired: bool = False
) -> HttpResponse:
    """Show the form for a target, or take what was typed into it and lead to the receipt.

    ``parent`` makes it a reply. 404 for whatever takes no comments now, whether it exists or not. ``is_expired``:
    nothing tells that the sender meant to send it; the words are given back in a form of their own.
    """
    target = target_of(kind, pk)
    if target is None or target.kind != kind or not target.is_visible:
        raise Http404
    place = Place(kind, target.pk, parent.pk if parent else None)
    if request.method != "POST":
        if not target.is_open:
            raise Http404
        return _show(request, target, parent, Shown(SubmissionForm(), guards.new_token(place)))
    if not target.is_open:
        return _hand_back(request, target, 409, "Mục này vừa ngừng nhận ý kiến.")
    if is_expired:
        form = SubmissionForm(request.POST)
        form.is_valid()
        return _show(request, target, parent, Shown(form, guards.new_token(place), message=_EXPIRED), 403)
    return _take(request, target, place, parent)


def _take(request: HttpRequest, target: Target, place: Place, parent: Submission | None) -> HttpResponse:
    client, form, token = sender_of(request.META), SubmissionForm(request.POST), request.POST.get("token", "")
    form.is_valid()

    def again(status: int, **said: Any) -> HttpResponse:
        return _show(request, target, parent, Shown(form, **({"token": token} | said)), status)

    try:
        guards.count("attempt", guards.client_digest(client))
        key = guards.read_token(token, place, timezone.now())
        if request.POST.get(TRAP):
            return again(422, message=_TRAPPED)
        if not form.is_valid():
            return again(422)
        if not request.POST.get("reviewed") and (warnings := form.personal_data()):
            return again(200, warnings=warnings)
        return _submit(form, key, target, parent, client)
    except FormRefused as refusal:
        fresh = token if refusal.why == "too_fast" else guards.new_token(place)
        return again(400 if refusal.why == "foreign" else 422, token=fresh, message=_REASONS[refusal.why])
    except submitting.KeyUsed:
        return again(409, token=guards.new_token(place), message=_KEY_USED)
    except guards.CannotCount as away:
        response = again(503, message=_CANNOT_COUNT)
        response["Retry-After"] = str(away.seconds)
        return response
    except TooMany as limit:
        response = again(429, message=_TOO_MANY.format(max(1, round(limit.seconds / 60))))
        response["Retry-After"] = str(limit.seconds)
        return response
    except submitting.ParentGone:
        return _hand_back(request, target, 409, "Ý kiến mà bạn trả lời không còn trên trang.")
    except submitting.PlaceClosed:
        return _hand_back(request, target, 409, "Mục này vừa ngừng nhận ý kiến.")


def _submit(
    form: SubmissionForm, key: uuid.UUID, target: Target, parent: Submission | None, client: str
) -> HttpResponse:
    said = form.cleaned_data
    typed = submitting.Typed(said["name"], said["body"], said["email"], parent.pk if parent else None)
    receipt = submitting.submit(key=key, target=target, typed=typed, client=client)
    if not receipt.code:
        raise submitting.KeyUsed
    address = reverse("comment-receipt", args=[receipt.code])
    return redirect(f"{address}?thu=chua" if receipt.letter_held_back else address)


def _show(
    request: HttpRequest, target: Target, parent: Submission | None, shown: Shown, status: int = 200
) -> HttpResponse:
    context = {
        "target": target,
        "parent": parent,
        "shown": shown,
        "form": shown.form,
        "typed": request.POST if request.method == "POST" else {},
        "action": request.path,
        "fragment": asks_for_fragment(request),
        "policy": policy,
        "consent": policy.consent_text(),
        "trap": TRAP,
        "limits": {"name": NAME_LENGTH, "body": BODY_LENGTH},
        "breadcrumbs": [("Trang chủ", "/"), (target.title, target.url), ("Gửi ý kiến", "")],
    }
    template = "comments/parts/form.html" if context["fragment"] else "comments/form.html"
    return render(request, template, context, status=status)


def _hand_back(request: HttpRequest, target: Target, status: int, why: str) -> HttpResponse:
    """Say that nothing was taken, and give back every word, to copy or to send later."""
    context = {
        "target": target,
        "why": why,
        "status": status,
        "typed": request.POST,
        "fragment": asks_for_fragment(request),
        "breadcrumbs": [("Trang chủ", "/"), (target.title, target.url), ("Chưa gửi được", "")],
    }
    template = "comments/parts/handed_back.html" if context["fragment"] else "comments/handed_back.html"
    return render(request, template, context, status=status)


def asks_for_fragment(request: HttpRequest) -> bool:
    """Return whether only the form is wanted, without the page around it."""
    return request.headers.get("X-Requested-With") == "fetch" or request.GET.get("manh") == "1"
