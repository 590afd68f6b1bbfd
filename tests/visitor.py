"""Somebody at the other end of real HTTP: keeps cookies, fills in forms, follows nothing unless told to."""

import http.cookiejar
import json
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from html.parser import HTMLParser
from typing import IO, Any


@dataclass(frozen=True)
class Answer:
    """What a server sent back."""

    url: str
    status: int
    headers: Message
    content: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode(errors="replace")

    @property
    def data(self) -> Any:
        """The body read as JSON."""
        return json.loads(self.content)

    @property
    def is_html(self) -> bool:
        """Whether the body is a page."""
        return self.headers.get_content_type() == "text/html"

    def links(self) -> list[str]:
        """Return the addresses that the page's links lead to, absolute and without their fragments."""
        reader = _Links()
        reader.feed(self.text)
        return [urllib.parse.urldefrag(urllib.parse.urljoin(self.url, link))[0] for link in reader.found]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link's address."""
        address = dict(attrs).get("href")
        if tag == "a" and address:
            self.found.append(address)


class _StayPut(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Hand the redirect itself to the caller."""


@dataclass
class Visitor:
    """A browser without a window; ``address`` is the site's."""

    address: str
    timeout: float = 30.0
    cookies: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def get(self, path: str, headers: Mapping[str, str] | None = None, *, follow: bool = False) -> Answer:
        """Fetch a page."""
        return self._send(urllib.request.Request(self._absolute(path), headers=dict(headers or {})), follow=follow)

    def post(
        self,
        path: str,
        fields: Mapping[str, str] | list[tuple[str, str]],
        files: Mapping[str, tuple[str, bytes]] | None = None,
        *,
        follow: bool = False,
    ) -> Answer:
        """Send a form, with the token that the site's cookie holds and this site as the page it came from."""
        pairs = list(fields.items()) if isinstance(fields, Mapping) else list(fields)
        token = next((cookie.value for cookie in self.cookies if cookie.name == "csrftoken"), None)
        if token:
            pairs.append(("csrfmiddlewaretoken", token))
        body, content_type = _form(pairs, files or {})
        headers = {"Content-Type": content_type, "Referer": self._absolute(path), "Origin": self.address}
        return self._send(urllib.request.Request(self._absolute(path), body, headers), follow=follow)

    def log_in(self, username: str, password: str) -> None:
        """Enter the administration; fails where the site does not let this person in."""
        self.get("/quan-tri/login/")
        answer = self.post("/quan-tri/login/", {"username": username, "password": password, "next": "/quan-tri/"})
        assert answer.status == 302, f"{username} could not log in: {answer.status}"

    def crawl(self, start: str = "/", limit: int = 300) -> dict[str, Answer]:
        """Return every page of the site that links lead to from ``start``, by path (query included)."""
        waiting, seen = [self._absolute(start)], dict[str, Answer]()
        while waiting and len(seen) < limit:
            url = waiting.pop(0)
            path = url.removeprefix(self.address) or "/"
            if path in seen:
                continue
            answer = seen[path] = self.get(path, follow=True)
            if answer.is_html:
                inside = [link for link in answer.links() if link.startswith(self.address + "/")]
                waiting += [link for link in inside if link.removeprefix(self.address) not in seen]
        return seen

    def _absolute(self, path: str) -> str:
        return path if path.startswith(("http://", "https://")) else self.address + path

    def _send(self, request: urllib.request.Request, *, follow: bool) -> Answer:
        handlers: list[urllib.request.BaseHandler] = [
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(self.cookies),
        ]
        if not follow:
            handlers.append(_StayPut())
        opener = urllib.request.build_opener(*handlers)
        try:
            response: IO[bytes] = opener.open(request, timeout=self.timeout)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            return Answer(response.geturl(), response.status, response.headers, response.read())  # type: ignore[attr-defined]


def _form(pairs: list[tuple[str, str]], files: Mapping[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    if not files:
        return urllib.parse.urlencode(pairs).encode(), "application/x-www-form-urlencoded"
    boundary = uuid.uuid4().hex
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in pairs]
    for name, (file_name, content) in files.items():
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n")
    return b"".join([*parts, f"--{boundary}--\r\n".encode()]), f"multipart/form-data; boundary={boundary}"
