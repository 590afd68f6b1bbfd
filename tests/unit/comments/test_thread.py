"""The conversation below a page: what stands in it, in which order, and at what cost."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from news.models import ArticlePage
from portal.comments.links import LENGTH, name_of, pk_of
from portal.comments.models import State
from portal.comments.thread import PAGE_SIZE, page_of, read_thread
from portal.comments.wording import paragraphs
from tests.factories import news
from tests.factories.opinions import let_readers_reply, make_answer, make_opinion, take_opinions

NEVER_SHOWN = (State.UNCONFIRMED, State.WAITING, State.REFUSED, State.FORWARDED, State.CHANNEL)


@pytest.fixture
def article(db: None) -> ArticlePage:
    return news.make_article(news.make_section())


def texts(article: ArticlePage, page: str = "1") -> list[str]:
    thread = read_thread(article, page)
    assert thread is not None
    return [re.sub("<[^>]+>", "", comment.text) for comment in thread.comments]


def test_comments_stand_in_the_order_in_which_they_were_sent(article: ArticlePage) -> None:
    now = timezone.now()
    make_opinion(article, "sau", submitted_at=now - timedelta(hours=1))
    make_opinion(article, "trước", submitted_at=now - timedelta(hours=2))

    assert texts(article) == ["trước", "sau"]


@pytest.mark.parametrize("state", NEVER_SHOWN)
def test_what_was_never_let_through_leaves_no_trace_not_even_in_a_number(article: ArticlePage, state: str) -> None:
    make_opinion(article, "đã đăng")
    make_opinion(article, "kín", state=state)
    make_opinion(article, "kín", state=State.WITHDRAWN, published_at=None)

    thread = read_thread(article)

    assert thread is not None
    assert (thread.count, thread.pages, len(thread.comments)) == (1, 1, 1)


def test_what_was_withdrawn_or_removed_leaves_a_dated_trace_without_name_and_words(article: ArticlePage) -> None:
    make_opinion(article, "đã rút", state=State.WITHDRAWN)
    make_opinion(article, "đã gỡ", state=State.REMOVED, reason="LD-05")

    thread = read_thread(article)

    assert thread is not None
    withdrawn, removed = thread.comments
    assert (withdrawn.ended, withdrawn.name, withdrawn.text) == ("withdrawn", "", "")
    assert (removed.ended, removed.name, removed.text) == ("removed", "", "")
    assert withdrawn.ended_at is not None
    assert removed.reason is not None
    assert removed.reason.code == "LD-05"
    assert thread.count == 0


def test_an_erased_comment_keeps_the_answer_below_its_trace(article: ArticlePage) -> None:
    erased = make_opinion(article, state=State.WITHDRAWN, erased_at=timezone.now())
    make_answer(erased, "Xã đã sửa đường.")

    thread = read_thread(article)

    assert thread is not None
    assert thread.comments[0].answer is not None
    assert "Xã đã sửa đường." in thread.comments[0].answer.text
    assert thread.answers == 1


def test_only_the_cut_version_of_a_masked_comment_is_read(article: ArticlePage) -> None:
    make_opinion(article, "gọi 0900 000 001", state=State.MASKED, masked_body="gọi [đã lược]")

    thread = read_thread(article)

    assert thread is not None
    assert thread.comments[0].is_masked
    assert '<span class="cut">[đã lược]</span>' in thread.comments[0].text
    assert "0900" not in thread.comments[0].text


def test_replies_of_readers_show_only_where_the_site_allows_them(article: ArticlePage) -> None:
    parent = make_opinion(article, "ý kiến")
    make_opinion(article, "trả lời", parent=parent)
    make_opinion(article, "trả lời chưa đọc", parent=parent, state=State.WAITING)

    off = read_thread(article)
    let_readers_reply()
    on = read_thread(article)

    assert off is not None
    assert on is not None
    assert (off.count, off.comments[0].replies, off.comments[0].reply_url) == (1, (), "")
    assert [reply.text for reply in on.comments[0].replies] == ["<p>trả lời</p>"]
    assert on.comments[0].reply_url
    assert on.comments[0].replies[0].reply_url == ""
    assert on.count == 2


def test_replies_stay_below_a_parent_that_was_withdrawn(article: ArticlePage) -> None:
    let_readers_reply()
    parent = make_opinion(article, state=State.WITHDRAWN)
    make_opinion(article, "trả lời", parent=parent)

    thread = read_thread(article)

    assert thread is not None
    assert len(thread.comments[0].replies) == 1
    assert thread.comments[0].reply_url == ""


def test_a_page_holds_fifty_and_an_address_beyond_the_last_says_so(article: ArticlePage) -> None:
    for number in range(PAGE_SIZE + 1):
        make_opinion(article, f"số {number}")

    last = read_thread(article, "2")
    beyond = read_thread(article, "3")

    assert last is not None
    assert beyond is not None
    assert (len(last.comments), last.pages, last.previous, last.next) == (1, 2, 1, None)
    assert (beyond.comments, beyond.unknown_page, beyond.pages) == ((), True, 2)


@pytest.mark.parametrize("page", ["0", "-1", "", "hai", "1.5", "٢", "²", "9" * 40, "1 ", "00000000001"])
def test_a_page_that_is_no_number_is_unknown(article: ArticlePage, page: str) -> None:
    make_opinion(article)

    thread = read_thread(article, page)

    assert thread is not None
    assert thread.unknown_page


def test_it_costs_the_same_three_queries_for_none_and_for_many(
    article: ArticlePage, django_assert_num_queries: Callable[..., Any]
) -> None:
    let_readers_reply()
    read_thread(article)  # content types are known from the first look on
    with django_assert_num_queries(3):
        read_thread(article)

    for number in range(120):
        opinion = make_opinion(article)
        if number % 3 == 0:
            make_answer(opinion)
            make_opinion(article, parent=opinion)
    with django_assert_num_queries(3):
        thread = read_thread(article, "2")

    assert thread is not None
    assert sum(len(comment.replies) for comment in thread.comments) > 10


def test_an_item_that_nobody_may_read_has_no_conversation(article: ArticlePage) -> None:
    make_opinion(article)
    article.unpublish()

    assert read_thread(article) is None


def test_a_closed_conversation_is_still_read(article: ArticlePage) -> None:
    make_opinion(article, "đã đăng")
    take_opinions(False)

    thread = read_thread(article)

    assert thread is not None
    assert (thread.is_open, thread.form_url, thread.count) == (False, "", 1)
    assert thread.closed_because


def test_where_nothing_was_said_and_nothing_is_taken_there_is_no_section(article: ArticlePage) -> None:
    take_opinions(False)

    thread = read_thread(article)

    assert thread is not None
    assert not thread.is_worth_showing


def test_a_comment_knows_its_page_although_older_ones_are_let_through_later(article: ArticlePage) -> None:
    now = timezone.now()
    opinion = make_opinion(article, submitted_at=now)
    first = page_of(opinion)
    for number in range(PAGE_SIZE):
        make_opinion(article, submitted_at=now - timedelta(minutes=number + 1))

    assert (first, page_of(opinion)) == (1, 2)


def test_what_has_no_place_in_the_thread_has_no_page(article: ArticlePage) -> None:
    waiting = make_opinion(article, state=State.WAITING)
    below_waiting = make_opinion(article, parent=waiting)

    assert page_of(waiting) is None
    assert page_of(below_waiting) is None


@pytest.mark.parametrize("pk", [1, 2, 999, 2**31])
def test_a_comments_name_leads_back_and_tells_no_number(pk: int) -> None:
    name = name_of(pk)

    assert len(name) == LENGTH
    assert pk_of(name) == pk
    assert len({name_of(pk + step)[:4] for step in range(20)}) > 10


@pytest.mark.parametrize("name", ["", "1", "y-kien-1", "AAAAAAAA", "aaaaaaaa", "aaaaaaaaa", "aaaaaaa!"])
def test_a_made_up_name_leads_nowhere(name: str) -> None:
    assert pk_of(name) is None


def test_names_outlive_a_change_of_the_secret(settings: Any) -> None:
    name = name_of(77)

    settings.SECRET_KEY_FALLBACKS = [django_settings.SECRET_KEY]
    settings.SECRET_KEY = "một khóa khác"

    assert pk_of(name) == 77


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("một\n\nhai\nba", "<p>một</p><p>hai<br>ba</p>"),
        ("<b>đậm</b> & “kép”", "<p>&lt;b&gt;đậm&lt;/b&gt; &amp; “kép”</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("javascript:alert(1) nhà.vn", "<p>javascript:alert(1) nhà.vn</p>"),
        ("[đã lược]", "<p>[đã lược]</p>"),
        ("  \n\n ", ""),
    ],
)
def test_words_are_printed_as_typed_and_never_as_markup(typed: str, shown: str) -> None:
    assert paragraphs(typed) == shown


@pytest.mark.parametrize(
    "address", ["https://vidu.example/a?b=1&c=2", "http://vidu.example", 'https://vidu.example/"><img src=x>']
)
def test_a_written_out_address_is_a_link_that_nobody_vouches_for(address: str) -> None:
    html = paragraphs(f"xem {address}.")

    assert html.count("<a ") == 1
    assert 'rel="nofollow ugc noopener"' in html
    assert "<img" not in html
