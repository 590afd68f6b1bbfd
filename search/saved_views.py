"""Pages of saved searches: the form, the letter's link, and the link that stops it. None is cached."""

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.comments.form_views import private
from portal.comments.guards import client_digest
from portal.pages import errors
from portal.throttle import limits
from search import saving, states
from search.forms import SearchForm
from search.saved_forms import SaveForm
from search.saved_models import Frequency

TRAP = "website"
_TRAPPED = "Có một ô ẩn phải để trống mà lại được điền. Trang đã xóa ô đó; mời bạn bấm nút lần nữa."
_PATIENCE = 5.0
_CRUMBS = [("Trang chủ", "/"), ("Tìm kiếm", "/tim-kiem/")]


@private
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """Show the form for the search in the address, or take it and say that a letter is on its way.

    The answer to a filled-in form is the same for every address, known or not.
    """
    asked = states.read(request.GET)
    state = states.state_of(asked)
    if asked.errors or len(state) > saving.LONGEST_STATE:
        return errors.bad_request(request)
    if request.method != "POST":
        return _form(request, asked, SaveForm())
    try:
        if not _may("save", client_digest(limits.sender_of(request.META))):
            return _wait(request, errors.too_many(request), 600)
        form = SaveForm(request.POST)
        if request.POST.get(TRAP):
            form.is_valid()
            return _form(request, asked, form, message=_TRAPPED, status=422)
        if not form.is_valid():
            return _form(request, asked, form, status=422)
        wish = saving.Wish(state, form.cleaned_data["email"], form.cleaned_data["frequency"])
        if _may("letters", client_digest(wish.email.strip().lower())):
            saving.request(wish, now=timezone.now())
    except limits.CountersAway:
        return _wait(request, errors.unavailable(request), 60)
    context = {"breadcrumbs": [*_CRUMBS, ("Nhận thư báo", "")], "back": states.page_address(asked)}
    return render(request, "search/saved/asked.html", context)


def _may(what: str, who: str) -> bool:
    """Count one more; raises CountersAway where nothing can be counted: then nothing is taken."""
    return all(
        limits.within(f"search-{what}-{seconds}", who, limit=limit, seconds=seconds, patience=_PATIENCE)
        for limit, seconds in settings.SAVED_SEARCH_LIMITS[what]
    )


def _wait(request: HttpRequest, response: HttpResponse, seconds: int) -> HttpResponse:
    response["Retry-After"] = str(seconds)
    return response


def _form(
    request: HttpRequest, asked: SearchForm, form: SaveForm, *, message: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "typed": request.POST if request.method == "POST" else {},
        "message": message,
        "words": states.in_words(asked),
        "back": states.page_address(asked),
        "action": request.get_full_path(),
        "frequencies": Frequency.choices,
        "consent": saving.CONSENT_TEXT,
        "consent_version": saving.CONSENT_VERSION,
        "most": saving.MOST_SEARCHES,
        "trap": TRAP,
        "breadcrumbs": [*_CRUMBS, ("Nhận thư báo", "")],
    }
    return render(request, "search/saved/form.html", context, status=status)


@private
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the letter's link would do, and do it when asked: looking at it changes nothing."""
    context: dict[str, object] = {"breadcrumbs": [*_CRUMBS, ("Xác nhận địa chỉ thư", "")]}
    try:
        if request.method == "POST":
            saved = saving.confirm(token=token, now=timezone.now())
        else:
            saved = saving.waiting_for(token)
    except saving.LinkUnusable:
        return render(request, "search/saved/unusable.html", context, status=410)
    context |= {
        "saved": saved,
        "done": saved.confirmed_at is not None,
        "words": saving.in_words(saved),
        "stop": saving.stop_token(saved),
    }
    return render(request, "search/saved/confirm.html", context)


@private
@csrf_exempt  # the signed link is the right to stop; mail programs press the button for people, without any cookie
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Offer the button that ends letters, and end them when it is pressed. Tells nothing of what there was."""
    context: dict[str, object] = {"breadcrumbs": [*_CRUMBS, ("Thôi nhận thư báo", "")]}
    if not saving.is_stop_token(token):
        return render(request, "search/saved/unusable.html", context, status=404)
    if request.method == "POST":
        saving.stop(token=token)
    context["done"] = request.method == "POST"
    return render(request, "search/saved/stop.html", context)
