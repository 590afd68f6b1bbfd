"""Deciding about an opinion: what readers see afterwards, what its sender is told, what can be taken back."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_comments_xtd.models import XtdComment

from news.models import ArticlePage
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.comments import answering, holding, masking, moderation, policy, queue, sorting
from portal.comments.models import AnswerVersion, Decision, State, Submission
from portal.comments.verdicts import AlreadyDecided, ModerationRefusal, TextChanged
from portal.mail.models import Letter
from portal.pages.cache.generation import read as generation
from tests.factories import news
from tests.factories.opinions import make_opinion
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
WORDS = "Anh Páo phó thôn hay vắng, ai cần gọi 0912 345 678 nhé."
NUMBER = masking.Cut(WORDS.index("0912"), WORDS.index(" nhé"), "LD-05")


@pytest.fixture
def article() -> ArticlePage:
    return news.make_article(news.make_section(), "Bảy xã đổi cách họp thôn")


@pytest.fixture
def moderator() -> User:
    return make_person("moderator")


@pytest.fixture
def waiting(article: ArticlePage) -> Submission:
    return make_opinion(
        article, WORDS, state=State.WAITING, email="pan@tinh.example", email_confirmed_at=timezone.now()
    )


def page_of(article: ArticlePage) -> str:
    return Client().get(article.get_url()).content.decode()


def fresh(opinion: Submission) -> Submission:
    return Submission.objects.get(pk=opinion.pk)


def test_an_approved_opinion_shows_word_for_word(article: ArticlePage, waiting: Submission, moderator: User) -> None:
    assert WORDS not in page_of(article)
    before = generation()

    moderation.approve(pk=waiting.pk, by=moderator)

    assert WORDS in page_of(article)
    assert generation() != before
    row = XtdComment.objects.get()
    assert row.comment == WORDS
    assert row.is_public
    assert (row.user_name, row.user_email, row.user_url, row.ip_address) == ("", "", "", None)
    assert fresh(waiting).comment_id == row.pk


def test_every_decision_leaves_one_row_one_audit_entry_and_one_letter_that_waits_ten_minutes(
    waiting: Submission, moderator: User
) -> None:
    decision = moderation.approve(pk=waiting.pk, by=moderator, note="Cảm ơn anh.")

    assert Decision.objects.get() == decision
    entry = AuditEntry.objects.get(action="comments.approve")
    assert entry.actor == moderator
    assert entry.data["text"] == hashlib.sha256(WORDS.encode()).hexdigest()
    assert "Páo" not in str(entry.data)
    letter = Letter.objects.get()
    assert letter.to == "pan@tinh.example"
    assert letter.not_before == decision.undo_until
    assert "Cảm ơn anh." in letter.body
    assert "Páo" not in letter.body


def test_without_a_confirmed_address_there_is_no_letter(article: ArticlePage, moderator: User) -> None:
    for fields in ({}, {"email": "la@tinh.example"}):
        moderation.approve(pk=make_opinion(article, state=State.WAITING, **fields).pk, by=moderator)

    assert not Letter.objects.exists()


def test_a_masked_opinion_shows_with_its_cuts_and_not_a_letter_changed(
    article: ArticlePage, waiting: Submission, moderator: User
) -> None:
    decision = moderation.approve_masked(pk=waiting.pk, by=moderator, cuts=[NUMBER])

    shown = page_of(article)
    assert "0912 345 678" not in shown
    assert "Anh Páo phó thôn hay vắng, ai cần gọi" in shown
    now = fresh(waiting)
    assert now.body == WORDS
    assert now.masked_body == WORDS.replace("0912 345 678", masking.CUT)
    assert masking.is_only_cut(now.body, now.masked_body, [NUMBER])
    assert decision.cuts == [[NUMBER.start, NUMBER.end, "LD-05"]]
    assert XtdComment.objects.get().comment == now.masked_body


def test_cutting_needs_places_and_reasons_for_cutting(waiting: Submission, moderator: User) -> None:
    for cuts in (
        [],
        [masking.Cut(0, 5, "XP-04")],
        [masking.Cut(0, 500, "LD-05")],
        [masking.Cut(0, len(WORDS), "LD-05")],
    ):
        with pytest.raises(ModerationRefusal):
            moderation.approve_masked(pk=waiting.pk, by=moderator, cuts=cuts)

    assert fresh(waiting).state == State.WAITING
    assert not Decision.objects.exists()
    assert not XtdComment.objects.exists()


def test_a_refusal_names_a_published_reason_and_the_letter_says_it_with_the_right_to_a_review(
    article: ArticlePage, waiting: Submission, moderator: User
) -> None:
    for reason in ("", "XX-99", "không thích"):
        with pytest.raises(ModerationRefusal):
            moderation.refuse(pk=waiting.pk, by=moderator, reason=reason)

    moderation.refuse(pk=waiting.pk, by=moderator, reason="CD-01", note="Mời gửi dưới bài về đường.")

    letter = Letter.objects.get()
    reason = policy.reason("CD-01")
    assert reason is not None
    assert reason.meaning in letter.body
    assert "Mời gửi dưới bài về đường." in letter.body
    assert "đề nghị xem lại" in letter.body
    assert WORDS not in page_of(article)
    assert not XtdComment.objects.exists()


def test_what_is_forwarded_shows_nowhere_and_its_sender_learns_to_whom(
    article: ArticlePage, waiting: Submission, moderator: User
) -> None:
    with pytest.raises(ModerationRefusal):
        moderation.forward(pk=waiting.pk, by=moderator, to="  ")

    moderation.forward(pk=waiting.pk, by=moderator, to="Ủy ban nhân dân xã Sơn Lâm")

    assert WORDS not in page_of(article)
    assert "Ủy ban nhân dân xã Sơn Lâm" in Letter.objects.get().body
    assert "Ủy ban nhân dân xã Sơn Lâm" in fresh(waiting).note


def test_a_denunciation_is_read_only_by_those_with_the_right_to_it(
    article: ArticlePage, waiting: Submission, moderator: User
) -> None:
    moderation.guide_to_channel(pk=waiting.pk, by=moderator)

    assert WORDS not in page_of(article)
    assert waiting not in queue.visible_to(User.objects.get(pk=moderator.pk))
    assert waiting in queue.visible_to(make_person("approver"))
    assert "giữ kín" in Letter.objects.get().body


def test_an_opinion_taken_off_leaves_a_trace_with_date_and_reason(
    article: ArticlePage, waiting: Submission, moderator: User
) -> None:
    moderation.approve(pk=waiting.pk, by=moderator)

    moderation.remove(pk=waiting.pk, by=moderator, reason="LD-05")

    shown = page_of(article)
    assert WORDS not in shown
    assert "LD-05" in shown
    assert not XtdComment.objects.exists()
    assert fresh(waiting).ended_at is not None


@pytest.mark.parametrize("verdict", ["approve", "mask", "refuse", "forward", "channel"])
def test_any_decision_can_be_undone_within_ten_minutes_by_any_moderator(
    verdict: str, article: ArticlePage, waiting: Submission, moderator: User
) -> None:
    before = Submission.objects.filter(pk=waiting.pk).values().get()
    made = {
        "approve": lambda: moderation.approve(pk=waiting.pk, by=moderator, note="N", answer="Ban đã nhận."),
        "mask": lambda: moderation.approve_masked(pk=waiting.pk, by=moderator, cuts=[NUMBER]),
        "refuse": lambda: moderation.refuse(pk=waiting.pk, by=moderator, reason="CD-01", note="N"),
        "forward": lambda: moderation.forward(pk=waiting.pk, by=moderator, to="UBND xã"),
        "channel": lambda: moderation.guide_to_channel(pk=waiting.pk, by=moderator),
    }[verdict]()

    moderation.undo(decision_pk=made.pk, by=make_person("moderator"))

    after = Submission.objects.filter(pk=waiting.pk).values().get()
    assert {name: value for name, value in after.items() if name != "version"} == {
        name: value for name, value in before.items() if name != "version"
    }
    assert after["version"] > before["version"]
    assert not XtdComment.objects.exists()
    assert [letter.body for letter in Letter.objects.all()] == [""]
    assert WORDS not in page_of(article)
    assert AuditEntry.objects.filter(action="comments.undo").count() == 1


def test_a_decision_after_an_undo_writes_its_own_letter(waiting: Submission, moderator: User) -> None:
    first = moderation.refuse(pk=waiting.pk, by=moderator, reason="CD-01")
    moderation.undo(decision_pk=first.pk, by=moderator)

    moderation.approve(pk=waiting.pk, by=moderator)

    going = [letter for letter in Letter.objects.all() if letter.body]
    assert len(going) == 1
    assert "đã được đăng" in going[0].body


def test_an_undo_of_a_removal_shows_the_opinion_again(
    article: ArticlePage, waiting: Submission, moderator: User
) -> None:
    first = moderation.approve_masked(pk=waiting.pk, by=moderator, cuts=[NUMBER])
    removal = moderation.remove(pk=waiting.pk, by=moderator, reason="LD-05")

    moderation.undo(decision_pk=removal.pk, by=moderator)

    now = fresh(waiting)
    assert (now.state, now.reason, now.decided_at) == (State.MASKED, "", first.decided_at)
    assert XtdComment.objects.get().comment == now.masked_body
    assert "[đã lược]" in page_of(article)


def test_nothing_is_undone_after_ten_minutes_twice_or_past_a_later_change(waiting: Submission, moderator: User) -> None:
    decision = moderation.approve(pk=waiting.pk, by=moderator)
    Decision.objects.update(undo_until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(ModerationRefusal):
        moderation.undo(decision_pk=decision.pk, by=moderator)
    Decision.objects.update(undo_until=timezone.now() + timedelta(minutes=1))
    removal = moderation.remove(pk=waiting.pk, by=moderator, reason="LD-05")
    with pytest.raises(ModerationRefusal):
        moderation.undo(decision_pk=decision.pk, by=moderator)

    moderation.undo(decision_pk=removal.pk, by=moderator)
    with pytest.raises(ModerationRefusal):
        moderation.undo(decision_pk=removal.pk, by=moderator)

    assert fresh(waiting).state == State.PUBLISHED


def test_the_second_of_two_moderators_learns_who_was_faster_and_when(waiting: Submission, moderator: User) -> None:
    moderation.approve(pk=waiting.pk, by=moderator)

    with pytest.raises(AlreadyDecided) as refusal:
        moderation.refuse(pk=waiting.pk, by=make_person("moderator"), reason="CD-01")

    assert moderator.display_name in refusal.value.message
    assert f"{timezone.localtime():%d/%m/%Y}" in refusal.value.message
    assert Decision.objects.count() == Letter.objects.count() == 1


def test_a_decision_counts_only_for_the_words_that_were_read(waiting: Submission, moderator: User) -> None:
    Submission.objects.filter(pk=waiting.pk).update(body="Chữ khác hẳn.", version=2)

    with pytest.raises(TextChanged):
        moderation.approve(pk=waiting.pk, by=moderator, version=1)

    assert fresh(waiting).state == State.WAITING


def test_nothing_is_shown_below_an_article_that_is_not_public(
    article: ArticlePage, waiting: Submission, moderator: User
) -> None:
    article.unpublish()

    with pytest.raises(ModerationRefusal):
        moderation.approve(pk=waiting.pk, by=moderator)

    assert not XtdComment.objects.exists()


def test_a_reply_is_not_shown_below_an_opinion_that_is_not(article: ArticlePage, moderator: User) -> None:
    above = make_opinion(article, state=State.PUBLISHED)
    reply = make_opinion(article, "Tôi cũng thấy vậy.", state=State.WAITING, parent=above)
    moderation.remove(pk=above.pk, by=moderator, reason="XP-04")

    with pytest.raises(ModerationRefusal):
        moderation.approve(pk=reply.pk, by=moderator)


def test_a_review_is_decided_by_another_person_once(waiting: Submission, moderator: User) -> None:
    moderation.refuse(pk=waiting.pk, by=moderator, reason="CD-01")
    Submission.objects.filter(pk=waiting.pk).update(appealed_at=timezone.now())
    second = make_person("moderator")

    with pytest.raises(ModerationRefusal, match="người khác"):
        moderation.approve(pk=waiting.pk, by=moderator)
    moderation.refuse(pk=waiting.pk, by=second, reason="TT-06")

    with pytest.raises(AlreadyDecided):
        moderation.approve(pk=waiting.pk, by=make_person("moderator"))
    assert fresh(waiting).decided_by == second
    assert not queue.rows(queue.Filters(view=queue.REVIEW), second).exists()


def test_what_was_not_shown_can_be_put_back_into_the_queue(waiting: Submission, moderator: User) -> None:
    moderation.refuse(pk=waiting.pk, by=moderator, reason="CD-01")

    moderation.reopen(pk=waiting.pk, by=moderator)

    assert fresh(waiting).state == State.WAITING
    assert fresh(waiting).reason == ""
    assert list(queue.rows(queue.Filters(), moderator)) == [waiting]


def test_deciding_many_at_once_is_all_or_nothing(article: ArticlePage, moderator: User) -> None:
    many = [make_opinion(article, state=State.WAITING) for _ in range(5)]
    moderation.approve(pk=many[3].pk, by=moderator)
    pks = [each.pk for each in many]

    with pytest.raises(AlreadyDecided):
        moderation.decide_all(
            pks=pks, by=moderator, verdict=moderation.verdicts.REFUSE, said=moderation.Said(reason="TL-02")
        )
    assert Submission.objects.filter(state=State.REFUSED).count() == 0

    pks.remove(many[3].pk)
    moderation.decide_all(pks=pks, by=moderator, verdict=moderation.verdicts.APPROVE, said=moderation.Said())
    assert XtdComment.objects.count() == 5
    assert AuditEntry.objects.filter(action="comments.approve").count() == 5


def test_the_board_answers_changes_and_takes_back_with_every_wording_kept(
    article: ArticlePage, waiting: Submission, moderator: User
) -> None:
    moderation.approve(pk=waiting.pk, by=moderator)
    answering.answer(pk=waiting.pk, by=moderator, body="Xã đã dán bảng tin.", signed_as="UBND xã Sơn Lâm")
    assert "Xã đã dán bảng tin." in page_of(article)
    assert "UBND xã Sơn Lâm" in page_of(article)
    assert [letter.subject for letter in Letter.objects.order_by("pk")][1] == "Ban đã trả lời ý kiến của bạn"

    seen = answering.latest_version(waiting)
    answering.answer(pk=waiting.pk, by=moderator, body="Xã sẽ dán bảng tin.", seen=seen)
    assert "Xã đã dán bảng tin." not in page_of(article)
    assert sorted(XtdComment.objects.values_list("comment", flat=True)) == sorted([WORDS, "Xã sẽ dán bảng tin."])
    with pytest.raises(ModerationRefusal):
        answering.answer(pk=waiting.pk, by=moderator, body="Bản cũ.", seen=seen)

    answering.withdraw_answer(pk=waiting.pk, by=moderator, seen=answering.latest_version(waiting))
    assert "Xã sẽ dán bảng tin." not in page_of(article)
    assert [(each.body, each.is_withdrawal) for each in AnswerVersion.objects.order_by("pk")] == [
        ("Xã đã dán bảng tin.", False), ("Xã sẽ dán bảng tin.", False), ("", True),
    ]  # fmt: skip
    assert XtdComment.objects.count() == 1


def test_only_what_is_shown_can_be_answered_and_an_answer_says_something(waiting: Submission, moderator: User) -> None:
    with pytest.raises(ModerationRefusal):
        answering.answer(pk=waiting.pk, by=moderator, body="Chào anh.")
    moderation.approve(pk=waiting.pk, by=moderator)
    for words in ("", "   \n ", "x" * 5001):
        with pytest.raises(ModerationRefusal):
            answering.answer(pk=waiting.pk, by=moderator, body=words)


def test_a_comment_that_is_read_by_one_can_still_be_decided_by_another(waiting: Submission, moderator: User) -> None:
    other = make_person("moderator")
    assert holding.hold(pk=waiting.pk, by=moderator)
    assert not holding.hold(pk=waiting.pk, by=other)
    assert holding.hold(pk=waiting.pk, by=other, now=timezone.now() + holding.LASTS)

    moderation.approve(pk=waiting.pk, by=moderator)

    assert fresh(waiting).held_by is None


def test_the_sorter_marks_what_waits_and_marks_anew_what_was_changed(article: ArticlePage) -> None:
    told = make_opinion(article, "Gọi 0912345678", state=State.WAITING, name="Ban Tuyên giáo")
    make_opinion(article, "goi 0912345678 !", state=State.WAITING, name="Hoa")

    assert sorting.note_waiting() == 2
    assert sorting.note_waiting() == 0
    assert {rule.id for rule in sorting.rules_in(fresh(told).hints)} == {"MD-1", "DL-1", "TL-1"}

    Submission.objects.filter(pk=told.pk).update(
        body="Cảm ơn bà Ngần.", name="Hoa", edited_at=timezone.now() + timedelta(seconds=1)
    )
    assert sorting.note_waiting() == 1
    assert fresh(told).hints == ""


def test_a_hint_never_decides_anything(article: ArticlePage) -> None:
    worst = "Đồ ngu, xem http://a.com, gọi 0912345678, tôi tố cáo, tuyệt mật"
    opinion = make_opinion(article, worst, state=State.WAITING, name="Ban Tuyên giáo")

    sorting.note_waiting()

    assert fresh(opinion).state == State.WAITING
    assert list(queue.rows(queue.Filters(), make_person("moderator"))) == [opinion]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, 4), ({"words": "duong vao"}, 1), ({"words": "ĐƯỜNG VÀO"}, 1), ({"words": "Sênh"}, 1),
        ({"words": "zzz"}, 0),
        ({"hint": "co"}, 1), ({"hint": "khong"}, 3), ({"hint": "DL-1"}, 1), ({"hint": "XX"}, 0),
        ({"kind": "van-ban"}, 0),
        ({"kind": "bai-viet"}, 4), ({"view": "tu-choi", "reason": "CD-01"}, 1),
        ({"view": "tu-choi", "reason": "LD-05"}, 0),
        ({"view": "da-dang"}, 0), ({"since": timezone.localdate() + timedelta(days=1)}, 0),
        ({"until": timezone.localdate() + timedelta(days=1)}, 4),
    ],
)  # fmt: skip
def test_the_queue_is_narrowed_by_words_hints_kind_reason_and_day(
    filters: dict[str, Any], expected: int, article: ArticlePage, moderator: User
) -> None:
    texts = ["Đường vào thôn lầy", "Gọi 0912345678", "Cảm ơn", "Nên làm"]
    for body, name in zip(texts, ("Triệu Sênh", "A Páo", "Hoa", "Mẩy"), strict=True):
        folded = f"{name}\n{body}"
        make_opinion(article, body, state=State.WAITING, name=name, folded=queue.search_form(folded))
    make_opinion(article, state=State.REFUSED, reason="CD-01")
    sorting.note_waiting()

    assert queue.rows(queue.Filters(**filters), moderator).count() == expected


def test_the_queue_goes_from_the_oldest_on(article: ArticlePage, moderator: User) -> None:
    now = timezone.now()
    new, old, middle = (
        make_opinion(article, state=State.WAITING, queued_at=now - timedelta(hours=hours)) for hours in (1, 30, 9)
    )

    assert list(queue.rows(queue.Filters(), moderator)) == [old, middle, new]
    assert queue.after(old, queue.Filters(), moderator) == middle
    assert queue.after(new, queue.Filters(), moderator) == old
