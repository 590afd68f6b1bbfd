"""A real browser for the tests marked ``browser``, which fails a test whose pages misbehave.

After each test: no request went to another host, nothing was refused by the content policy, no error was
written to the console.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.live_portal import LivePortal

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--disable-dev-shm-usage"),
]
SERIOUS = {"serious", "critical"}
LOCAL_SCHEMES = ("data:", "blob:", "about:")


@dataclass
class Observed:
    """What pages did behind the reader's back."""

    address: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Listen to the page from now on."""
        page.on("request", lambda request: self._request(request.url))
        page.on("console", lambda message: self._console(message.type, message.text, page.url))
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))

    def _request(self, url: str) -> None:
        if not url.startswith((self.address + "/", *LOCAL_SCHEMES)):
            self.foreign.append(url)

    def _console(self, kind: str, text: str, url: str) -> None:
        # The browser notes an error status of the page itself here too; that is no fault of the page's.
        if kind == "error" and not text.startswith("Failed to load resource: the server responded with a status of"):
            self.errors.append(f"{url}: {text}")


OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The distribution's Chromium, without a window."""
    path = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("không có Chromium (CHROMIUM_PATH)")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's event loop lives in the tests' thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, live_portal: LivePortal) -> Iterator[OpenPage]:
    """Open pages of the live portal: ``open_page(path, width=1280, javascript=True)``, each a new visitor."""
    contexts: list[BrowserContext] = []
    observed = Observed(live_portal.address)

    def opened(path: str = "/", *, width: int = 1280, height: int = 900, javascript: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_portal.address,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale="vi-VN",
        )
        contexts.append(context)
        context.on("page", observed.watch)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert observed.foreign == [], "pages asked other hosts"
    assert observed.errors == [], "pages wrote errors to the console"


@pytest.fixture
def browser_page(open_page: OpenPage) -> Page:
    """The home page in a window of 1280 px."""
    return open_page("/")


def serious_faults(page: Page) -> list[str]:
    """Return what axe finds serious or critical on the page: rule, impact, and the elements concerned."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): " + "; ".join(str(node["target"]) for node in rule["nodes"][:5])
        for rule in found
        if rule["impact"] in SERIOUS
    ]


def widest_overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window (0: nothing to scroll sideways)."""
    return int(page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth"))
