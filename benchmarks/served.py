"""The application that the benchmarks' server serves: the portal, and a bare Django view beside it.

``/bare/N`` answers N bytes through Django's own handler, without any middleware, database or template.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.test.utils import override_settings
from django.urls import path

from portal.wsgi import application as portal_application


def bare(_request: HttpRequest, size: int) -> HttpResponse:
    """Answer ``size`` bytes."""
    return HttpResponse("x" * size)


urlpatterns = [path("bare/<int:size>", bare)]


class _BareRequest(WSGIRequest):
    urlconf = __name__


class _BareHandler(WSGIHandler):
    request_class = _BareRequest


def _bare_application() -> WSGIHandler:
    # The handler reads the list of middleware once, when it is made.
    with override_settings(MIDDLEWARE=[]):
        return _BareHandler()


bare_application = _bare_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Hand the request to the bare view or to the portal."""
    chosen = bare_application if environ["PATH_INFO"].startswith("/bare/") else portal_application
    return chosen(environ, start_response)
