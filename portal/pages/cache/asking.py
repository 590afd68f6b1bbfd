"""What of a request decides which page it is answered with."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

Place = tuple[str, str, str]
"""Scheme, host and path."""
Query = tuple[tuple[str, str], ...]

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that a kept page may answer; ``may_fill``: the answer to it may be kept."""

    place: Place
    query: Query
    may_fill: bool

    def narrowed(self, parameters: frozenset[str]) -> Query:
        """Return the part of the query that a view reads, in one order however it was written."""
        return tuple(sorted((pair for pair in self.query if pair[0] in parameters), key=_name))


def _name(pair: tuple[str, str]) -> str:
    return pair[0]


def asked(request: HttpRequest) -> Asked | None:
    """Return what decides the answer; ``None`` for a request that is answered for itself alone.

    That is everything that writes, carries a body, comes from somebody logged in, or is a preview.
    """
    meta = request.META
    if request.method not in ("GET", "HEAD") or getattr(request, "is_dummy", False):
        return None
    if meta.get("CONTENT_LENGTH") not in (None, "", "0") or "HTTP_TRANSFER_ENCODING" in meta:
        return None
    if "HTTP_AUTHORIZATION" in meta or is_known_reader(request):
        return None
    raw = meta.get("QUERY_STRING", "")
    if len(raw) > _LONGEST or "%00" in raw or "\x00" in request.path:
        return None
    try:
        host = request.get_host()
        query = tuple(parse_qsl(raw, keep_blank_values=True, max_num_fields=100)) if raw else ()
        request.path.encode()
    except (DisallowedHost, ValueError):
        return None
    return Asked((request.scheme or "http", host, request.path), query, may_fill=not meta.get("HTTP_COOKIE"))


def is_known_reader(request: HttpRequest) -> bool:
    """Return whether the request carries a session, or a message for this reader."""
    if not request.META.get("HTTP_COOKIE"):
        return False
    return settings.SESSION_COOKIE_NAME in request.COOKIES or CookieStorage.cookie_name in request.COOKIES


def put_query(request: HttpRequest, query: Query) -> None:
    """Let the view see ``query`` and nothing else."""
    request.META["QUERY_STRING"] = urlencode(query)
    request.__dict__.pop("GET", None)
