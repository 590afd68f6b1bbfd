"""A proxy between the portal and a real Elasticsearch that lets single things go wrong, as clusters do.

What it does not spoil is the server's own answer. Written with the standard library; one thread a connection.
"""

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Lines = list[dict[str, Any]]


@dataclass(frozen=True)
class Asked:
    """One request on its way."""

    method: str
    path: str
    body: bytes
    kind: str
    """Its content type."""


@dataclass(frozen=True)
class Answered:
    """One answer on its way back; ``pause`` seconds pass after each of its bytes."""

    status: int
    body: bytes
    pause: float = 0.0

    @property
    def told(self) -> Any:
        """The answer as values."""
        return json.loads(self.body)


Onward = Callable[[Asked], Answered]
Fault = Callable[[Asked, Onward], Answered]


class ElasticsearchProxy:
    """Stands before the server at ``address`` on a port of its own; ``fault`` is what goes wrong now."""

    def __init__(self, address: str) -> None:
        self.fault: Fault | None = None
        self.asked: list[Asked] = []
        self.port = 0
        self._answering = self._handler(address)
        self._start()

    def _start(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), self._answering)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def url(self, prefix: str) -> str:
        """Return the ``SEARCH_URL`` that leads through here."""
        return f"elasticsearch://127.0.0.1:{self.port}/{prefix}"

    @contextmanager
    def failing(self, fault: Fault) -> Iterator[None]:
        """Let ``fault`` happen for as long as the context is open."""
        self.fault = fault
        try:
            yield
        finally:
            self.fault = None

    @contextmanager
    def away(self) -> Iterator[None]:
        """Nobody listens there for as long as the context is open, and what was connected is cut off."""
        self.fault = _cut_off
        self.stop()
        try:
            yield
        finally:
            self._start()
            self.fault = None

    def stop(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()

    def _handler(self, address: str) -> type[BaseHTTPRequestHandler]:
        proxy = self

        def onward(asked: Asked) -> Answered:
            request = urllib.request.Request(
                f"http://{address}{asked.path}", data=asked.body or None, method=asked.method
            )
            request.add_header("Content-Type", asked.kind)
            request.add_header("Accept", "application/vnd.elasticsearch+json; compatible-with=8")
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    return Answered(answer.status, answer.read())
            except urllib.error.HTTPError as refused:
                with refused:
                    return Answered(refused.code, refused.read())

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _pass(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                asked = Asked(self.command, self.path, body, self.headers.get("Content-Type") or "application/json")
                proxy.asked.append(asked)
                try:
                    answer = proxy.fault(asked, onward) if proxy.fault else onward(asked)
                except (OSError, urllib.error.URLError):
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                self.send_header("X-Elastic-Product", "Elasticsearch")
                self.send_header("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8")
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                try:
                    for part in [answer.body] if not answer.pause else [bytes([byte]) for byte in answer.body]:
                        self.wfile.write(part)
                        time.sleep(answer.pause)
                except OSError:
                    self.close_connection = True  # who asked has left

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _pass

            def log_message(self, *arguments: object) -> None:
                """Say nothing."""

        return Handler


def _cut_off(asked: Asked, onward: Onward) -> Answered:
    raise ConnectionAbortedError(f"{asked.path} is not answered")


# --- What can go wrong ------------------------------------------------------------------------------------------


def a_byte_a_second(asked: Asked, onward: Onward) -> Answered:
    """The answer drips."""
    answer = onward(asked)
    return Answered(answer.status, answer.body, pause=1.0)


def a_part_is_missing(asked: Asked, onward: Onward) -> Answered:
    """A shard does not answer, and the server says little was found."""
    answer = onward(asked)
    if not asked.path.partition("?")[0].endswith(("_search", "_msearch")):
        return answer
    told = answer.told
    for each in told.get("responses", [told]):
        each["_shards"] |= {"failed": 1, "successful": 0}
        each["hits"] |= {"hits": [], "total": {"value": 0, "relation": "eq"}}
    return Answered(200, json.dumps(told).encode())


def no_answer_of_a_search_server(asked: Asked, onward: Onward) -> Answered:
    """Something else stands there and answers with a page."""
    return Answered(200, b"<html>Xin chao</html>")


class ItemsRefused:
    """Of each bulk request some items are refused with ``status`` the first ``times``; the others are done."""

    def __init__(self, share: float, status: int, times: int = 1) -> None:
        self.refused: set[str] = set()
        self._seen: dict[str, int] = {}
        self.requests: list[int] = []
        self._every, self._status, self._times = max(1, round(1 / share)), status, times

    def __call__(self, asked: Asked, onward: Onward) -> Answered:
        """Take some items out, let the others through, and put the answers together again."""
        if "/_bulk" not in asked.path:
            return onward(asked)
        items = _items(asked.body)
        self.requests.append(len(items))
        is_refused = [self._is_refused(lines[0]) for lines in items]
        kept = [lines for lines, refused in zip(items, is_refused, strict=True) if not refused]
        body = b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for lines in kept for line in lines)
        answers = iter(onward(Asked(asked.method, asked.path, body, asked.kind)).told["items"] if kept else ())
        told = [
            self._refusal(lines[0]) if refused else next(answers)
            for lines, refused in zip(items, is_refused, strict=True)
        ]
        return Answered(200, json.dumps({"took": 1, "errors": any(is_refused), "items": told}).encode())

    def _is_refused(self, head: dict[str, Any]) -> bool:
        ((_, place),) = head.items()
        key = f"{place['_index']} {place['_id']}"
        if key not in self._seen and len(self._seen) % self._every == 0:
            self.refused.add(key)
        self._seen[key] = self._seen.get(key, 0) + 1
        return key in self.refused and self._seen[key] <= self._times

    def _refusal(self, head: dict[str, Any]) -> dict[str, Any]:
        ((action, place),) = head.items()
        error = {"type": "es_rejected_execution_exception", "reason": "rejected execution"}
        return {action: {"_index": place["_index"], "_id": place["_id"], "status": self._status, "error": error}}


def _items(body: bytes) -> list[Lines]:
    lines = [json.loads(line) for line in body.splitlines() if line]
    items: list[Lines] = []
    at = 0
    while at < len(lines):
        length = 1 if "delete" in lines[at] else 2
        items.append(lines[at : at + length])
        at += length
    return items
