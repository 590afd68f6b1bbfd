"""Two moderators, one opinion, the same instant: one decision stands, one letter goes, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from django_comments_xtd.models import XtdComment

from news.models import ArticlePage
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.comments import answering, leaving, moderation
from portal.comments.models import Answer, AnswerVersion, Decision, NoLongerPossible, State, Submission
from portal.comments.verdicts import AlreadyDecided, ModerationRefusal, TextChanged
from portal.mail.models import Letter
from tests.factories import news
from tests.factories.opinions import make_opinion
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
ROUNDS = 25


@pytest.fixture
def article() -> ArticlePage:
    return news.make_article(news.make_section())


@pytest.fixture
def pair() -> tuple[User, User]:
    return make_person("moderator"), make_person("moderator")


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run all of ``acts`` from the same instant on, each in a thread of its own; an exception is a result too."""
    together = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            together.wait(30)
            return act()
        except (ModerationRefusal, NoLongerPossible) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def waiting(article: ArticlePage) -> Submission:
    return make_opinion(article, state=State.WAITING, email="pan@tinh.example", email_confirmed_at=timezone.now())


def test_of_two_who_decide_at_once_one_wins_and_the_other_learns_by_whom(
    article: ArticlePage, pair: tuple[User, User]
) -> None:
    one, other = pair
    for _ in range(ROUNDS):
        opinion = waiting(article)
        results = at_once(
            lambda: moderation.approve(pk=opinion.pk, by=one, version=1),  # noqa: B023 - run within the round
            lambda: moderation.refuse(pk=opinion.pk, by=other, reason="CD-01", version=1),  # noqa: B023
        )
        made = [each for each in results if isinstance(each, Decision)]
        told = [each for each in results if isinstance(each, AlreadyDecided | TextChanged)]
        assert (len(made), len(told)) == (1, 1)
        now = Submission.objects.get(pk=opinion.pk)
        assert now.state == made[0].to_state
        assert now.decided_by == made[0].decided_by
        assert Decision.objects.filter(submission=opinion).count() == 1
        entries = AuditEntry.objects.filter(object_id=str(opinion.pk), object_type="comments.submission")
        assert entries.count() == 1
        assert Letter.objects.filter(key__startswith=f"comment:{opinion.pk}:").count() == 1
        assert XtdComment.objects.filter(submission=opinion).count() == (1 if now.state == State.PUBLISHED else 0)
    assert XtdComment.objects.count() == Submission.objects.filter(state=State.PUBLISHED).count()


def test_of_two_undos_at_once_one_counts(article: ArticlePage, pair: tuple[User, User]) -> None:
    for _ in range(ROUNDS):
        opinion = waiting(article)
        decision = moderation.approve(pk=opinion.pk, by=pair[0])
        results = at_once(
            lambda: moderation.undo(decision_pk=decision.pk, by=pair[0]),  # noqa: B023 - run within the round
            lambda: moderation.undo(decision_pk=decision.pk, by=pair[1]),  # noqa: B023
        )
        assert sum(isinstance(each, Submission) for each in results) == 1
        assert Submission.objects.get(pk=opinion.pk).state == State.WAITING
        assert AuditEntry.objects.filter(action="comments.undo", object_id=str(opinion.pk)).count() == 1
    assert XtdComment.objects.count() == 0


def test_a_sender_who_withdraws_while_a_moderator_approves_leaves_no_half_state(
    article: ArticlePage, pair: tuple[User, User]
) -> None:
    for _ in range(ROUNDS):
        opinion = waiting(article)
        at_once(
            lambda: moderation.approve(pk=opinion.pk, by=pair[0], version=1),  # noqa: B023 - run within the round
            lambda: leaving.withdraw(submission=opinion, now=timezone.now()),  # noqa: B023
        )
        now = Submission.objects.get(pk=opinion.pk)
        assert now.state == State.WITHDRAWN or (now.state == State.PUBLISHED and now.comment_id is not None)
        assert XtdComment.objects.filter(submission=opinion).count() == (now.state == State.PUBLISHED)
    assert XtdComment.objects.count() == Submission.objects.filter(state=State.PUBLISHED).count()


def test_of_two_answers_at_once_one_is_the_boards(article: ArticlePage, pair: tuple[User, User]) -> None:
    for _ in range(ROUNDS):
        opinion = make_opinion(article)
        results = at_once(
            lambda: answering.answer(pk=opinion.pk, by=pair[0], body="Một."),  # noqa: B023 - run within the round
            lambda: answering.answer(pk=opinion.pk, by=pair[1], body="Hai."),  # noqa: B023
        )
        assert sum(isinstance(each, Answer) for each in results) == 1
        assert Answer.objects.filter(submission=opinion).count() == 1
        assert AnswerVersion.objects.filter(submission=opinion).count() == 1


def test_a_crowd_of_moderators_makes_one_decision(article: ArticlePage) -> None:
    crowd = [make_person("moderator") for _ in range(8)]
    opinion = waiting(article)

    results = at_once(
        *[lambda each=each: moderation.approve(pk=opinion.pk, by=each) for each in crowd]  # type: ignore[misc]
    )

    assert sum(isinstance(each, Decision) for each in results) == 1
    assert XtdComment.objects.count() == Letter.objects.count() == Decision.objects.count() == 1
