"""A change made in one process is what every process of the running site answers with, within seconds."""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.live_portal import OURS, ROOT, LivePortal

pytestmark = pytest.mark.server
SECONDS = 5.0
# Each reading is a connection of its own, so that all processes take part.
READINGS = 24

OPEN_SECTION = """
from portal.accounts.models import User
from portal.editorial.operations import publish
from portal.home.models import HomePage
from news.models import ArticlePage, SectionPage
who = User.objects.system("set-up")
section = SectionPage(title="Chuyên mục thử", slug="chuyen-muc-thu")
HomePage.objects.get().add_child(instance=section)
publish(section, user=who)
article = ArticlePage(title="Bài còn nháp", slug="bai-thu", body=[("paragraph", "<p>Đoạn.</p>")])
section.add_child(instance=article)
"""
PUBLISH = """
from portal.accounts.models import User
from portal.editorial.operations import publish
from news.models import ArticlePage
publish(ArticlePage.objects.get(slug="bai-thu"), user=User.objects.system("set-up"))
"""
RESTRICT = """
from news.models import SectionPage
from wagtail.models import PageViewRestriction
PageViewRestriction.objects.create(page=SectionPage.objects.get(slug="chuyen-muc-thu"), restriction_type="login")
"""
LIFT = """
from wagtail.models import PageViewRestriction
PageViewRestriction.objects.filter(page__slug="chuyen-muc-thu").delete()
"""
UNPUBLISH = """
from news.models import ArticlePage
ArticlePage.objects.get(slug="bai-thu").unpublish()
"""
DELETE = """
from news.models import SectionPage
SectionPage.objects.filter(slug="chuyen-muc-thu").delete()
"""
ADDRESS = "/chuyen-muc-thu/bai-thu/"
LISTS = ("/chuyen-muc-thu/", "/tin-tuc.atom", "/sitemap.xml")


def change(portal: LivePortal, code: str) -> None:
    """Run ``code`` in a process that is none of the web server's."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    environment["PORTAL_DATA"] = str(portal.data)
    command: list[str | Path] = [
        ROOT / "bin" / "manage",
        "shell",
        "--verbosity",
        "0",
        "--command",
        f"{code}\nprint('changed')",
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "changed" in done.stdout, done.stderr


def readings(portal: LivePortal, path: str) -> list[tuple[int, bool]]:
    """Return status, and whether the article is named, of many visits."""
    answers = [portal.visitor().get(path) for _ in range(READINGS)]
    return [(answer.status, ADDRESS in answer.text) for answer in answers]


def soon(is_so: Callable[[], bool]) -> bool:
    """Return whether it is so before the promised seconds are over."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if is_so():
            return True
    return False


def shown(portal: LivePortal) -> bool:
    """Whether every process shows the article, and the feed names it."""
    seen = readings(portal, ADDRESS) + readings(portal, "/tin-tuc.atom")
    return all(status == 200 for status, _ in seen) and all(named for _, named in seen[READINGS:])


def hidden(portal: LivePortal) -> bool:
    """Whether no process shows the article, and no list names it."""
    if any(status == 200 for status, _ in readings(portal, ADDRESS)):
        return False
    return not any(named for path in LISTS for _, named in readings(portal, path))


def test_every_process_answers_with_the_last_change(live_portal: LivePortal) -> None:
    change(live_portal, OPEN_SECTION)
    try:
        assert hidden(live_portal)
        for code, is_so in (
            (PUBLISH, shown),
            (RESTRICT, hidden),
            (LIFT, shown),
            (UNPUBLISH, hidden),
        ):
            change(live_portal, code)
            assert soon(lambda is_so=is_so: is_so(live_portal)), code  # type: ignore[misc]  # the default binds it
    finally:
        change(live_portal, DELETE)


def test_a_reader_gets_no_cookie_with_a_kept_page(live_portal: LivePortal) -> None:
    for _ in range(2):
        answer = live_portal.visitor().get("/")

        assert answer.headers["Set-Cookie"] is None
        assert "no-cache" in answer.headers["Cache-Control"]
        assert answer.headers["ETag"]
