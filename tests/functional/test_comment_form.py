"""The form of an opinion: what it takes, what it gives back, and what never gets in."""

import re
import unicodedata
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from news.models import ArticlePage
from portal.comments import policy, submitting
from portal.comments.models import State, Submission
from portal.mail.models import Letter
from tests.factories import news
from tests.factories.opinions import let_readers_reply, make_opinion, take_opinions
from tests.factories.people import make_person
from tests.factories.senders import Sender, filled_in, form_address, old_token

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters(tmp_path: Path, settings: Any) -> None:
    settings.COUNTERS_FILE = tmp_path / "counters.sqlite3"


@pytest.fixture
def article() -> ArticlePage:
    return news.make_article(news.make_section(), "Bảy xã đổi cách họp thôn")


def stored() -> int:
    return Submission.objects.count()


def test_the_form_is_a_short_page_of_its_own_that_no_cache_keeps(article: ArticlePage) -> None:
    answer = Client().get(form_address(article))
    page = answer.content.decode()

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "csrftoken" in answer.cookies
    assert "Bảy xã đổi cách họp thôn" in page
    assert policy.consent_text() in page
    assert not re.search(r"<input[^>]*checkbox[^>]*checked", page)


def test_a_script_gets_the_form_alone(article: ArticlePage) -> None:
    for answer in (
        Client().get(form_address(article), headers={"X-Requested-With": "fetch"}),
        Client().get(form_address(article) + "?manh=1"),
    ):
        page = answer.content.decode()
        assert "<html" not in page
        assert 'name="csrfmiddlewaretoken"' in page
        assert f'action="{form_address(article)}"' in page


def test_an_opinion_without_an_address_waits_in_the_queue_and_has_a_receipt(article: ArticlePage) -> None:
    comment, code = Sender().send_well(article, name="  Nguyễn  An ", body="Rất\r\n\r\n\r\n\r\nđúng.")

    assert comment.state == State.WAITING
    assert comment.queued_at is not None
    assert comment.due_at == policy.due_after(comment.queued_at)
    assert (comment.name, comment.body) == ("Nguyễn An", "Rất\n\nđúng.")
    assert comment.consent_version == policy.CONSENT_VERSION
    assert comment.comment_id is None
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", code)
    assert Letter.objects.count() == 0


def test_neither_code_nor_network_address_is_stored_anywhere(article: ArticlePage) -> None:
    comment, code = Sender("203.0.113.77").send_well(article)

    row = " ".join(str(value) for value in Submission.objects.filter(pk=comment.pk).values_list().get())

    assert "203.0.113.77" not in row
    assert code not in row
    assert code.replace("-", "") not in row


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "\u200b\u2066\U000e0041"),
        ("name", "a" * 61),
        ("body", ""),
        ("body", "\u200b\u200b \n\u2069\ufffd"),
        ("body", "đ" * 3001),
        ("body", "x" * 1_000_000),
        ("email", "không phải thư"),
        ("email", "a@b.example\r\nBcc: c@d.example"),
        ("consent", ""),
        ("consent", "0"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field_and_nothing_typed_is_lost(
    article: ArticlePage, field: str, value: str
) -> None:
    typed = {"name": "Lò Văn Pấn", "body": "Câu này phải còn.", "email": "pan@tinh.example"} | {field: value}

    answer = Sender().send(article, **typed)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert stored() == 0
    assert f'href="#y-{field}"' in page
    assert f'id="y-{field}-loi"' in page
    for name in {"name", "body", "email"} - {field}:
        assert typed[name] in page


def test_three_thousand_letters_are_counted_after_composing(article: ArticlePage) -> None:
    decomposed = unicodedata.normalize("NFD", "ế" * 3000)

    comment, _ = Sender().send_well(article, body=decomposed)

    assert comment.body == "ế" * 3000


def test_invisible_and_turning_signs_go_and_heaped_marks_are_cut(article: ArticlePage) -> None:
    comment, _ = Sender().send_well(
        article, name="A\u202en\x00", body="Chào\u200b \u2066bạn\u2069\x07 \U000e0041😀\ufffd x" + "\u0301" * 500
    )

    assert comment.name == "An"
    assert comment.body.startswith("Chào bạn 😀\ufffd x")
    assert len(comment.body) < 30


def test_a_phone_number_warns_once_and_does_not_block(article: ArticlePage) -> None:
    sender, typed = Sender(), {"body": "Ai cần hỏi thêm cứ gọi 0900 000 000."}

    warned = sender.send(article, **typed)

    assert warned.status_code == 200
    assert "0900 000 000" in warned.content.decode()
    assert 'name="reviewed" value="1"' in warned.content.decode()
    assert stored() == 0
    comment, _ = sender.send_well(article, **typed, reviewed="1")
    assert comment.body == typed["body"]


@pytest.mark.parametrize("times", [2, 5])
def test_the_same_form_sent_again_is_the_same_opinion(article: ArticlePage, times: int) -> None:
    sender, fields = Sender(), filled_in(article)

    answers = [sender.client.post(form_address(article), fields) for _ in range(times)]

    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers}) == 1
    assert stored() == 1


def test_the_same_words_from_a_fresh_form_are_the_same_opinion_for_a_day(article: ArticlePage) -> None:
    sender = Sender()
    _, code = sender.send_well(article)

    assert sender.send_well(article)[1] == code
    assert stored() == 1
    Submission.objects.update(submitted_at=timezone.now() - timedelta(hours=25))
    assert sender.send_well(article)[1] != code
    assert stored() == 2


def test_another_person_saying_the_same_gets_a_receipt_of_their_own(article: ArticlePage) -> None:
    _, code = Sender().send_well(article)

    assert Sender().send_well(article)[1] != code
    assert Sender("10.200.0.1").send_well(article)[1] != Sender("10.200.0.1").send_well(article, name="Người khác")[1]


def test_a_form_that_was_sent_takes_no_other_words_and_keeps_them_for_another_try(article: ArticlePage) -> None:
    sender, token = Sender(), old_token(article)
    sender.send_well(article, token=token)

    answer = sender.send(article, token=token, body="Tôi còn muốn nói thêm.")

    assert answer.status_code == 409
    assert "Tôi còn muốn nói thêm." in answer.content.decode()
    assert stored() == 1
    fresh = re.search(r'name="token" value="([^"]+)"', answer.content.decode())
    assert fresh is not None
    assert fresh[1] != token


@pytest.mark.parametrize(
    ("ago", "kept"), [({"hours": 25}, False), ({"seconds": 0}, True)], ids=["after a day", "at once"]
)
def test_a_form_too_old_or_too_quick_comes_back_with_the_words(
    article: ArticlePage, ago: dict[str, float], kept: bool
) -> None:
    token = old_token(article, **ago)

    answer = Sender().send(article, token=token, body="Câu này phải còn.")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Câu này phải còn." in page
    assert (token in page) is kept
    assert stored() == 0


def test_a_form_that_stood_open_for_three_hours_still_works(article: ArticlePage) -> None:
    assert Sender().send_well(article, token=old_token(article, hours=3))


@pytest.mark.parametrize("broken", ["", "abc", "cut", "other", "text"])
def test_a_token_that_is_not_of_this_form_is_refused(article: ArticlePage, broken: str) -> None:
    other = news.make_article(news.make_section())
    token = {"cut": old_token(article)[:-3], "other": old_token(other), "text": "x" * 5000}.get(broken, broken)

    answer = Sender().send(article, token=token, body="Câu này phải còn.")

    assert answer.status_code == 400
    assert "Câu này phải còn." in answer.content.decode()
    assert stored() == 0


def test_the_hidden_box_must_stay_empty(article: ArticlePage) -> None:
    answer = Sender().send(article, website="http://vidu.example", body="Câu này phải còn.")

    assert answer.status_code == 422
    assert "Câu này phải còn." in answer.content.decode()
    assert "vidu.example" not in answer.content.decode()
    assert stored() == 0


def test_a_post_without_its_csrf_token_is_refused(article: ArticlePage) -> None:
    answer = Client(enforce_csrf_checks=True).post(form_address(article), filled_in(article))

    assert answer.status_code == 403
    assert stored() == 0


def test_what_is_hidden_unknown_or_of_no_kind_has_no_form(article: ArticlePage, editor: Any) -> None:
    draft = news.draft_article(news.make_section(), "Bản nháp kín")
    fields = filled_in(article)
    addresses = [
        f"/binh-luan/gui/bai-viet/{draft.pk}/",
        "/binh-luan/gui/bai-viet/99999999/",
        f"/binh-luan/gui/van-ban/{article.pk}/",
        f"/binh-luan/gui/user/{make_person('clerk').pk}/",
        f"/binh-luan/gui/news.articlepage/{article.pk}/",
        f"/binh-luan/gui/bai-viet/{10**30}/",
    ]

    answers = [Client().get(address) for address in addresses] + [Client().post(each, fields) for each in addresses]

    assert {answer.status_code for answer in answers} == {404}
    assert all("Bản nháp kín" not in answer.content.decode() for answer in answers)
    assert stored() == 0


def test_a_closed_place_has_no_form_and_gives_back_what_was_being_written(article: ArticlePage) -> None:
    sender, fields = Sender(), filled_in(article, body="Câu này phải còn.")
    take_opinions(False)

    assert sender.client.get(form_address(article)).status_code == 404
    answer = sender.client.post(form_address(article), fields)
    assert answer.status_code == 409
    assert "Câu này phải còn." in answer.content.decode()
    assert stored() == 0


def test_one_network_may_send_so_often_and_then_gets_its_words_back(article: ArticlePage, settings: Any) -> None:
    settings.COMMENT_LIMITS = settings.COMMENT_LIMITS | {"client": [(3, 600)]}
    answers = [Sender(f"2001:db8:7:7::{n}").send(article, body=f"Ý kiến {n} ở đây.") for n in range(1, 6)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429, 429]
    assert answers[-1]["Retry-After"] == "600"
    assert "Ý kiến 5 ở đây." in answers[-1].content.decode()
    assert stored() == 3
    assert Sender("2001:db8:7:8::1").send(article).status_code == 302


def test_one_place_takes_so_many_and_others_go_on(article: ArticlePage, settings: Any) -> None:
    settings.COMMENT_LIMITS = settings.COMMENT_LIMITS | {"target": [(2, 600)]}
    other = news.make_article(news.make_section())

    assert [Sender().send(article).status_code for _ in range(3)] == [302, 302, 429]
    assert Sender().send(other).status_code == 302


def test_nothing_is_taken_while_nobody_can_count(article: ArticlePage, settings: Any, tmp_path: Path) -> None:
    settings.COUNTERS_FILE = tmp_path  # a folder cannot be a database

    answer = Sender().send(article, body="Câu này phải còn.")

    assert answer.status_code == 503
    assert "Câu này phải còn." in answer.content.decode()
    assert stored() == 0


def test_a_reply_to_what_is_not_shown_is_refused(article: ArticlePage) -> None:
    from portal.comments.targets import target_for

    target = target_for(article)
    assert target is not None
    let_readers_reply()
    hidden = [make_opinion(article, state=state) for state in (State.WAITING, State.REFUSED, State.WITHDRAWN)]
    elsewhere = make_opinion(news.make_article(news.make_section()))
    deep = make_opinion(article, parent=make_opinion(article))
    before = stored()

    for number, parent in enumerate([*hidden, elsewhere, deep]):
        with pytest.raises(submitting.ParentGone):
            submitting.submit(
                key=uuid4(),
                target=target,
                typed=submitting.Typed("An", "Trả lời.", parent=parent.pk),
                client=f"10.1.1.{number}",
            )
    assert stored() == before


def test_payloads_come_back_as_the_characters_that_were_typed(article: ArticlePage) -> None:
    words = "</textarea><script>alert(1)</script>{{ 7*7 }}{% debug %}\"'><img src=x onerror=alert(1)>"
    sender = Sender()

    page = sender.send(article, name=words[:60], body=words, consent="").content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{{ 7*7 }}" in page
    comment, code = sender.send_well(article, name=words[:60], body=words)
    receipt = sender.client.get(f"/binh-luan/bien-nhan/{code}/").content.decode()
    assert comment.body == words
    assert "<script>alert" not in receipt
    assert "<img src=x" not in receipt


def test_a_form_whose_token_has_run_out_gives_the_words_back_and_stores_nothing(article: ArticlePage) -> None:
    client = Client(enforce_csrf_checks=True)

    answer = client.post(form_address(article), filled_in(article, body="Lời viết rất lâu mới xong."))
    page = answer.content.decode()

    assert answer.status_code == 403
    assert "Lời viết rất lâu mới xong." in page
    assert 'name="csrfmiddlewaretoken"' in page
    assert stored() == 0


def test_nobody_is_told_to_have_sent_too_much_when_it_is_the_counters_that_fail(
    article: ArticlePage, tmp_path: Path, settings: Any
) -> None:
    settings.COUNTERS_FILE = tmp_path / "not a folder"
    settings.COUNTERS_FILE.mkdir()

    answer = Sender().send(article, body="Lời này không được mất.")
    page = answer.content.decode()

    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "Lời này không được mất." in page
    assert "vừa có nhiều ý kiến" not in page
    assert stored() == 0
