"""How a comment leaves: withdrawn by its sender, erased at the sender's wish, forgotten when its time is over."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from portal.audit.record import record
from portal.comments import library, policy
from portal.comments.models import PENDING, SHOWN, Answer, Decision, NoLongerPossible, State, Submission
from portal.comments.submitting import queued
from portal.jobs.health import Problem
from portal.mail import operations as mail
from portal.mail.models import Letter
from portal.pages.cache import moved_on

WITHDRAWABLE = (*PENDING, *SHOWN)
LATE = timedelta(days=2)
"""How late the jobs of this module may be before it counts as something broken."""


def withdraw(*, submission: Submission, now: datetime) -> Submission:
    """Take a comment back for its sender, before or after it was public; raises NoLongerPossible in any other state.

    What was public leaves a dated trace; replies and the board's answer stay. Twice is once.
    """
    with transaction.atomic():
        held = _held(submission)
        if held.state == State.WITHDRAWN:
            return held
        _move(held, WITHDRAWABLE, {"state": State.WITHDRAWN, "ended_at": now, "sameness": None})
        _off_the_page(held)
        _drop_letters(held)
        record("comments.withdraw", obj=held, data={"from": held.state})
        held.refresh_from_db()
    return held


def erase(*, submission: Submission, now: datetime) -> Submission:
    """Forget everything personal about a comment: name, words, address, letters, what moderators wrote to the sender.

    What is left is a row that says that there was one, when, and what was decided; where others replied it shows as a
    trace without a name. A comment that is public or undecided is withdrawn with it. Twice is once.
    """
    with transaction.atomic():
        held = _held(submission)
        if held.erased_at is not None:
            return held
        emptied: dict[str, Any] = {"erased_at": now, "held_by": None, "held_until": None}
        emptied |= dict.fromkeys(("name", "body", "folded", "email", "masked_body", "note", "client_hash"), "")
        emptied |= {"sameness": None, "email_confirmed_at": None}
        if held.state in WITHDRAWABLE:
            emptied |= {"state": State.WITHDRAWN, "ended_at": now}
        if held.state != State.REMOVED and not _somebody_replied(held):
            # Nobody's words hang below it, so it needs no place any more; what the board took off stays on record.
            emptied["published_at"] = None
        _move(held, State.values, emptied)
        _off_the_page(held)
        _drop_letters(held)
        Decision.objects.filter(submission=held).update(note="")
        record("comments.erase", obj=held, data={"from": held.state})
        if held.published_at is not None:
            moved_on("comments.erase")
        held.refresh_from_db()
    return held


def _somebody_replied(held: Submission) -> bool:
    return Answer.objects.filter(submission=held).exists() or held.replies.filter(published_at__isnull=False).exists()


def _held(submission: Submission) -> Submission:
    """Return the row as it is now, and keep it from changing until the transaction ends."""
    return Submission.objects.select_for_update().get(pk=submission.pk)


def _move(held: Submission, states: Any, columns: dict[str, Any]) -> None:
    rows = Submission.objects.filter(pk=held.pk, version=held.version, state__in=states)
    if not rows.update(comment=None, version=F("version") + 1, **columns):
        raise NoLongerPossible


def _off_the_page(held: Submission) -> None:
    if held.comment_id is not None:
        library.take_away(held.comment_id)
        moved_on("comments.withdraw")


def _drop_letters(held: Submission) -> None:
    """Take back and empty every letter about the comment, sent or not."""
    for key in Letter.objects.filter(key__startswith=f"comment:{held.pk}:").values_list("key", flat=True):
        mail.erase(key)


def queue_unconfirmed(*, now: datetime | None = None) -> int:
    """Put comments whose link was not used in time into the queue, without their addresses; return how many."""
    moment = now or timezone.now()
    with transaction.atomic():
        moved = _never_confirmed(moment).update(email="", version=F("version") + 1, **queued(moment))
        if moved:
            record("comments.queue_unconfirmed", data={"count": moved})
    return moved


def purge(*, now: datetime | None = None) -> int:
    """Forget addresses six months after the decision and senders' networks after 30 days; return how many rows."""
    moment = now or timezone.now()
    with transaction.atomic():
        addresses = _addresses_over(moment).update(email="")
        clients = _clients_over(moment).update(client_hash="", sameness=None)
        if addresses or clients:
            record("comments.purge", data={"addresses": addresses, "clients": clients})
    return addresses + clients


def kept_too_long() -> Problem | None:
    """Tell whether something is still held although its time was over two days ago: the jobs do not run."""
    moment = timezone.now() - LATE
    if any(rows.exists() for rows in (_never_confirmed(moment), _addresses_over(moment), _clients_over(moment))):
        return Problem(
            "comments-retention",
            "Dữ liệu của người gửi ý kiến đã quá hạn lưu mà chưa được xóa; việc định kỳ không chạy.",
        )
    return None


def _never_confirmed(moment: datetime) -> QuerySet[Submission]:
    return Submission.objects.filter(state=State.UNCONFIRMED, submitted_at__lt=moment - policy.CONFIRM_WITHIN)


def _addresses_over(moment: datetime) -> QuerySet[Submission]:
    limit = policy.months_before(moment, policy.EMAIL_KEPT_MONTHS)
    over = Q(ended_at__lt=limit) | Q(ended_at__isnull=True, decided_at__lt=limit)
    return Submission.objects.filter(over).exclude(email="").exclude(state__in=PENDING)


def _clients_over(moment: datetime) -> QuerySet[Submission]:
    over = Submission.objects.filter(submitted_at__lt=moment - policy.CLIENT_KEPT)
    return over.exclude(client_hash="", sameness__isnull=True)
