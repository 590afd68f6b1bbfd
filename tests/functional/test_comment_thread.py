"""The conversation below real pages: what it costs, what it never shows, where its addresses lead."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from news.models import ArticlePage
from portal.accounts.models import User
from portal.comments.links import name_of
from portal.comments.models import State
from portal.comments.policy import REASONS
from portal.comments.thread import PAGE_SIZE
from portal.pages import frame
from portal.pages.surfaces import surfaces
from search import reconcile
from tests.factories import documents, exemplars, news
from tests.factories.opinions import let_readers_reply, make_answer, make_opinion, take_opinions

pytestmark = pytest.mark.django_db
CANARY = "hoàngyếnkêu"
HIDDEN_STATES = (State.UNCONFIRMED, State.WAITING, State.REFUSED, State.FORWARDED, State.CHANNEL)
MAKERS: dict[str, Any] = {
    "article": lambda: news.make_article(news.make_section(), "Bài để góp ý"),
    "document": lambda: documents.make_live(
        documents.make_draft(User.objects.system("set-up"), subject="Văn bản để góp ý", text="Điều 1. Phạm vi")
    ),
    "exemplar": lambda: exemplars.make_exemplar(),
}
TO_FIND_A_PAGE, TO_FIND_A_DOCUMENT = 6, 1
AT_MOST = {"article": TO_FIND_A_PAGE + 8, "document": TO_FIND_A_DOCUMENT + 13, "exemplar": TO_FIND_A_PAGE + 10}


@pytest.fixture
def article() -> ArticlePage:
    article: ArticlePage = MAKERS["article"]()
    return article


def address(obj: Any) -> str:
    return str(obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else obj.get_url())


def read(path: str) -> str:
    answer = Client().get(path, follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()


def cost(path: str) -> int:
    Client().get(path)  # what a process keeps (frame, content types) is not counted
    with CaptureQueriesContext(connection) as queries:
        read(path)
    return len(queries)


@pytest.mark.parametrize("what", list(MAKERS))
def test_a_page_costs_the_same_with_no_comment_and_with_a_thousand(what: str, settings: Any) -> None:
    settings.PAGE_CACHE_SECONDS = 0
    obj = MAKERS[what]()
    before = cost(address(obj))
    for number in range(1000 if what == "article" else 60):
        opinion = make_opinion(obj)
        if number % 10 == 0:
            make_answer(opinion)

    assert cost(address(obj)) == before
    assert cost(address(obj) + "?y-kien=2") == before
    assert before <= AT_MOST[what]


@pytest.mark.parametrize("what", list(MAKERS))
def test_the_page_shows_what_was_let_through_and_how_to_take_part(what: str) -> None:
    obj = MAKERS[what]()
    opinion = make_opinion(obj, "Tôi thấy đúng.\n\nXem https://vidu.example/a", name="Hà Thúy <b>")
    make_answer(opinion, "Cảm ơn bà.", "Ủy ban nhân dân xã Phú Khê")

    page = read(address(obj))

    assert "<bdi>Hà Thúy &lt;b&gt;</bdi>" in page
    assert "<p>Tôi thấy đúng.</p>" in page
    assert 'rel="nofollow ugc noopener"' in page
    assert "Trả lời chính thức · Ủy ban nhân dân xã Phú Khê" in page
    assert "1 ý kiến, 1 trả lời chính thức" in page
    assert "/binh-luan/gui/" in page


@pytest.mark.parametrize("what", list(MAKERS))
def test_unread_words_are_nowhere(what: str, search_index: Path) -> None:
    obj = MAKERS[what]()
    frame.forget()
    clean = read(address(obj))
    for state in HIDDEN_STATES:
        make_opinion(obj, CANARY, state=state, name=CANARY, note=CANARY)
    make_opinion(obj, CANARY, state=State.WITHDRAWN, name=CANARY, published_at=None)
    make_opinion(obj, CANARY, state=State.REMOVED, name=CANARY, published_at=None)
    reconcile.rebuild()
    frame.forget()

    places = {address(obj), "/", "/sitemap.xml", f"/tim-kiem/?q={CANARY}", f"/api/v1/search?q={CANARY}"}
    places |= {each for surface in surfaces() for each in surface.addresses(obj)}
    for place in sorted(places):
        answer = Client().get(place, follow=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        found = body.decode(errors="replace").replace(f"q={CANARY}", "").replace(f'value="{CANARY}"', "")
        assert CANARY not in found or place.startswith(("/tim-kiem/", "/api/")), place
    assert Client().get(f"/api/v1/search?q={CANARY}").json()["count"] == 0
    # Not a letter of the page tells that something waits.
    assert _without_what_changes(read(address(obj))) == _without_what_changes(clean)


def _without_what_changes(page: str) -> str:
    # The menu gains an entry when the first document is public, whatever is said about it.
    return "\n".join(line.strip() for line in page.splitlines() if "aria-current" not in line)


def test_no_mail_address_no_network_and_no_moderator_is_on_a_page(article: ArticlePage, approver: User) -> None:
    opinion = make_opinion(
        article, email="kin@vidu.example", client_hash="dauvetmang", decided_by=approver, note="lời nhắn riêng"
    )
    make_answer(opinion)

    page = read(address(article))

    for private in ("kin@vidu.example", "dauvetmang", approver.get_username(), "lời nhắn riêng", "gravatar"):
        assert private not in page


def test_the_page_sets_no_cookie_and_carries_no_form_of_its_own(article: ArticlePage) -> None:
    make_opinion(article)

    answer = Client().get(address(article))

    assert not answer.cookies
    assert b"csrf" not in answer.content
    assert b'method="post"' not in answer.content


def test_a_trace_tells_day_and_reason(article: ArticlePage) -> None:
    make_opinion(article, state=State.REMOVED, reason="LD-05")
    make_opinion(article, state=State.WITHDRAWN)

    page = read(address(article))

    assert "đã được gỡ ngày" in page
    assert "LD-05" in page
    assert "Người gửi đã rút ý kiến ngày" in page


def test_an_empty_conversation_invites_and_a_closed_one_says_why(article: ArticlePage) -> None:
    assert "Mời bạn là người đầu tiên" in read(address(article))

    make_opinion(article)
    take_opinions(False)

    closed = read(address(article))
    assert "Không nhận thêm ý kiến" in closed
    assert "/binh-luan/gui/" not in closed


def test_an_unknown_page_of_the_conversation_is_told_in_words(article: ArticlePage) -> None:
    make_opinion(article)

    assert "Không có trang ý kiến này" in read(address(article) + "?y-kien=7")
    assert "Không có trang ý kiến này" in read(address(article) + "?y-kien=abc")


def test_a_lasting_address_leads_to_the_page_on_which_the_comment_stands(article: ArticlePage) -> None:
    opinions = [make_opinion(article) for _ in range(PAGE_SIZE + 1)]

    first = Client().get(f"/binh-luan/y-kien/{name_of(opinions[0].pk)}/")
    last = Client().get(f"/binh-luan/y-kien/{name_of(opinions[-1].pk)}/")

    assert first["Location"] == f"{address(article)}#y-kien-{name_of(opinions[0].pk)}"
    assert last["Location"] == f"{address(article)}?y-kien=2#y-kien-{name_of(opinions[-1].pk)}"
    assert f'id="y-kien-{name_of(opinions[-1].pk)}"' in read(last["Location"])


@pytest.mark.parametrize("state", HIDDEN_STATES)
def test_what_is_not_public_answers_as_if_it_had_never_been(article: ArticlePage, state: str) -> None:
    opinion = make_opinion(article, state=state)

    hidden = Client().get(f"/binh-luan/y-kien/{name_of(opinion.pk)}/")
    missing = Client().get(f"/binh-luan/y-kien/{name_of(10_000)}/")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.content == missing.content


@pytest.mark.parametrize("how", ["unpublished", "restricted", "restricted above", "deleted"])
def test_comments_of_a_hidden_page_are_nowhere_and_tell_no_title(article: ArticlePage, how: str) -> None:
    let_readers_reply()
    opinion = make_opinion(article, CANARY)
    if how == "unpublished":
        article.unpublish()
    elif how == "deleted":
        Page.objects.get(pk=article.pk).delete()
    else:
        page = article if how == "restricted" else article.get_parent()
        PageViewRestriction.objects.create(page=Page.objects.get(pk=page.pk), restriction_type="login")

    name = name_of(opinion.pk)
    for path in (f"y-kien/{name}/", f"tra-loi/{name}/", f"gui/bai-viet/{article.pk}/"):
        answer = Client().get(f"/binh-luan/{path}")
        assert answer.status_code == 404, path
        assert "Bài để góp ý" not in answer.content.decode()
        assert CANARY not in answer.content.decode()
    assert Client().post(f"/binh-luan/tra-loi/{name}/", {}).status_code == 404


def test_a_reply_needs_the_setting_and_a_shown_comment_of_the_first_level(article: ArticlePage) -> None:
    top = make_opinion(article)
    below = make_opinion(article, parent=top)
    gone = make_opinion(article, state=State.WITHDRAWN)

    def status(opinion: Any) -> int:
        return Client().get(f"/binh-luan/tra-loi/{name_of(opinion.pk)}/").status_code

    assert status(top) == 404

    let_readers_reply()

    assert [status(each) for each in (top, below, gone)] == [200, 404, 404]


def test_the_rules_name_every_reason_and_may_be_kept_by_caches() -> None:
    answer = Client().get("/binh-luan/quy-tac/")
    page = answer.content.decode()

    assert all(reason.code in page and reason.label in page for reason in REASONS)
    assert not answer.cookies
    assert "csrf" not in page


def test_the_rules_cost_the_same_whatever_was_decided(article: ArticlePage, settings: Any) -> None:
    before = cost("/binh-luan/quy-tac/")
    for state in (State.PUBLISHED, State.REFUSED, State.WAITING, State.CHANNEL) * 10:
        make_opinion(article, state=state)

    assert cost("/binh-luan/quy-tac/") == before


def test_the_footer_leads_to_the_rules_and_to_the_receipts() -> None:
    page = read("/")

    assert 'href="/binh-luan/quy-tac/"' in page
    assert 'href="/binh-luan/bien-nhan/"' in page


def test_a_reader_who_is_let_in_reads_the_thread_and_others_learn_nothing(article: ArticlePage, editor: User) -> None:
    make_opinion(article, body=CANARY)
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    let_in = Client()
    let_in.force_login(editor)

    assert CANARY in let_in.get(address(article)).content.decode()
    assert "data-comment-form" not in let_in.get(address(article)).content.decode()
    assert CANARY not in Client().get(address(article), follow=True).content.decode()
    assert Client().get(f"/binh-luan/gui/bai-viet/{article.pk}/").status_code == 404
