"""What comes out of the printer is the document, and not the page about it."""

import pytest
from playwright.sync_api import expect

from tests.browser_session import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_a_document_with_a_text_prints_its_text_alone(open_page: OpenPage) -> None:
    page = open_page("/van-ban/so/208.kh.ubnd/")
    expect(page.locator("#trien-khai")).to_be_visible()

    page.emulate_media(media="print")

    expect(page.locator(".sheet")).to_be_visible()
    expect(page.locator(".status-card")).to_be_visible()
    for part in (".document-facts", ".citation-box", "#trien-khai", "#quan-he", "#lich-su", ".document-menu"):
        expect(page.locator(part).first).to_be_hidden()


def test_a_document_without_a_text_prints_what_is_known_of_it(open_page: OpenPage) -> None:
    page = open_page("/van-ban/so/14.kl.tw/")

    page.emulate_media(media="print")

    for part in (".document-facts", ".citation-box", "#trien-khai"):
        expect(page.locator(part).first).to_be_visible()
