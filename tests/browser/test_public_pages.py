"""Every public page in a real browser: accessible, self-sufficient, usable on a small phone and without scripts."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser_session import OpenPage, serious_faults, widest_overflow
from tests.live_portal import few_of_each
from tests.visitor import Answer

pytestmark = [pytest.mark.browser, pytest.mark.server]
ERRORS = ["/khong-co-trang-nay/", "/van-ban/0/khong-co/", "/tim-kiem/?q=khongcogihetcatren"]


@pytest.fixture
def pages(crawled: dict[str, Answer]) -> list[str]:
    """Every public page that links lead to; of those that differ by their query alone, three of each."""
    return [path for path in few_of_each(crawled) if crawled[path].is_html] + ERRORS


def test_every_link_of_the_site_leads_somewhere(crawled: dict[str, Answer]) -> None:
    broken = {path: answer.status for path, answer in crawled.items() if answer.status >= 400}

    assert broken == {}
    assert len(crawled) > 20


def test_axe_finds_nothing_serious_on_any_page(open_page: OpenPage, pages: list[str]) -> None:
    page = open_page("/")

    faults = {}
    for path in pages:
        page.goto(path)
        if found := serious_faults(page):
            faults[path] = found

    assert faults == {}


def test_axe_finds_nothing_serious_in_the_dark(open_page: OpenPage, pages: list[str]) -> None:
    page = open_page("/")
    page.emulate_media(color_scheme="dark")

    faults = {}
    for path in pages[:12]:
        page.goto(path)
        if found := serious_faults(page):
            faults[path] = found

    assert faults == {}


def test_no_page_scrolls_sideways_on_a_small_phone(open_page: OpenPage, pages: list[str]) -> None:
    page = open_page("/", width=320, height=640)

    overflowing = {}
    for path in pages:
        page.goto(path)
        if pixels := widest_overflow(page):
            overflowing[path] = pixels

    assert overflowing == {}


def test_every_page_can_be_read_without_scripts(open_page: OpenPage, pages: list[str]) -> None:
    page = open_page("/", javascript=False)

    for path in pages:
        page.goto(path)
        assert page.locator("main h1").count() == 1, path
        assert page.locator("main").inner_text().strip(), path


def test_the_first_stop_of_the_keyboard_skips_to_the_content(open_page: OpenPage) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")

    target = page.evaluate("document.activeElement.getAttribute('href')")

    assert target.startswith("#")
    assert page.locator(target).count() == 1


def test_a_reader_without_scripts_finds_a_document_from_the_home_page(open_page: OpenPage) -> None:
    page = open_page("/", javascript=False)
    page.locator("input[name=q]").first.fill("ket luan")
    page.locator("input[name=q]").first.press("Enter")

    page.wait_for_url(re.compile(r"[?&]q=ket\+luan"))

    assert headings(page)
    assert page.locator("main mark").count() > 0


def headings(page: Page) -> list[str]:
    return page.locator("main h1, main h2, main h3").all_inner_texts()
