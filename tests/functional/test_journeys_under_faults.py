"""Whatever breaks around the portal, nobody's work is lost: it is done, or refused in plain words and done later.

Each journey begins in peace, goes on while the fault lasts, and ends once it is over. What was acknowledged must be
there then, once; what was refused must have left nothing behind, and works when it is tried again.
"""

import re
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from tests.factories.documents import PLAN
from tests.faults import OwnPortal, Struck, eventually
from tests.form_reader import form_with
from tests.visitor import Answer, Visitor

pytestmark = pytest.mark.server
# Longer than the database waits for a lock.
PATIENCE = 60.0
# A form that comes back at once was filled in by a machine.
AS_LONG_AS_A_PERSON_WRITES = 2.5
PLAIN_WORDS = re.compile(
    "tạm thời chưa trả lời|Trang gặp lỗi|Hệ thống đang bận|[Kk]hông lưu được|chưa lưu được|không ghi được|thử lại|"
    "Chưa gửi được"
)
_numbers = count(1)


@dataclass
class Step:
    """Something a person does: ``act`` sends it, ``left`` counts what it leaves behind."""

    act: Callable[[], Answer]
    left: Callable[[], int]
    success: frozenset[int] = frozenset({302})
    acknowledged: bool = False

    def try_it(self) -> None:
        """Do it while something is broken: it succeeds, or it is refused in plain words and leaves nothing."""
        answer = self.act()
        self.acknowledged = answer.status in self.success
        if self.acknowledged:
            return
        assert answer.status in {429, 500, 503}, (answer.status, answer.text[:500])
        assert PLAIN_WORDS.search(answer.text), answer.text[:2000]
        assert self.left() == 0, "refused, and yet something was left behind"

    def finish(self) -> None:
        """Do it again where it was refused; then it is there, once."""
        if not self.acknowledged:
            answer = self.act()
            assert answer.status in self.success, (answer.status, answer.text[:2000])
        assert self.left() == 1


@pytest.fixture
def people(struck: Struck) -> Callable[[str], Visitor]:
    """Log in as one of the demonstration's people."""

    def logged_in(username: str) -> Visitor:
        visitor = struck.portal.visitor()
        visitor.timeout = PATIENCE
        visitor.log_in(username, struck.portal.accounts[username])
        return visitor

    return logged_in


def found(portal: OwnPortal, words: str) -> int:
    """Return how many results the search has for ``words`` as a phrase; -1 where it does not answer."""
    query = urllib.parse.urlencode({"q": f'"{words}"'})
    answer = portal.visitor().get(f"/api/v1/search?{query}")
    return int(answer.data["count"]) if answer.status == 200 else -1


# --- An article -------------------------------------------------------------------------------------------------


class Article:
    """An article on its way from an editor to the readers."""

    def __init__(self, portal: OwnPortal, editor: Visitor, leader: Visitor) -> None:
        self.portal, self.editor, self.leader = portal, editor, leader
        self.number = next(_numbers)
        self.title = f"Tổ dân phố số {self.number} sửa quy ước giữa lúc mất điện"
        self.slug = f"to-dan-pho-so-{self.number}-sua-quy-uoc"

    def write(self) -> Step:
        ((section,),) = self.portal.rows("SELECT id FROM wagtailcore_page WHERE slug = 'dan-van-co-so'")
        return Step(
            lambda: self.editor.post(f"/quan-tri/pages/add/news/articlepage/{section}/", self._form()), self.rows
        )

    def rows(self) -> int:
        return self.portal.count("wagtailcore_page WHERE title = ?", self.title)

    def approve(self) -> Step:
        ((page,),) = self.portal.rows("SELECT id FROM wagtailcore_page WHERE title = ?", self.title)
        ((task,),) = self.portal.rows(
            "SELECT t.id FROM wagtailcore_taskstate t JOIN wagtailcore_workflowstate w ON w.id = t.workflow_state_id "
            "WHERE t.status = 'in_progress' AND w.object_id = ?",
            str(page),
        )
        address = f"/quan-tri/pages/workflow/action/{page}/approve/{task}/"
        return Step(lambda: self.leader.post(address, {"comment": ""}), self.live)

    def live(self) -> int:
        return self.portal.count("wagtailcore_page WHERE live AND title = ?", self.title)

    def is_read(self) -> bool:
        return self.title in self.portal.visitor().get(f"/tin-tuc/dan-van-co-so/{self.slug}/").text

    def _form(self) -> dict[str, Any]:
        data = {
            "title": self.title, "slug": self.slug, "summary": "Bà con nói trước, cán bộ ghi.",
            "body": streamfield([("paragraph", rich_text("<p>Ba tối họp.</p>", features=["bold"]))]),
            "author_name": "Hoài Niệm", "author_note": "", "source": "", "lead_picture": "", "lead_caption": "",
            "lead_until": "", "created_at": "20/11/2026 09:00:07", "corrected_at": "", "correction_note": "",
            "seo_title": "", "search_description": "", "go_live_at": "", "expire_at": "",
            "attachments": inline_formset([]), "citations": inline_formset([]),
        }  # fmt: skip
        return nested_form_data(data) | {"action-submit": "1"}


def test_an_article_is_published(struck: Struck, people: Callable[[str], Visitor]) -> None:
    editor, leader = people("bientapvien"), people("lanhdao")
    early, late = (Article(struck.portal, editor, leader) for _ in range(2))
    early.write().act()
    approving, writing = early.approve(), late.write()

    with struck.fault():
        writing.try_it()
        approving.try_it()
        assert struck.portal.visitor().get("/tin-tuc/").status == 200

    writing.finish()
    approving.finish()
    late.approve().finish()
    for article in (early, late):
        assert article.is_read()
        eventually(lambda article=article: found(struck.portal, article.title) == 1, f"{article.title} is found")


# --- A document -------------------------------------------------------------------------------------------------


class Document:
    """A document on its way from a clerk's upload to the readers."""

    def __init__(self, portal: OwnPortal, clerk: Visitor, leader: Visitor) -> None:
        self.portal, self.clerk, self.leader = portal, clerk, leader
        number = 700 + next(_numbers)
        self.symbol = f"{number}/KH-UBND"
        self.words = f"mở hòm thư góp ý số {number}"
        self.content = PLAN.replace("208/KH-UBND", self.symbol).replace("hộp thư sáng kiến", self.words).encode()
        self.place = ""

    def upload(self) -> Step:
        def act() -> Answer:
            files = {"file": (f"{self.symbol[:3]}.txt", self.content)}
            answer = self.clerk.post("/quan-tri/van-ban/nhap-tu-tep/", {}, files)
            self.place = answer.headers.get("Location", "")
            return answer

        return Step(
            act, lambda: self.portal.count("files_storedfile WHERE original_name = ?", f"{self.symbol[:3]}.txt")
        )

    def file(self) -> Step:
        form = form_with(self.clerk.get(self.place).text, "symbol")

        def act() -> Answer:
            answer = self.clerk.post(self.place, form.filled())
            self.cleared_at = answer.headers.get("Location", "")
            return answer

        return Step(act, lambda: self.portal.count("documents_officialdocument WHERE symbol = ?", self.symbol))

    def clear(self) -> Step:
        conditions = re.findall(r'name="conditions"[^>]*value="([^"]+)"', self.leader.get(self.cleared_at).text)
        fields = [("conditions", each) for each in conditions] + [("ground", "ý kiến lãnh đạo Ban")]
        return Step(lambda: self.leader.post(self.cleared_at, fields), lambda: 1)

    def publish(self) -> Step:
        ((pk,),) = self.portal.rows("SELECT id FROM documents_officialdocument WHERE symbol = ?", self.symbol)
        address = f"/quan-tri/van-ban/ho-so/edit/{pk}/"
        form = form_with(self.leader.get(address).text, "symbol")
        return Step(lambda: self.leader.post(address, [*form.filled(), ("action-publish", "1")]), self.live)

    def live(self) -> int:
        return self.portal.count("documents_officialdocument WHERE live AND symbol = ?", self.symbol)


def test_a_document_is_filed_and_found(struck: Struck, people: Callable[[str], Visitor]) -> None:
    clerk, leader = people("vanthu"), people("lanhdao")
    sent, read, cleared = (Document(struck.portal, clerk, leader) for _ in range(3))
    for document in (read, cleared):
        assert document.upload().act().status == 302
    assert cleared.file().act().status == 302
    assert cleared.clear().act().status == 302
    sending, filing, publishing = sent.upload(), read.file(), cleared.publish()

    with struck.fault():
        for step in (sending, filing, publishing):
            step.try_it()
        kept = struck.portal.visitor().get("/tim-kiem/?q=14-KL%2FTW")
        assert kept.status in {200, 503}
        assert "14-KL/TW" in kept.text

    for step in (sending, filing, publishing):
        step.finish()
    sent.file().finish()
    for document in (sent, read):
        document.clear().finish()
        document.publish().finish()
    for document in (sent, read, cleared):
        eventually(lambda document=document: found(struck.portal, document.words) == 1, f"{document.symbol} is found")


# --- A comment --------------------------------------------------------------------------------------------------


class Comment:
    """A comment on its way from a reader to the page."""

    def __init__(self, portal: OwnPortal, email: str = "") -> None:
        self.portal, self.email = portal, email
        self.words = f"Tôi đề nghị mở thêm buổi thứ {next(_numbers)} vì nhiều người đi làm về muộn."
        ((self.target,),) = portal.rows(
            "SELECT p.id FROM wagtailcore_page p JOIN news_articlepage a ON a.page_ptr_id = p.id WHERE p.live "
            "AND p.id NOT IN (SELECT object_id FROM comments_targetsetting) ORDER BY p.id DESC LIMIT 1"
        )
        self.reader = portal.visitor()
        self.reader.timeout = PATIENCE
        self.place = f"/binh-luan/gui/bai-viet/{self.target}/"
        self.form = form_with(self.reader.get(self.place).text, "body")
        self.page = portal.rows("SELECT url_path FROM wagtailcore_page WHERE id = ?", self.target)[0][0]

    def send(self) -> Step:
        ((consent,),) = [re.findall(r'name="consent"[^>]*value="([^"]+)"', self.reader.get(self.place).text)]
        said = self.form.filled(name="Một bạn đọc", body=self.words, email=self.email, consent=consent)
        return Step(lambda: self.reader.post(self.place, said), lambda: self._count(""))

    def decide(self, moderator: Visitor) -> Step:
        ((pk,),) = self.portal.rows("SELECT id FROM comments_submission WHERE body = ?", self.words)
        form = form_with(moderator.get(f"/quan-tri/y-kien-ban-doc/{pk}/").text, "version")
        said = form.filled(decision="approve")
        address = f"/quan-tri/y-kien-ban-doc/{pk}/quyet-dinh/"
        return Step(lambda: moderator.post(address, said), lambda: self._count("AND state = 'published'"))

    def is_read(self) -> bool:
        address = "/" + self.page.split("/", 2)[2]
        return self.portal.visitor().get(address).text.count(self.words) == 1

    def _count(self, rest: str) -> int:
        return self.portal.count(f"comments_submission WHERE body = ? {rest}", self.words)


def test_a_comment_is_approved_and_read_and_its_letter_goes_once(
    struck: Struck, people: Callable[[str], Visitor]
) -> None:
    portal, moderator = struck.portal, people("kiemduyet")
    address = f"nguoi.doc.{next(_numbers)}@tinh.example"
    waiting, plain, written = Comment(portal), Comment(portal), Comment(portal, address)
    time.sleep(AS_LONG_AS_A_PERSON_WRITES)
    assert waiting.send().act().status == 302
    sending, writing, deciding = plain.send(), written.send(), waiting.decide(moderator)

    with struck.fault():
        for step in (sending, writing, deciding):
            step.try_it()
        assert portal.visitor().get("/binh-luan/quy-tac/").status == 200

    for step in (sending, writing, deciding):
        step.finish()
    plain.decide(moderator).finish()
    for comment in (waiting, plain):
        eventually(comment.is_read, "the comment is on the page")
    assert written.words not in portal.visitor().get("/" + written.page.split("/", 2)[2]).text
    send_what_was_refused(portal, people("kythuat"))
    eventually(lambda: portal.mail.to(address), "the letter has come")
    assert len({letter.message["Message-ID"] for letter in portal.mail.to(address)}) == 1
    assert len(portal.mail.to(address)) <= (2 if struck.name == "worker killed" else 1)


def send_what_was_refused(portal: OwnPortal, technician: Visitor) -> None:
    """Have letters that wait for their next try go now, as the technician does."""
    for (pk,) in portal.rows("SELECT id FROM mail_letter WHERE state IN ('failed', 'parked')"):
        technician.post(f"/quan-tri/thu-gui-di/{pk}/gui-lai/", {})
