"""A finished page as it is kept: its bytes, plain and compressed, its headers, and until when it may be shown."""

import gzip
import hashlib
import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

CACHE_CONTROL = "public, no-cache"
VARY = "Accept-Encoding, Cookie"
_KNOWN_VARIATIONS = frozenset({"accept-encoding", "cookie"})
_OWN_HEADERS = frozenset({"cache-control", "content-length", "etag", "vary", "content-encoding"})
_WORTH_COMPRESSING = 500
# A weight above nothing, as RFC 9110 (12.4.2) writes it; what is none is no consent.
_POSITIVE = re.compile(r"(?:q=(?:1(?:\.0{0,3})?|0\.(?!0{1,3}$)\d{1,3}))?")
_LEVEL = 6
_OVERHEAD = 1_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A page (*trang đã dựng*) that everybody may be given until the instant ``until`` (seconds since 1970)."""

    body: bytes
    packed: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    made_at: float
    until: float

    @property
    def size(self) -> int:
        """About how many bytes of memory it takes."""
        return len(self.body) + len(self.packed) + _OVERHEAD

    def is_good(self, now: float) -> bool:
        """Whether it may be shown at ``now``; a clock that was set back ends it too."""
        return self.made_at <= now < self.until


def is_sharable(response: HttpResponseBase) -> bool:
    """Whether the answer is whole, is successful, and says of itself nothing against being given to everybody."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return False
    headers = response.headers
    if "Set-Cookie" in headers or "Content-Encoding" in headers:
        return False
    control = headers.get("Cache-Control", "").lower()
    if "private" in control or "no-store" in control:
        return False
    varies = {name.strip().lower() for name in headers.get("Vary", "").split(",") if name.strip()}
    return varies <= _KNOWN_VARIATIONS


def made_from(response: HttpResponse, *, made_at: float, until: float) -> Answer:
    """Return the answer to be kept."""
    body = response.content
    packed = gzip.compress(body, _LEVEL, mtime=0) if len(body) >= _WORTH_COMPRESSING else b""
    return Answer(
        body=body,
        packed=packed if len(packed) < len(body) else b"",
        headers=tuple((name, value) for name, value in response.items() if name.lower() not in _OWN_HEADERS),
        etag=f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"',
        made_at=made_at,
        until=until,
    )


def answer(request: HttpRequest, kept: Answer) -> HttpResponse:
    """Return the response to ``request``: the page, or 304 where the reader has this very page already."""
    meta = request.META
    wanted = meta.get("HTTP_IF_NONE_MATCH")
    if wanted and (wanted.strip() == "*" or kept.etag in parse_etags(wanted) or kept.etag[2:] in parse_etags(wanted)):
        response: HttpResponse = HttpResponseNotModified()
        headers = response.headers
    else:
        packed = bool(kept.packed) and takes_gzip(meta.get("HTTP_ACCEPT_ENCODING", ""))
        body = kept.packed if packed else kept.body
        response = HttpResponse(b"" if request.method == "HEAD" else body)
        headers = response.headers
        for name, value in kept.headers:
            headers[name] = value
        headers["Content-Length"] = str(len(body))
        if packed:
            headers["Content-Encoding"] = "gzip"
    headers["ETag"] = kept.etag
    headers["Cache-Control"] = CACHE_CONTROL
    headers["Vary"] = VARY
    return response


def takes_gzip(accepted: str) -> bool:
    """Return whether a reader who sends this ``Accept-Encoding`` understands gzip."""
    if "gzip" not in accepted:
        return False
    for part in accepted.split(","):
        name, _, weight = part.partition(";")
        if name.strip().lower() in ("gzip", "x-gzip"):
            return _POSITIVE.fullmatch(weight.replace(" ", "").lower()) is not None
    return False
