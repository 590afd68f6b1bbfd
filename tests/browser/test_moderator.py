"""A moderator's morning in a real browser: by keyboard, by mouse, without JavaScript, on a phone."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser_session import OpenPage, serious_faults, widest_overflow
from tests.live_portal import LivePortal

pytestmark = [pytest.mark.browser, pytest.mark.server]
ARTICLE = re.compile(r"/tin-tuc/[^/]+/[^/]+/$")


@pytest.fixture
def enter(open_page: OpenPage, live_portal: LivePortal):  # type: ignore[no-untyped-def]  # a function made here
    """Log in as a moderator: ``enter("kiemduyet", width=360)``."""

    def entered(username: str = "kiemduyet", **window: object) -> Page:
        page = open_page("/quan-tri/login/", **window)
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", live_portal.accounts[username])
        page.keyboard.press("Enter")
        page.wait_for_url("**/quan-tri/")
        return page

    return entered


def send(open_page: OpenPage, body: str, name: str = "Nông Thị Phương") -> tuple[str, str]:
    """Send an opinion about the first article that takes one; return the article's address and the receipt's."""
    reader = open_page("/tin-tuc/", javascript=False)
    addresses = [link.get_attribute("href") or "" for link in reader.locator("main a[href^='/tin-tuc/']").all()]
    for address in addresses:
        reader.goto(address)
        form = reader.locator("a[href*='/binh-luan/gui/']")
        if form.count():
            break
    form.first.click()
    reader.locator("[name=name]").fill(name)
    reader.locator("[name=body]").fill(body)
    reader.locator("[name=consent]").check()
    reader.wait_for_timeout(2_500)  # the form refuses what comes faster than a person writes
    reader.locator("main form[method=post] [type=submit]").last.click()
    if not reader.locator(".receipt__code").count():  # asked whether the number in it shall really be public
        reader.locator("main form[method=post] [type=submit]").last.click()
    expect(reader.locator(".receipt__code")).to_be_visible()
    return address, reader.url


def open_item(page: Page, words: str) -> None:
    page.goto("/quan-tri/y-kien-ban-doc/?tim=" + words.replace(" ", "+"))
    page.get_by_role("link", name=re.compile(re.escape(words))).first.click()
    page.locator("[data-mod-body]").wait_for()


def test_by_keyboard_a_part_is_cut_out_and_the_rest_shown(enter, open_page: OpenPage) -> None:  # type: ignore[no-untyped-def]
    words = f"Đề nghị dán bản chụp trang sổ {uuid4().hex[:6]}"
    article, receipt = send(open_page, f"{words}. Ai cần hỏi thêm cứ gọi 0900 000 000 gặp cô Mẩy.")
    page = enter()
    open_item(page, words)
    assert serious_faults(page) == []

    page.keyboard.press("l")
    expect(page.locator("input[name=decision][value=mask]")).to_be_checked()
    page.locator("[data-mod-cuts] input[type=checkbox]").first.check()
    expect(page.locator("[data-mod-preview]")).to_contain_text("cứ gọi [đã lược] gặp cô Mẩy.")
    page.evaluate(
        """() => { const body = document.querySelector("[data-mod-body]"), last = body.lastChild, range = new Range();
        const at = last.textContent.indexOf("cô Mẩy"); range.setStart(last, at); range.setEnd(last, at + 6);
        const chosen = getSelection(); chosen.removeAllRanges(); chosen.addRange(range); }"""
    )
    page.keyboard.press("l")
    expect(page.locator("[data-mod-preview]")).to_contain_text("cứ gọi [đã lược] gặp [đã lược].")
    page.keyboard.press("2")
    expect(page.locator("[data-mod-cuts] select").last).to_have_value("TT-06")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".messages .success")).to_contain_text("Đã đăng bản lược")

    reader = open_page(article)
    expect(reader.locator("#y-kien")).to_contain_text(words)
    expect(reader.locator("#y-kien")).to_contain_text("cứ gọi [đã lược] gặp [đã lược].")
    assert "0900 000 000" not in reader.content()

    page.keyboard.press("u")
    expect(page.locator(".messages .success")).to_contain_text("Đã hoàn tác")
    reader.reload()
    expect(reader.locator("body")).not_to_contain_text(words)
    reader.goto(receipt)
    expect(reader.locator("main")).to_contain_text("hàng chờ")


def test_a_refusal_by_keyboard_tells_its_reason_on_the_receipt(enter, open_page: OpenPage) -> None:  # type: ignore[no-untyped-def]
    words = f"Ý kiến lạc đề {uuid4().hex[:6]}"
    _, receipt = send(open_page, words)
    page = enter()
    open_item(page, words)

    page.keyboard.press("t")
    page.keyboard.press("1")
    page.locator("#mod-note").fill("Mời chị gửi dưới bài về đường thôn.")
    page.locator("#mod-note").press("Control+Enter")
    expect(page.locator(".messages .success")).to_contain_text("Đã từ chối")

    sender = open_page(receipt)
    expect(sender.locator("main")).to_contain_text("CD-01")
    expect(sender.locator("main")).to_contain_text("Mời chị gửi dưới bài về đường thôn.")


def test_without_javascript_everything_works_with_plain_forms(enter, open_page: OpenPage) -> None:  # type: ignore[no-untyped-def]
    words = f"Cảm ơn bà Ngần {uuid4().hex[:6]}"
    article, _ = send(open_page, f"{words}, gọi 0911 222 333.")
    page = enter(javascript=False)
    open_item(page, words)

    page.locator(".mod-choice", has_text="Đăng, lược phần đánh dấu").click()
    page.locator("[data-mod-cuts] input[type=checkbox]").first.check()
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator("[data-mod-preview]")).to_contain_text(f"{words}, gọi [đã lược].")
    page.get_by_role("button", name=re.compile("Ghi quyết định")).click()
    expect(page.locator(".messages .success")).to_contain_text("Đã đăng bản lược")

    expect(open_page(article).locator("#y-kien")).to_contain_text(f"{words}, gọi [đã lược].")


def test_the_queue_fits_a_phone_and_walks_by_keyboard(enter, open_page: OpenPage) -> None:  # type: ignore[no-untyped-def]
    send(open_page, f"Một dòng dài không có dấu cách {'x' * 60} {uuid4().hex[:6]}")
    phone = enter(width=360)
    phone.goto("/quan-tri/y-kien-ban-doc/")
    assert widest_overflow(phone) == 0
    phone.locator("[data-mod-list] a").last.click()
    phone.locator("[data-mod-body]").wait_for()
    assert widest_overflow(phone) == 0

    page = enter()
    page.goto("/quan-tri/y-kien-ban-doc/")
    assert serious_faults(page) == []
    page.keyboard.press("j")
    expect(page.locator("[data-mod-list] a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("[data-mod-body]").wait_for()
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("k")
    page.wait_for_url(first)
