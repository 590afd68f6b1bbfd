"""What every resource of the public interface does alike: reads only, JSON only, no session, a limit, sentences.

Whoever asks is nobody in particular: there is no log-in, no cookie and no form, and an answer holds what everybody may
read. The library is Django REST framework; its own pages and log-ins are not offered.
"""

from typing import Any

from django.db.models import BigIntegerField
from django.http import Http404, HttpResponse
from rest_framework.exceptions import APIException, NotFound
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.throttle import limits

REQUESTS_A_MINUTE = 120
TOO_MANY = "Quá nhiều yêu cầu trong một phút. Mời thử lại sau ít phút."


class Refused(APIException):
    """A request that is not served: ``status_code``, a sentence, and when another attempt makes sense."""

    def __init__(self, status: int, message: str, *, retry_after: int = 0) -> None:
        super().__init__(message)
        self.status_code, self.message, self.retry_after = status, message, retry_after


class OnlyJson(BaseContentNegotiation):
    """Whatever a client says that it takes, it gets JSON: there is nothing else."""

    def select_parser(self, request: Any, parsers: Any) -> None:
        """Return nothing: no request has a body that is read."""

    def select_renderer(self, request: Any, renderers: Any, format_suffix: str | None = None) -> tuple[Any, str]:
        """Return the one renderer."""
        return renderers[0], renderers[0].media_type


class PublicView(APIView):
    """A resource that everybody may read. ``budget`` names what is counted for its limit."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    parser_classes = ()
    renderer_classes = (JSONRenderer,)
    content_negotiation_class = OnlyJson
    budget = "api"

    def a_minute(self) -> int:
        """Return how many requests one client may make in a minute."""
        return REQUESTS_A_MINUTE

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Count the request; a reader is not kept out where nothing can be counted."""
        super().initial(request, *args, **kwargs)
        if not limits.allow(self.budget, limits.sender_of(request.META), limit=self.a_minute(), seconds=60):
            raise Refused(429, TOO_MANY, retry_after=60)
        if kwargs.get("pk", 0) > BigIntegerField.MAX_BIGINT:
            # No database can even be asked for it.
            raise Http404

    def get_exception_handler(self) -> Any:
        """Return what makes a refusal an answer; anything else stays an error of the site."""
        return _explain

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep answers out of caches, for what they hold may be taken down at any moment."""
        finished: HttpResponse = super().finalize_response(request, response, *args, **kwargs)
        finished.headers.setdefault("Cache-Control", "no-store")
        finished.headers.setdefault("X-Robots-Tag", "noindex")
        del finished["Allow"]
        return finished


def _explain(error: Exception, context: Any) -> Response | None:
    if isinstance(error, Http404 | NotFound):
        return Response({"message": "Không có bản ghi này."}, status=404)
    if isinstance(error, Refused):
        headers = {"Retry-After": str(error.retry_after)} if error.retry_after else None
        return Response({"message": error.message}, status=error.status_code, headers=headers)
    return None
