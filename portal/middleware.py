"""The portal's own middleware: readable requests, content policy, who acts, and atomic writes."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlparse

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from portal.editorial.acting import acting_as
from portal.editorial.reasons import PublicationRefused
from portal.pages import errors
from portal.pages.links import is_visible

# What a form may carry beside its file.
_FORM_ALLOWANCE = 1024 * 1024
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_ADMIN = "/quan-tri/"
_PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# Wagtail's admin carries inline scripts and styles of its own.
_ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'self'; "
    "frame-src 'self'; frame-ancestors 'self'"
)
# Wagtail's views that hash a password or read a picture, which is too slow to do with the write lock in hand.
SLOW_VIEWS = frozenset(
    {"wagtailadmin_login", "wagtailimages:add", "wagtailimages:add_multiple", "wagtailimages_chooser:create"}
)
Next = Callable[[HttpRequest], HttpResponseBase]


class RefuseUnreadableRequests:
    """Answers in the site's frame what cannot be read: 400 for an address that is no text, 413 for too much, 405."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        address = request.META.get("QUERY_STRING", "") + request.path
        if "\x00" in request.path or "%00" in address or _unreadable(request.path):
            return errors.bad_request(request, None)
        if _declared_length(request) > settings.STORED_FILE_MAX_BYTES + _FORM_ALLOWANCE:
            return errors.page(request, errors.TOO_LARGE)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return errors.method_refused(request, response["Allow"])
        return response


def _declared_length(request: HttpRequest) -> int:
    declared = request.META.get("CONTENT_LENGTH") or "0"
    return int(declared) if declared.isdigit() else 0


def _unreadable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


class ContentPolicy:
    """Sends the content policy: strict on public pages, Wagtail's needs in the admin."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        policy = _ADMIN_POLICY if request.path.startswith(_ADMIN) else _PUBLIC_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        return response


class OldAddresses(MiddlewareMixin):
    """Lets old addresses lead on, but never to a page that is not public: its slug would tell the title."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return where an unknown address has moved to, or ``response`` as it is."""
        if response.status_code != 404:
            return response
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        moved = get_redirect(request, path) or get_redirect(request, urlparse(path).path)
        if moved is None or not moved.link or (moved.redirect_page_id and not is_visible(moved.redirect_page_id)):
            return response
        return redirect(moved.link, permanent=moved.is_permanent)


class ActingUser:
    """Lets the rooms below know on whose behalf a writing request acts."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in _UNSAFE:
            return self.get_response(request)
        with acting_as(request.user if request.user.is_authenticated else None):
            return self.get_response(request)


class AtomicWrites:
    """Wraps views of writing requests, and only those, in one transaction.

    Wrapping every request, as ``ATOMIC_REQUESTS`` does, takes SQLite's one write lock for every reader.
    A view marked ``non_atomic_requests`` does its slow part first and opens a transaction itself.
    A closed publishing gate is answered here: what the view had saved as a draft stays.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Run the view of a writing request inside a transaction."""
        if request.method not in _UNSAFE or "default" in getattr(view, "_non_atomic_requests", ()):
            return None
        if request.resolver_match is not None and request.resolver_match.view_name in SLOW_VIEWS:
            return None
        with transaction.atomic():
            try:
                return view(request, *args, **kwargs)
            except PublicationRefused as refusal:
                return _explain(request, refusal)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Explain a closed gate that a non-atomic view met."""
        return _explain(request, exception) if isinstance(exception, PublicationRefused) else None


def _explain(request: HttpRequest, refusal: PublicationRefused) -> HttpResponse:
    if "json" in request.headers.get("Accept", "").split(",")[0]:
        reasons = [{"code": reason.code, "message": reason.message} for reason in refusal.reasons]
        return JsonResponse({"success": False, "error_code": "refused", "reasons": reasons}, status=409)
    for reason in refusal.reasons:
        messages.error(request, reason.message)
    address = AdminURLFinder(request.user).get_edit_url(refusal.obj)
    return redirect(address or "wagtailadmin_home")
