"""Many at once: one post is one comment, one confirmation is one change, one of two rivals wins."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any, TypeVar

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from django_comments_xtd.models import XtdComment

from news.models import ArticlePage
from portal.audit.models import AuditEntry
from portal.comments import confirming, leaving, moderation
from portal.comments.models import NoLongerPossible, State, Submission
from portal.mail.models import Letter
from tests.factories import news
from tests.factories.people import make_person
from tests.factories.senders import Sender, filled_in, form_address

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
Result = TypeVar("Result")


@pytest.fixture(autouse=True)
def counters(tmp_path: Path, settings: Any) -> None:
    settings.COUNTERS_FILE = tmp_path / "counters.sqlite3"


@pytest.fixture
def article() -> ArticlePage:
    return news.make_article(news.make_section())


def at_once(*acts: Callable[[], Result]) -> list[Result]:
    """Run all of ``acts``, each in a thread with a connection of its own, from the same instant on."""
    together = Barrier(len(acts))

    def run(act: Callable[[], Result]) -> Result:
        try:
            together.wait(30)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.parametrize("fresh_forms", [False, True], ids=["one form", "a fresh form each"])
def test_twenty_identical_posts_at_once_are_one_comment_with_one_receipt(
    article: ArticlePage, fresh_forms: bool
) -> None:
    fields = [filled_in(article, email="pan@tinh.example") for _ in range(20)]
    sent = fields if fresh_forms else fields[:1] * 20
    address = form_address(article)

    answers = at_once(
        *[lambda each=each: Client(REMOTE_ADDR="10.9.9.9").post(address, each) for each in sent]  # type: ignore[misc]
    )

    assert {answer.status_code for answer in answers} == {302}
    assert len({answer["Location"] for answer in answers}) == 1
    assert Submission.objects.count() == 1
    assert Letter.objects.count() == 1
    assert AuditEntry.objects.filter(action="comments.submit").count() == 1


def test_exactly_as_many_as_the_limit_says_are_taken_from_one_network_at_once(
    article: ArticlePage, settings: Any
) -> None:
    settings.COMMENT_LIMITS = settings.COMMENT_LIMITS | {"client": [(5, 86_400)]}
    fields = [filled_in(article, body=f"Ý kiến số {number}.") for number in range(20)]
    address = form_address(article)

    answers = at_once(
        *[lambda each=each: Client(REMOTE_ADDR="10.9.9.9").post(address, each) for each in fields]  # type: ignore[misc]
    )

    assert sorted(answer.status_code for answer in answers) == [302] * 5 + [429] * 15
    assert Submission.objects.count() == 5


@pytest.mark.parametrize("turn", range(5))
def test_twenty_confirmations_at_once_are_one_change(article: ArticlePage, turn: int) -> None:
    comment, _ = Sender().send_well(article, email=f"pan{turn}@tinh.example")
    link = f"/binh-luan/xac-nhan/{confirming.token_for(comment)}/"

    answers = at_once(*[lambda: Client().post(link)] * 20)

    now = Submission.objects.get()
    assert {answer.status_code for answer in answers} == {200}
    assert (now.state, now.version) == (State.WAITING, comment.version + 1)
    assert AuditEntry.objects.filter(action="comments.confirm_address").count() == 1
    assert Letter.objects.filter(key__endswith=":received").count() == 1
    assert XtdComment.objects.count() == 0


@pytest.mark.parametrize("turn", range(5))
def test_withdrawing_against_approving_ends_in_one_state(article: ArticlePage, turn: int) -> None:
    moderator = make_person("moderator")
    comment, _ = Sender().send_well(article)

    def approve() -> str:
        try:
            moderation.approve(pk=comment.pk, by=moderator)
        except moderation.ModerationRefusal:
            return "refused"
        return "approved"

    def withdraw() -> str:
        try:
            leaving.withdraw(submission=comment, now=timezone.now())
        except NoLongerPossible:
            return "refused"
        return "withdrawn"

    outcome = at_once(approve, withdraw)

    now = Submission.objects.get()
    assert outcome[1] == "withdrawn"
    assert (now.state, now.comment_id) == (State.WITHDRAWN, None)
    assert (now.published_at is not None) is (outcome[0] == "approved")
    assert XtdComment.objects.count() == 0
    assert AuditEntry.objects.filter(action="comments.withdraw").count() == 1


def test_erasing_against_confirming_leaves_no_address(article: ArticlePage) -> None:
    comment, _ = Sender().send_well(article, email="pan@tinh.example")
    token = confirming.token_for(comment)

    def confirm() -> None:
        Client().post(f"/binh-luan/xac-nhan/{token}/")

    at_once(confirm, lambda: leaving.erase(submission=comment, now=timezone.now()) and None)

    now = Submission.objects.get()
    assert (now.state, now.email, now.letter_address) == (State.WITHDRAWN, "", "")
    assert not Letter.objects.exclude(to="").exists()


def test_the_clock_and_the_link_at_once_put_it_into_the_queue_once(article: ArticlePage) -> None:
    comment, _ = Sender().send_well(article, email="pan@tinh.example")
    token = confirming.token_for(comment)
    later = timezone.now() + timedelta(hours=73)

    at_once(
        lambda: leaving.queue_unconfirmed(now=later),
        lambda: Client().post(f"/binh-luan/xac-nhan/{token}/").status_code,
    )

    now = Submission.objects.get()
    assert (now.state, now.version) == (State.WAITING, comment.version + 1)
    assert bool(now.email) is (now.email_confirmed_at is not None)
