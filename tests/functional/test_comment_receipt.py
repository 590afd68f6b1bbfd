"""What a sender can do with a receipt code, and what the letter's link does."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_comments_xtd.models import XtdComment

from news.models import ArticlePage
from portal.audit.models import AuditEntry
from portal.comments import confirming, leaving, moderation, policy
from portal.comments.models import Decision, NoLongerPossible, State, Submission
from portal.jobs import health, periodic
from portal.mail import operations as mail
from portal.mail.models import Letter
from portal.pages.cache.generation import read as generation
from tests.factories import news
from tests.factories.opinions import make_answer
from tests.factories.people import make_person
from tests.factories.senders import Sender

pytestmark = pytest.mark.django_db
ADDRESS = "pan@tinh.example"


@pytest.fixture(autouse=True)
def counters(tmp_path: Any, settings: Any) -> None:
    settings.COUNTERS_FILE = tmp_path / "counters.sqlite3"


@pytest.fixture
def article() -> ArticlePage:
    return news.make_article(news.make_section(), "Bảy xã đổi cách họp thôn")


@pytest.fixture
def moderator() -> Any:
    return make_person("moderator")


def fresh(comment: Submission) -> Submission:
    return Submission.objects.get(pk=comment.pk)


def page(code: str, what: str = "") -> str:
    return f"/binh-luan/bien-nhan/{code}/{what}"


def link_in(letter: Letter) -> str:
    found = re.search(r"/binh-luan/xac-nhan/\S+", letter.body)
    assert found is not None
    return found[0]


def test_the_receipt_shows_code_deadline_and_ways_and_no_cache_keeps_it(article: ArticlePage) -> None:
    sender = Sender()
    comment, code = sender.send_well(article, name="Bàn Thị Sẩy", body="Câu của tôi.")

    answer = sender.client.get(page(code))
    shown = answer.content.decode()

    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert f'id="ma-bien-nhan">{code}<' in shown
    assert policy.moment_in_words(comment.due_at) in shown  # type: ignore[arg-type]
    assert "Câu của tôi." in shown
    for way in ("sua/", "rut/", "xoa/"):
        assert page(code, way) in shown


def test_a_code_is_found_however_it_is_written_and_a_wrong_one_says_nothing(article: ArticlePage) -> None:
    sender = Sender()
    _, code = sender.send_well(article)
    sloppy = f" {code.lower().replace('-', ' ')} "

    assert sender.client.post("/binh-luan/bien-nhan/", {"code": sloppy})["Location"] == page(code)
    wrong = [sender.client.post("/binh-luan/bien-nhan/", {"code": each}) for each in ("", "ABCD-EFGH-JKMN", "x" * 99)]
    wrong += [sender.client.get(page(each)) for each in ("ABCD-EFGH-JKMN", "a", code[:-1] + "!")]
    assert {answer.status_code for answer in wrong} == {404}
    tokens = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|value="[^"]*" maxlength="60"')
    assert len({tokens.sub("", answer.content.decode()) for answer in wrong}) == 1


def test_guessing_codes_soon_ends(article: ArticlePage, settings: Any) -> None:
    settings.COMMENT_LIMITS = settings.COMMENT_LIMITS | {"receipt": [(3, 600)]}
    sender = Sender()

    answers = [sender.client.get(page(f"AAAA-BBBB-CCC{n}")) for n in range(5)]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 429, 429]
    assert answers[-1]["Retry-After"] == "600"


def test_the_code_of_an_older_secret_still_opens_its_receipt(article: ArticlePage, settings: Any) -> None:
    sender = Sender()
    _, code = sender.send_well(article)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another secret"

    assert sender.client.get(page(code)).status_code == 200


def test_the_one_letter_to_an_address_that_is_not_confirmed_carries_no_word_of_a_stranger(
    article: ArticlePage,
) -> None:
    comment, code = Sender().send_well(
        article, name="Kẻ Lừa", body="Mời bấm vidu.example nhận quà", email=ADDRESS, reviewed="1"
    )

    (letter,) = Letter.objects.all()

    assert comment.state == State.UNCONFIRMED
    assert comment.queued_at is None
    assert letter.to == ADDRESS
    for stranger in ("Kẻ Lừa", "nhận quà", "vidu.example", code):
        assert stranger not in letter.subject + letter.body


def test_looking_at_the_link_changes_nothing_and_confirming_opens_the_way_for_letters(article: ArticlePage) -> None:
    comment, code = Sender().send_well(article, email=ADDRESS)
    link, reader = link_in(Letter.objects.get()), Client()

    for _ in range(3):
        assert reader.get(link).status_code == 200
    assert fresh(comment).state == State.UNCONFIRMED
    for _ in range(2):
        assert reader.post(link).status_code == 200
    now = fresh(comment)
    assert now.state == State.WAITING
    assert now.letter_address == ADDRESS
    assert now.version == comment.version + 1
    letters = list(Letter.objects.order_by("pk"))
    assert len(letters) == 2
    assert code in letters[1].body
    assert AuditEntry.objects.filter(action="comments.confirm_address").count() == 1


def test_a_link_that_is_cut_bent_too_old_or_of_another_comment_is_a_plain_page(article: ArticlePage) -> None:
    comment, _ = Sender().send_well(article, email=ADDRESS)
    other, _ = Sender().send_well(article, email="khac@tinh.example")
    good = confirming.token_for(comment)
    old = signing.TimestampSigner(salt=confirming._SALT)
    head = good.rsplit(":", 2)[0]
    stamp = signing.b62_encode(int((timezone.now() - timedelta(hours=72, minutes=1)).timestamp()))
    expired = f"{head}:{stamp}:{old.signature(f'{head}:{stamp}')}"
    swapped = signing.dumps([other.pk, signing.loads(good, salt=confirming._SALT)[1]], salt=confirming._SALT)
    foreign = signing.dumps([comment.pk, "x"], salt="elsewhere")

    for token in (good[:-1], good[1:], good[: len(good) // 2], good[:-1] + "~", expired, swapped, foreign, "x"):
        for ask in (Client().get, Client().post):
            answer = ask(f"/binh-luan/xac-nhan/{token}/")
            assert answer.status_code == 410, token
            assert "Traceback" not in answer.content.decode()
    assert fresh(comment).state == fresh(other).state == State.UNCONFIRMED


def test_without_confirmation_an_opinion_enters_the_queue_after_72_hours_without_its_address(
    article: ArticlePage,
) -> None:
    comment, _ = Sender().send_well(article, email=ADDRESS)
    link = link_in(Letter.objects.get())

    assert leaving.queue_unconfirmed(now=timezone.now() + timedelta(hours=71)) == 0
    assert leaving.queue_unconfirmed(now=timezone.now() + timedelta(hours=73)) == 1
    assert leaving.queue_unconfirmed(now=timezone.now() + timedelta(hours=73)) == 0
    now = fresh(comment)
    assert (now.state, now.email, now.letter_address) == (State.WAITING, "", "")
    assert now.due_at is not None
    assert Client().post(link).status_code == 410


def test_the_form_is_no_way_to_fill_a_mailbox(article: ArticlePage, settings: Any) -> None:
    settings.COMMENT_LIMITS = settings.COMMENT_LIMITS | {"letters-address": [(2, 3600)]}

    answers = [
        Sender().send(article, body=f"Lần {n} đây.", email=ADDRESS.upper() if n % 2 else ADDRESS) for n in range(5)
    ]

    assert {answer.status_code for answer in answers} == {302}
    assert Letter.objects.count() == 2
    assert Submission.objects.filter(state=State.UNCONFIRMED).count() == 2
    assert Submission.objects.filter(state=State.WAITING, email="").count() == 3
    assert "chưa gửi thư xác nhận" in Client().get(answers[-1]["Location"]).content.decode()


def test_one_network_makes_only_so_many_letters(article: ArticlePage, settings: Any) -> None:
    settings.COMMENT_LIMITS = settings.COMMENT_LIMITS | {"letters-client": [(2, 3600)]}
    sender = Sender()

    for number in range(4):
        sender.send_well(article, body=f"Lần {number} đây.", email=f"nguoi{number}@tinh.example")

    assert Letter.objects.count() == 2


def test_words_can_be_changed_until_somebody_decides(article: ArticlePage, moderator: Any) -> None:
    sender = Sender()
    comment, code = sender.send_well(article, body="Bản đầu tiên.")

    answer = sender.client.post(page(code, "sua/"), {"name": "Tên mới", "body": "Bản thứ hai."})

    assert answer["Location"] == page(code)
    now = fresh(comment)
    assert (now.name, now.body) == ("Tên mới", "Bản thứ hai.")
    assert "ban thu hai" in now.folded
    assert now.version == comment.version + 1
    with pytest.raises(moderation.TextChanged):
        moderation.approve(pk=comment.pk, by=moderator, version=comment.version)
    moderation.approve(pk=comment.pk, by=moderator, version=now.version)
    late = sender.client.post(page(code, "sua/"), {"name": "Tên mới", "body": "Bản thứ ba."})
    assert late.status_code == 409
    assert fresh(comment).body == "Bản thứ hai."


def test_a_changed_text_is_checked_like_a_new_one(article: ArticlePage) -> None:
    sender = Sender()
    _, code = sender.send_well(article)

    wrong = sender.client.post(page(code, "sua/"), {"name": "An", "body": "x" * 3001})
    warned = sender.client.post(page(code, "sua/"), {"name": "An", "body": "Gọi 0900 000 000 nhé."})

    assert wrong.status_code == 422
    assert warned.status_code == 200
    assert 'name="reviewed"' in warned.content.decode()


def test_withdrawing_before_any_decision_leaves_nothing_in_the_queue(article: ArticlePage) -> None:
    sender = Sender()
    comment, code = sender.send_well(article, email=ADDRESS)

    assert sender.client.get(page(code, "rut/")).status_code == 200
    assert fresh(comment).state == State.UNCONFIRMED
    assert sender.client.post(page(code, "rut/"))["Location"] == page(code)
    assert sender.client.post(page(code, "rut/"))["Location"] == page(code)
    now = fresh(comment)
    assert (now.state, now.published_at) == (State.WITHDRAWN, None)
    assert Letter.objects.get().to == ""
    assert AuditEntry.objects.filter(action="comments.withdraw").count() == 1
    assert sender.send_well(article)[1] != code


def test_withdrawing_what_was_public_leaves_a_dated_trace_and_the_answers(article: ArticlePage, moderator: Any) -> None:
    sender = Sender()
    comment, code = sender.send_well(article, name="Lò Văn Pấn", body="Chữ sẽ biến mất.")
    moderation.approve(pk=comment.pk, by=moderator, answer="Ban xin cảm ơn.")
    before = generation()

    sender.client.post(page(code, "rut/"))

    now = fresh(comment)
    assert (now.state, now.comment_id) == (State.WITHDRAWN, None)
    assert generation() != before
    assert not XtdComment.objects.filter(comment="Chữ sẽ biến mất.").exists()
    shown = Client().get(article.get_url()).content.decode()
    assert "Chữ sẽ biến mất." not in shown
    assert "Lò Văn Pấn" not in shown
    assert "Ban xin cảm ơn." in shown


def test_erasing_leaves_nothing_personal_anywhere(article: ArticlePage, moderator: Any) -> None:
    sender = Sender()
    comment, code = sender.send_well(article, name="Lò Văn Pấn", body="Chữ sẽ biến mất.", email=ADDRESS)
    Client().post(link_in(Letter.objects.get()))
    moderation.approve(pk=comment.pk, by=moderator, note="Gửi anh Pấn.")
    mail.send_due()

    assert sender.client.get(page(code, "xoa/")).status_code == 200
    for _ in range(2):
        assert sender.client.post(page(code, "xoa/"))["Location"] == page(code)

    now = fresh(comment)
    assert (now.name, now.body, now.folded, now.email, now.note, now.client_hash) == ("",) * 6
    assert now.comment_id is None
    assert now.erased_at is not None
    left = str([list(model.objects.values_list()) for model in (Submission, Decision, XtdComment, Letter, AuditEntry)])
    for word in ("Pấn", "biến mất", ADDRESS, "pan"):
        assert word not in left
    assert "Dữ liệu của bạn đã được xóa" in sender.client.get(page(code)).content.decode()
    assert AuditEntry.objects.filter(action="comments.erase").count() == 1


def test_erasing_where_nobody_replied_leaves_no_trace_on_the_page(article: ArticlePage, moderator: Any) -> None:
    sender = Sender()
    comment, code = sender.send_well(article)
    moderation.approve(pk=comment.pk, by=moderator)

    sender.client.post(page(code, "xoa/"))

    assert "tombstone" not in Client().get(article.get_url()).content.decode()


def test_erasing_where_the_board_answered_keeps_the_answer(article: ArticlePage, moderator: Any) -> None:
    sender = Sender()
    comment, code = sender.send_well(article, name="Lò Văn Pấn")
    moderation.approve(pk=comment.pk, by=moderator)
    make_answer(fresh(comment), "Ban xin cảm ơn.")

    sender.client.post(page(code, "xoa/"))

    shown = Client().get(article.get_url()).content.decode()
    assert "Ban xin cảm ơn." in shown
    assert "Lò Văn Pấn" not in shown


def test_a_refusal_tells_its_reason_and_can_be_reviewed_once(article: ArticlePage, moderator: Any) -> None:
    sender = Sender()
    comment, code = sender.send_well(article)
    moderation.refuse(pk=comment.pk, by=moderator, reason="CD-01", note="Mời gửi dưới bài khác.")

    shown = sender.client.get(page(code)).content.decode()
    assert "CD-01" in shown
    assert "Mời gửi dưới bài khác." in shown
    assert "xem-lai/" in shown
    sender.client.post(page(code, "xem-lai/"))
    assert moderation.is_under_review(fresh(comment))
    assert sender.client.post(page(code, "xem-lai/")).status_code == 409
    moderation.approve(pk=comment.pk, by=make_person("moderator"))
    assert fresh(comment).state == State.PUBLISHED


def test_what_was_refused_cannot_be_withdrawn_but_erased(article: ArticlePage, moderator: Any) -> None:
    sender = Sender()
    comment, code = sender.send_well(article)
    moderation.refuse(pk=comment.pk, by=moderator, reason="CD-01")

    with pytest.raises(NoLongerPossible):
        leaving.withdraw(submission=comment, now=timezone.now())
    sender.client.post(page(code, "xoa/"))
    now = fresh(comment)
    assert (now.state, now.reason, now.body) == (State.REFUSED, "CD-01", "")


def test_the_answer_of_the_board_stands_on_the_receipt(article: ArticlePage, moderator: Any) -> None:
    sender = Sender()
    comment, code = sender.send_well(article)
    moderation.approve(pk=comment.pk, by=moderator)
    make_answer(fresh(comment), "Ban xin cảm ơn.", unit="Phòng Tuyên truyền")

    shown = sender.client.get(page(code)).content.decode()

    assert "Trả lời của Phòng Tuyên truyền" in shown
    assert "Ban xin cảm ơn." in shown


def test_the_receipt_of_something_hidden_since_names_no_title(article: ArticlePage) -> None:
    sender = Sender()
    _, code = sender.send_well(article)
    article.unpublish()

    answer = sender.client.get(page(code))

    assert answer.status_code == 200
    assert "Bảy xã đổi cách họp thôn" not in answer.content.decode()


def test_addresses_go_six_months_after_the_decision_and_networks_after_thirty_days(
    article: ArticlePage, moderator: Any
) -> None:
    comment, _ = Sender().send_well(article, email=ADDRESS)
    Client().post(link_in(Letter.objects.get()))
    moderation.approve(pk=comment.pk, by=moderator)
    now = timezone.now()

    leaving.purge(now=now + timedelta(days=29))
    assert fresh(comment).client_hash
    leaving.purge(now=now + timedelta(days=31))
    assert fresh(comment).client_hash == ""
    assert fresh(comment).sameness is None
    assert fresh(comment).email == ADDRESS
    leaving.purge(now=now + timedelta(days=190))
    assert fresh(comment).email == ""
    assert fresh(comment).body


@pytest.mark.parametrize("late", ["unconfirmed", "client"])
def test_what_is_kept_too_long_is_an_alarm_until_the_jobs_have_run(article: ArticlePage, late: str) -> None:
    comment, _ = Sender().send_well(article, email=ADDRESS if late == "unconfirmed" else "")
    assert "comments-retention" not in {problem.name for problem in health.problems()}
    Submission.objects.filter(pk=comment.pk).update(submitted_at=timezone.now() - timedelta(days=33))

    assert "comments-retention" in {problem.name for problem in health.problems()}
    for job in periodic.jobs():
        if job.name.startswith("comments-"):
            job.run()
    assert "comments-retention" not in {problem.name for problem in health.problems()}


def test_addresses_below_binh_luan_answer_the_same_for_every_made_up_number() -> None:
    for name in ("comment-receipt", "comment-edit", "comment-withdraw", "comment-erase", "comment-appeal"):
        for code in ("1", "2", "10000", "AAAA-AAAA-AAAA"):
            assert Client().get(reverse(name, args=[code])).status_code == 404
            assert Client().post(reverse(name, args=[code])).status_code == 404
