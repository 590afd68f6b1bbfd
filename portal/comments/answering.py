"""Answer a public comment as the board: one answer to one comment, every wording kept."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.audit.record import record
from portal.comments import letters, library, policy
from portal.comments.models import SHOWN, Answer, AnswerVersion, Submission
from portal.comments.targets import target_of
from portal.comments.verdicts import ModerationRefusal
from portal.mail import operations as mail
from portal.pages.cache import moved_on
from portal.pages.frame import current
from portal.text.vietnamese import normalise

LENGTH = 5000


def answer(*, pk: int, by: Any, body: str, signed_as: str = "", seen: int = 0, now: datetime | None = None) -> Answer:
    """Answer the comment, or change the answer; ``seen`` is the version of the answer that was on the screen.

    The sender of a comment gets a letter about the first answer after ten minutes. Raises ModerationRefusal where the
    comment is not shown, nothing is said, or somebody else has written in between.
    """
    now = now or timezone.now()
    with transaction.atomic():
        submission = _held(pk, seen)
        first = not hasattr(submission, "answer")
        made, version = put_answer(submission=submission, by=by, body=body, signed_as=signed_as, at=now)
        if first and submission.letter_address:
            words = letters.answered(submission, target_of(submission.content_type_id, submission.object_id), made.body)
            mail.send(
                to=submission.letter_address,
                subject=words.subject,
                body=words.body,
                key=letters.key_of(submission, "answer", version.pk),
                not_before=now + policy.UNDO_WITHIN,
                about="ý kiến: trả lời",
            )
        moved_on("comments.answer")
    return made


def withdraw_answer(*, pk: int, by: Any, seen: int = 0) -> None:
    """Take the board's answer back; its wordings stay in the history, an unsent letter about it does not go."""
    with transaction.atomic():
        submission = _held(pk, seen)
        if not hasattr(submission, "answer"):
            raise ModerationRefusal("Ý kiến này chưa có trả lời.")
        drop_answer(submission=submission, by=by, at=timezone.now())
        moved_on("comments.withdraw_answer")


def latest_version(submission: Submission) -> int:
    """Return the number of the wording that stands last in the history; 0 where there is none."""
    return submission.answer_versions.order_by("-pk").values_list("pk", flat=True).first() or 0


def put_answer(
    *, submission: Submission, by: Any, body: str, at: datetime, signed_as: str = ""
) -> tuple[Answer, AnswerVersion]:
    """Write the answer of a comment that the transaction holds; return it and its wording in the history."""
    text = normalise(body).strip()
    if not text or len(text) > LENGTH:
        raise ModerationRefusal(f"Trả lời cần có chữ, dài nhất {LENGTH} chữ.", "answer")
    unit = normalise(signed_as).strip()[:200] or board_name()
    current = getattr(submission, "answer", None)
    version = AnswerVersion.objects.create(
        submission=submission, body=text, signed_as=unit, written_by=by, written_at=at
    )
    if current is None:
        row = library.put_answer(submission, text, at)
        current = Answer.objects.create(
            submission=submission, body=text, signed_as=unit, answered_by=by, answered_at=at, comment_id=row
        )
    else:
        Answer.objects.filter(pk=current.pk).update(body=text, signed_as=unit, answered_by=by, answered_at=at)
        current.refresh_from_db()
        if current.comment_id is not None:
            library.change(current.comment_id, text)
    record("comments.answer", actor=by, obj=submission, data={"answer_version": version.pk})
    return current, version


def drop_answer(*, submission: Submission, by: Any, at: datetime) -> None:
    """Delete the answer of a comment that the transaction holds, and write down that it was taken back."""
    current: Answer = submission.answer
    row = current.comment_id
    first = submission.answer_versions.order_by("pk").values_list("pk", flat=True)
    for number in first:
        letters.take_back(submission, "answer", number)
    current.delete()
    library.take_away(row)
    AnswerVersion.objects.create(submission=submission, written_by=by, written_at=at, is_withdrawal=True)
    record("comments.withdraw_answer", actor=by, obj=submission)


def board_name() -> str:
    """Return the name under which the board answers."""
    return current().board_full_name


def _held(pk: int, seen: int) -> Submission:
    """Return the public comment, held until the transaction ends, if the answer is still the one that was seen."""
    # An update that changes nothing still takes the row's lock, on every database.
    if not Submission.objects.filter(pk=pk, state__in=SHOWN).update(version=F("version")):
        raise ModerationRefusal("Chỉ trả lời được ý kiến đang hiện trên trang.")
    submission = Submission.objects.select_related("parent", "answer").get(pk=pk)
    if latest_version(submission) != seen:
        raise ModerationRefusal("Có người vừa viết hoặc sửa trả lời này. Hãy mở lại để xem bản mới.")
    return submission
