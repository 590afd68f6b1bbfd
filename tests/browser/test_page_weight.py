"""What a page costs a reader with a slow line: bytes and requests of the first view and of the next one.

Static files are collected and compressed here, as on a site that has been set up for the public.
"""

import os
import socket
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.live_portal import OURS, ROOT, LivePortal
from tests.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.server]
FRAME_AND_TEXT = 100_000
REQUESTS = 15
SECOND_VIEW = 0.25
# What the page's own bytes are made of; pictures are counted as requests only.
COUNTED = ("Document", "Stylesheet", "Script", "Font", "Fetch", "XHR")
PYTHON = ROOT / ".venv" / "bin" / "python"


@dataclass
class Weight:
    """What came over the wire."""

    bytes: Counter[str] = field(default_factory=Counter)
    requests: list[str] = field(default_factory=list)

    @property
    def text(self) -> int:
        """Bytes of everything but pictures."""
        return sum(self.bytes[kind] for kind in COUNTED)

    @property
    def whole(self) -> int:
        """Bytes of everything."""
        return sum(self.bytes.values())


@pytest.fixture(scope="module")
def collected(live_portal: LivePortal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """The live portal's content behind a web server that sends collected static files."""
    static = tmp_path_factory.mktemp("static")
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment |= {"PORTAL_DATA": str(live_portal.data), "PORTAL_STATIC": str(static)}
    subprocess.run([PYTHON, "manage.py", "collectstatic", "--no-input", "-v0"], cwd=ROOT, env=environment, check=True)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        command: list[str | Path] = [
            PYTHON,
            "-m",
            "gunicorn",
            "portal.wsgi:application",
            "--config",
            "python:portal.webserver",
        ]
        command += ["--bind", f"fd://{listener.fileno()}"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=[listener.fileno()])
        visitor = Visitor(f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=60)
        try:
            assert visitor.get("/healthz").status == 200
            yield visitor
        finally:
            server.terminate()
            server.wait(timeout=30)


def views(visitor: Visitor) -> dict[str, str]:
    """Return an address of each kind of page."""
    inside = [link.removeprefix(visitor.address) for link in visitor.get("/").links()]
    inside += [link.removeprefix(visitor.address) for link in visitor.get("/guong-dien-hinh/").links()]

    def first(start: str, depth: int) -> str:
        return next(link for link in inside if link.startswith(start) and link.count("/") == depth and "?" not in link)

    return {
        "home": "/",
        "article": first("/tin-tuc/", 4),
        "document": first("/van-ban/", 4),
        "exemplar": first("/guong-dien-hinh/", 3),
        "list": "/tin-tuc/",
        "list of exemplars": "/guong-dien-hinh/",
        "archive": "/van-ban/",
        "search": "/tim-kiem/?q=dan+van",
    }


def weigh(page: Page, address: str) -> Weight:
    """Return what a visit of ``address`` brings over the wire."""
    weight, kinds = Weight(), dict[str, str]()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")

    def asked(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event.get("type", "Other")

    def answered(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]
        response = event["response"]
        if not response.get("fromDiskCache") and response["url"].startswith("http"):
            weight.requests.append(response["url"])

    def finished(event: dict[str, Any]) -> None:
        weight.bytes[kinds.get(event["requestId"], "Other")] += int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    session.detach()
    return weight


def visits(chromium: Browser, address: str, *, javascript: bool = True) -> tuple[Weight, Weight]:
    """Return the first and the second view of ``address`` by a new reader with a small phone."""
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=javascript, locale="vi-VN"
    )
    try:
        page = context.new_page()
        first = weigh(page, address)
        page.goto("about:blank")
        return first, weigh(page, address)
    finally:
        context.close()


def test_the_first_view_of_a_page_is_light_and_the_second_lighter(chromium: Browser, collected: Visitor) -> None:
    heavy = {}
    for kind, path in views(collected).items():
        first, second = visits(chromium, collected.address + path)
        told = f"{first.text} bytes, {len(first.requests)} requests, then {second.whole} of {first.whole}"
        print(f"{kind}: {told} {dict(first.bytes)}")
        too_much = first.text > FRAME_AND_TEXT or len(first.requests) > REQUESTS
        if too_much or second.whole > first.whole * SECOND_VIEW:
            heavy[kind] = told

    assert heavy == {}


def test_a_page_without_scripts_shows_its_text(chromium: Browser, collected: Visitor) -> None:
    for path in views(collected).values():
        context = chromium.new_context(java_script_enabled=False, locale="vi-VN")
        page = context.new_page()
        page.goto(collected.address + path)
        assert len(page.inner_text("main")) > 200, path
        context.close()


def test_the_page_itself_is_sent_compressed(collected: Visitor) -> None:
    for path in views(collected).values():
        answer = collected.get(path, {"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip", path
        assert len(answer.content) <= 14_600, f"{path}: {len(answer.content)} bytes do not fit the first flight"
