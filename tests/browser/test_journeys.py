"""The main journeys as people make them, in a real browser against a real portal."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser_session import OpenPage
from tests.factories.documents import PLAN
from tests.factories.pdf import pdf_of
from tests.live_portal import LivePortal

pytestmark = [pytest.mark.browser, pytest.mark.server]
TITLE = "Tổ dân phố Bến Đò góp sách cho ba lớp học"
SENTENCE = "Hai trăm cuốn sách được chuyển lên bằng xe của hợp tác xã"


@pytest.fixture
def desk(open_page: OpenPage, live_portal: LivePortal):  # type: ignore[no-untyped-def]  # a function made here
    """Log in as one of the demonstration's people: ``desk("vanthu")``."""

    def logged_in(username: str) -> Page:
        page = open_page("/quan-tri/login/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", live_portal.accounts[username])
        page.keyboard.press("Enter")
        page.wait_for_url("**/quan-tri/")
        return page

    return logged_in


def test_an_editor_publishes_an_article_with_an_attachment_and_a_second_person_approves_it(
    desk, open_page: OpenPage
) -> None:  # type: ignore[no-untyped-def]
    editor = desk("bientapvien")
    go_to_section(editor, "Dân vận cơ sở")
    editor.locator("input[name=title]").fill(TITLE)
    editor.locator("textarea[name=summary]").fill("Người góp ghi tên vào sổ, người mượn ký nhận.")
    editor.locator("button.c-sf-add-button").first.click()
    editor.get_by_role("option", name="Đoạn văn").click()
    editor.locator(".public-DraftEditor-content").first.click()
    editor.keyboard.type(SENTENCE + ".")
    editor.get_by_role("button", name="Thêm Tệp").click()
    editor.locator("#inline_child_attachments-0 input[type=file]").set_input_files(
        {"name": "so-gop-sach.txt", "mimeType": "text/plain", "buffer": "Sổ góp sách, tháng 11.".encode()}
    )
    expect(editor.locator("#id_attachments-0-stored_file")).to_have_value(re.compile(r"\d+"))
    editor.locator("#id_attachments-0-label").fill("Sổ góp sách")
    editor.locator("#id_attachments-0-kind").select_option(index=1)
    editor.get_by_role("button", name="Thao tác khác").click()
    editor.get_by_role("button", name=re.compile("Gửi duyệt")).click()
    expect(editor.locator(".messages .success")).to_contain_text(TITLE)

    reader = open_page("/tin-tuc/")
    assert reader.get_by_text(TITLE).count() == 0

    leader = desk("lanhdao")
    leader.get_by_role("link", name=TITLE).first.click()
    approve(leader)

    reader.goto("/tin-tuc/")
    reader.get_by_role("link", name=TITLE).first.click()
    expect(reader.locator("h1")).to_have_text(TITLE)
    expect(reader.locator("main")).to_contain_text(SENTENCE)
    with reader.expect_download() as download:
        reader.locator('a[href^="/tep/"]').first.click()
    assert download.value.suggested_filename.endswith("so-gop-sach.txt")


def test_a_clerk_files_a_document_from_a_pdf_and_a_reader_finds_it(desk, open_page: OpenPage) -> None:  # type: ignore[no-untyped-def]
    clerk = desk("vanthu")
    clerk.goto("/quan-tri/van-ban/nhap-tu-tep/")
    text = PLAN.replace("208/KH-UBND", "983/KH-UBND").replace("hộp thư sáng kiến", "tủ sách dùng chung")
    clerk.locator("input[type=file]").set_input_files(
        {"name": "ke-hoach.pdf", "mimeType": "application/pdf", "buffer": pdf_of(text)}
    )
    clerk.get_by_role("button", name=re.compile("Đọc|Gửi|Tiếp|Tải")).first.click()
    expect(clerk.locator("input[name=symbol]")).to_have_value("983/KH-UBND")
    expect(clerk.locator("input[name=issued_on]")).to_have_value("15/01/2026")
    clerk.locator("form[method=post] button[type=submit]").last.click()
    clerk.wait_for_url(re.compile(r"/quan-tri/van-ban/.*\d+"))
    place = clerk.url

    leader = desk("lanhdao")
    leader.goto(place)
    for box in leader.locator("input[name=conditions]").all():
        box.check()
    leader.locator("input[name=ground]").fill("ý kiến đồng ý của lãnh đạo Ban")
    leader.get_by_role("button", name="Xác nhận đủ điều kiện công khai").click()
    leader.get_by_role("button", name="Thao tác khác").click()
    leader.get_by_role("button", name="Đăng", exact=True).click()
    expect(leader.locator(".messages .success")).to_contain_text("983/KH-UBND")

    reader = open_page("/")
    for words in ("983 kh ubnd", "983/KH-UBND", "tu sach dung chung", "tủ sách dùng chung"):
        reader.goto("/")
        reader.locator("input[name=q]").first.fill(words)
        reader.locator("input[name=q]").first.press("Enter")
        expect(reader.locator("main")).to_contain_text("983/KH-UBND")
    reader.locator("main a[href^='/van-ban/']", has_text="983/KH-UBND").first.click()
    expect(reader.locator("main")).to_contain_text("Trả lời người gửi trong mười ngày làm việc")


def go_to_section(page: Page, section: str) -> None:
    """Walk down the page explorer to the section and open the form of a new article there."""
    page.goto("/quan-tri/pages/")
    for place in ("Trang chủ", "Tin tức", section):
        row = page.locator("tr", has=page.get_by_role("link", name=place, exact=True))
        row.locator("td.children a").click()
    page.locator("a[href$='/add_subpage/']").first.click()
    page.get_by_role("link", name="Bài viết", exact=True).click()
    page.locator("input[name=title]").wait_for()


def approve(page: Page) -> None:
    """Approve what stands before the person, as its buttons offer it."""
    page.get_by_role("button", name="Thao tác khác").click()
    page.get_by_role("button", name="Duyệt và đăng", exact=True).click()
    page.wait_for_url(re.compile("/quan-tri/"))
