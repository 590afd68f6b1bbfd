"""A reader's opinion from the first word to its end, over plain HTTP and in a real browser."""

import email
import email.policy
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Protocol
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser_session import OpenPage, serious_faults, widest_overflow
from tests.live_portal import LivePortal
from tests.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.server]
ARTICLE = "/tin-tuc/dan-van-co-so/giu-rung-khe-dau-bang-mot-bang-cong/"
QUEUE = "/quan-tri/y-kien-ban-doc/"
CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
WAITS_FOR_THE_WORKER = 90.0
TOO_FAST = "nhanh hơn một người"


class Reader(Protocol):
    """Somebody who reads and writes, with whatever means."""

    def read(self, path: str) -> str:
        """Return what stands on a page."""
        ...

    def send(self, path: str, name: str, body: str, address: str = "") -> str:
        """Send an opinion from the page at ``path`` and return the receipt code."""
        ...

    def press(self, path: str) -> str:
        """Press the one button of a page that asks, and return what follows."""
        ...


@dataclass
class ByHttp:
    """No browser: forms filled in by their names."""

    visitor: Visitor

    def read(self, path: str) -> str:
        return unescape(self.visitor.get(path, follow=True).text)

    def send(self, path: str, name: str, body: str, address: str = "") -> str:
        found = re.search(r'href="(/binh-luan/gui/[^"]+)"', self.visitor.get(path).text)
        assert found
        form = self.visitor.get(found[1]).text
        fields = dict(re.findall(r'name="(token|consent)"[^>]*?value="([^"]*)"', form))
        fields |= {"name": name, "body": body, "email": address}
        answer = self.visitor.post(found[1], fields, follow=True)
        while TOO_FAST in answer.text:
            time.sleep(1)
            answer = self.visitor.post(found[1], fields, follow=True)
        return _code_in(answer.text)

    def press(self, path: str) -> str:
        self.visitor.get(path)
        return unescape(self.visitor.post(path, {}, follow=True).text)


@dataclass
class ByBrowser:
    """A browser, with scripts or without."""

    open_page: OpenPage
    javascript: bool = True

    def read(self, path: str) -> str:
        return self._open(path).locator("main").inner_text()

    def send(self, path: str, name: str, body: str, address: str = "") -> str:
        page = self._open(path)
        page.locator("#gui-y-kien").click()
        write(page, name, body, address)
        page.wait_for_timeout(2100)  # a form that is filled in quicker than a person writes is handed back
        page.locator("form[method=post] button[type=submit]").last.click()
        code = page.locator(".receipt__code")
        expect(code).to_be_visible()
        assert page.url.endswith(path) == self.javascript, "with scripts the reader stays where they are"
        return _code_in(code.inner_text())

    def press(self, path: str) -> str:
        page = self._open(path)
        page.locator("main form button[type=submit]").click()
        page.wait_for_load_state()
        return page.locator("main").inner_text()

    def _open(self, path: str) -> Page:
        return self.open_page(path, javascript=self.javascript)


def write(page: Page, name: str, body: str, address: str = "") -> None:
    page.locator("[name=name]").fill(name)
    page.locator("[name=body]").fill(body)
    page.locator("[name=email]").fill(address)
    page.locator("[name=consent]").check()


def _code_in(text: str) -> str:
    found = CODE.search(text)
    assert found, text[:2000]
    return found[0]


@dataclass
class Moderator:
    """The demonstration's moderator at the queue."""

    visitor: Visitor

    def pk_of(self, words: str) -> str:
        """Return the key of the opinion that says ``words``."""
        page = self.visitor.get(f"{QUEUE}?{urlencode({'tim': words})}", follow=True).text
        # The row carries the search along; the note about the last decision does not.
        found = re.search(rf"{QUEUE}(\d+)/\?", page)
        assert found, f"nothing in the queue says {words}"
        return found[1]

    def decide(self, pk: str, decision: str, **fields: str) -> None:
        """Decide about it."""
        self.visitor.get(f"{QUEUE}{pk}/")
        answer = self.visitor.post(f"{QUEUE}{pk}/quyet-dinh/", {"decision": decision, **fields})
        assert answer.status == 302, answer.text[:500]

    def answer(self, pk: str, body: str, unit: str) -> None:
        """Answer it as the board."""
        answer = self.visitor.post(f"{QUEUE}{pk}/tra-loi/", {"body": body, "signed_as": unit, "seen": "0"})
        assert answer.status == 302, answer.text[:500]


@pytest.fixture
def moderator(live_portal: LivePortal) -> Moderator:
    visitor = live_portal.visitor()
    visitor.log_in("kiemduyet", live_portal.accounts["kiemduyet"])
    return Moderator(visitor)


@pytest.fixture(params=["http", "browser", "browser without scripts"])
def reader(request: pytest.FixtureRequest, live_portal: LivePortal) -> Reader:
    if request.param == "http":
        return ByHttp(live_portal.visitor())
    return ByBrowser(request.getfixturevalue("open_page"), javascript=request.param == "browser")


def words() -> str:
    """Return a word that nobody has written before."""
    return f"rừng{uuid4().hex[:10]}"


def letter_to(live_portal: LivePortal, address: str) -> str:
    """Return the text of the first letter to ``address`` as soon as the worker has sent it."""
    deadline = time.monotonic() + WAITS_FOR_THE_WORKER
    while time.monotonic() < deadline:
        for path in sorted((live_portal.data / "mail").glob("*.eml")):
            letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if address in str(letter["To"]):
                return str(letter.get_content()).replace("\r\n", "\n")  # type: ignore[attr-defined]  # a plain letter
        time.sleep(0.5)
    raise AssertionError(f"no letter to {address}")


def test_an_opinion_without_an_address_is_read_let_through_and_shown(reader: Reader, moderator: Moderator) -> None:
    said = words()

    code = reader.send(ARTICLE, "Người đi rừng", f"Tôi thấy {said} là đúng.")

    assert "Chờ kiểm duyệt" in reader.read(f"/binh-luan/bien-nhan/{code}/")
    assert said not in reader.read(ARTICLE)

    moderator.decide(moderator.pk_of(said), "approve")

    assert said in eventually(lambda: reader.read(ARTICLE), said)


def test_an_address_is_confirmed_by_the_link_in_the_letter(
    reader: Reader, live_portal: LivePortal, moderator: Moderator
) -> None:
    said, address = words(), f"{uuid4().hex[:10]}@thu.example"

    code = reader.send(ARTICLE, "Người có thư", f"Tôi thấy {said} là đúng.", address)
    letter = letter_to(live_portal, address)
    link = re.search(r"https?://[^/\s]+(/binh-luan/xac-nhan/\S+)", letter)

    assert link
    assert said not in letter, "no letter carries a stranger's words to an address that is only claimed"
    assert said not in reader.read(link[1])
    assert "Đã xác nhận" in reader.press(link[1])
    assert "Chờ kiểm duyệt" in reader.read(f"/binh-luan/bien-nhan/{code}/")
    assert moderator.pk_of(said)


def test_a_refused_opinion_tells_its_reason_to_its_sender_alone(reader: Reader, moderator: Moderator) -> None:
    said = words()
    code = reader.send(ARTICLE, "Người bán hàng", f"Mời mua {said} giá rẻ.")

    moderator.decide(moderator.pk_of(said), "refuse", reason="QC-03", note="Mời gửi lại không kèm lời mời mua.")

    receipt = reader.read(f"/binh-luan/bien-nhan/{code}/")
    assert "QC-03" in receipt
    assert "Mời gửi lại không kèm lời mời mua." in receipt
    assert said not in reader.read(ARTICLE)


def test_a_withdrawn_opinion_leaves_a_dated_trace(reader: Reader, moderator: Moderator) -> None:
    said = words()
    code = reader.send(ARTICLE, f"Bạn {said}", f"Tôi thấy {said} là đúng.")
    moderator.decide(moderator.pk_of(said), "approve")
    eventually(lambda: reader.read(ARTICLE), said)
    before = reader.read(ARTICLE).count("Người gửi đã rút ý kiến")

    reader.press(f"/binh-luan/bien-nhan/{code}/rut/")

    page = eventually_without(lambda: reader.read(ARTICLE), said)
    assert page.count("Người gửi đã rút ý kiến") == before + 1


def test_the_boards_answer_stands_below_the_opinion_marked_as_such(reader: Reader, moderator: Moderator) -> None:
    said, replied = words(), words()
    code = reader.send(ARTICLE, "Người hỏi", f"Xin hỏi về {said}?")
    pk = moderator.pk_of(said)
    moderator.decide(pk, "approve")

    moderator.answer(pk, f"Xã trả lời {replied}.", "Ủy ban nhân dân xã Sơn Lâm")

    page = eventually(lambda: reader.read(ARTICLE), replied)
    assert page.index(said) < page.index("Trả lời chính thức · Ủy ban nhân dân xã Sơn Lâm", page.index(said))
    assert replied in reader.read(f"/binh-luan/bien-nhan/{code}/")


def eventually(look: Callable[[], str], wanted: str) -> str:
    """Return the page once it says ``wanted``: kept pages may be some seconds old."""
    return _once(look, lambda page: wanted in page)


def eventually_without(look: Callable[[], str], unwanted: str) -> str:
    """Return the page once it says ``unwanted`` no more."""
    return _once(look, lambda page: unwanted not in page)


def _once(look: Callable[[], str], is_so: Callable[[str], bool]) -> str:
    deadline = time.monotonic() + WAITS_FOR_THE_WORKER
    page = look()
    while not is_so(page) and time.monotonic() < deadline:
        time.sleep(1)
        page = look()
    assert is_so(page)
    return page


def test_the_form_comes_to_where_the_reader_is_and_goes_with_escape(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)

    page.locator("#gui-y-kien").click()
    page.locator("[name=body]").fill("Một câu viết dở")
    assert page.evaluate("document.querySelector('.comment-place').contains(document.activeElement)")
    page.keyboard.press("Escape")

    expect(page.locator(".comment-place")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == "gui-y-kien"
    page.keyboard.press("Enter")
    expect(page.locator("[name=body]")).to_have_value("Một câu viết dở")


def test_faults_are_told_in_place_and_a_lost_connection_loses_no_word(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)
    page.locator("#gui-y-kien").click()
    send = page.locator(".comment-place button[type=submit]")

    send.click()
    expect(page.locator(".comment-place [role=alert]")).to_be_visible()
    assert page.url.endswith(ARTICLE)

    write(page, "Người ở xa", f"Mạng chập chờn {words()}.")
    page.route("**/binh-luan/gui/**", lambda route: route.fulfill(status=502, body=""))
    send.click()
    expect(page.locator("[data-lost]")).to_contain_text("vẫn còn đây")
    expect(page.locator("[name=body]")).to_have_value(re.compile("Mạng chập chờn"))

    page.unroute("**/binh-luan/gui/**")
    page.wait_for_timeout(2100)
    send.click()
    expect(page.locator(".receipt__code")).to_be_visible()


def test_where_the_form_cannot_be_fetched_the_link_is_a_link(open_page: OpenPage) -> None:
    page = open_page(ARTICLE)

    def answered(route: Route) -> None:
        if route.request.headers.get("x-requested-with") == "fetch":
            route.fulfill(status=502, body="")
        else:
            route.continue_()

    page.route("**/binh-luan/gui/**", answered)

    page.locator("#gui-y-kien").click()

    page.wait_for_url("**/binh-luan/gui/**")
    expect(page.locator("[name=body]")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_opinions_has_a_serious_fault_or_is_too_wide(open_page: OpenPage, width: int) -> None:
    page = open_page(ARTICLE, width=width)
    form = page.locator("#gui-y-kien").get_attribute("href")
    assert form
    found = {"thread": (serious_faults(page), widest_overflow(page))}
    page.locator("#gui-y-kien").click()
    write(page, "Người xem", f"Kiểm tra {words()}.")
    found["form in place"] = (serious_faults(page), widest_overflow(page))
    page.wait_for_timeout(2100)
    page.locator(".comment-place button[type=submit]").click()
    code = page.locator(".receipt__code").inner_text()
    found["receipt in place"] = (serious_faults(page), widest_overflow(page))
    for path in (form, f"/binh-luan/bien-nhan/{code}/", "/binh-luan/quy-tac/", "/binh-luan/bien-nhan/"):
        other = open_page(path, width=width)
        found[path] = (serious_faults(other), widest_overflow(other))

    assert {place: faults for place, faults in found.items() if faults != ([], 0)} == {}
