"""An official asks what the province has done about a conclusion of the centre, and who has done nothing."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser_session import OpenPage, serious_faults, widest_overflow

pytestmark = [pytest.mark.browser, pytest.mark.server]
WIDTHS = [360, 1280]


class Clicks:
    """Counts every press, and follows a link as a reader does: by its words, where it can be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, name: str, within: str = "main") -> None:
        self.count += 1
        self.page.locator(within).get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("javascript", [True, False])
def test_what_was_done_and_who_has_not_is_three_clicks_from_the_home_page(
    open_page: OpenPage, width: int, javascript: bool
) -> None:
    page = open_page("/", width=width, javascript=javascript)
    reader = Clicks(page)

    reader.press("Ai đã làm, ai chưa")
    reader.press("cơ quan chưa có", within='.progress > li:has(strong:text-is("14-KL/TW"))')
    gaps = page.locator("table.matrix")
    expect(gaps).to_contain_text("Chưa có")
    expect(gaps).to_contain_text("quá hạn")
    reader.press("Sơ đồ")

    assert reader.count <= 3
    tree = page.locator(".chain__rows")
    expect(tree).to_contain_text("31-CTr/TU")
    expect(tree).to_contain_text("208/KH-UBND")
    expect(tree).to_contain_text("Chưa có văn bản triển khai")
    expect(tree).to_contain_text("145 ngày")


def test_the_home_page_itself_leads_to_the_gaps_in_one_click(open_page: OpenPage) -> None:
    page = open_page("/")
    reader = Clicks(page)

    reader.press("cơ quan chưa có", within='.home-progress li:has(strong:text-is("14-KL/TW"))')

    assert reader.count == 1
    expect(page.locator("table.matrix")).to_contain_text("Chưa có")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_the_journey_are_whole_at_every_width(open_page: OpenPage, width: int) -> None:
    page = open_page("/van-ban/trien-khai/", width=width)
    number = page.get_by_role("link", name="14-KL/TW").first.get_attribute("href") or ""
    base = "/".join(number.split("/")[:3])

    for address in ("/van-ban/trien-khai/", f"{base}/ma-tran/", f"{base}/so-do/", number):
        page.goto(address)
        assert widest_overflow(page) == 0, address
        assert serious_faults(page) == [], address
