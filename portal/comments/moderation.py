"""Decide about a comment, and take a decision back within ten minutes.

A decision is one transaction: the state moves by a conditional update, so that of two moderators one wins and the
other is told by whom and when; with it stand the library's row, the decision, the audit row and the letter.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.audit.record import record
from portal.comments import letters, library, masking, policy, verdicts
from portal.comments.answering import drop_answer, put_answer
from portal.comments.models import SHOWN, Decision, State, Submission
from portal.comments.targets import Target, target_of
from portal.comments.verdicts import AlreadyDecided, ModerationRefusal, TextChanged, Verdict
from portal.mail import operations as mail
from portal.pages.cache import moved_on
from portal.text.vietnamese import normalise

NOTE_LENGTH = 1000
MOST_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Said:
    """What a moderator says with a decision; ``version`` is that of the comment that was on the screen."""

    version: int | None = None
    reason: str = ""
    note: str = ""
    cuts: tuple[masking.Cut, ...] = ()
    answer: str = ""
    forwarded_to: str = ""


def approve(*, pk: int, by: Any, note: str = "", answer: str = "", version: int | None = None) -> Decision:
    """Let readers see the comment as it was written."""
    return decide(pk=pk, by=by, verdict=verdicts.APPROVE, said=Said(version, note=note, answer=answer))


def approve_masked(
    *, pk: int, by: Any, cuts: Iterable[masking.Cut], note: str = "", answer: str = "", version: int | None = None
) -> Decision:
    """Let readers see the comment with parts cut out; no letter beside them changes."""
    said = Said(version, note=note, answer=answer, cuts=tuple(cuts))
    return decide(pk=pk, by=by, verdict=verdicts.MASK, said=said)


def refuse(*, pk: int, by: Any, reason: str, note: str = "", version: int | None = None) -> Decision:
    """Do not show the comment, for one of the published reasons."""
    return decide(pk=pk, by=by, verdict=verdicts.REFUSE, said=Said(version, reason, note))


def forward(*, pk: int, by: Any, to: str, note: str = "", version: int | None = None) -> Decision:
    """Hand the comment to the body that ``to`` names; it is not shown."""
    return decide(pk=pk, by=by, verdict=verdicts.FORWARD, said=Said(version, note=note, forwarded_to=to))


def guide_to_channel(*, pk: int, by: Any, note: str = "", version: int | None = None) -> Decision:
    """Tell the sender where a denunciation or complaint belongs; from now on few may read it."""
    return decide(pk=pk, by=by, verdict=verdicts.CHANNEL, said=Said(version, note=note))


def remove(*, pk: int, by: Any, reason: str, note: str = "", version: int | None = None) -> Decision:
    """Take a public comment off; a trace with date and reason code stays."""
    return decide(pk=pk, by=by, verdict=verdicts.REMOVE, said=Said(version, reason, note))


def reopen(*, pk: int, by: Any, note: str = "", version: int | None = None) -> Decision:
    """Put a comment that was not shown back into the queue."""
    return decide(pk=pk, by=by, verdict=verdicts.REOPEN, said=Said(version, note=note))


def decide(*, pk: int, by: Any, verdict: Verdict, said: Said, now: datetime | None = None) -> Decision:
    """Make one decision; raises ModerationRefusal (AlreadyDecided, TextChanged) and then changes nothing."""
    now = now or timezone.now()
    said = _checked(verdict, said)
    with transaction.atomic():
        before, taken = _take(pk, by, verdict, said, now)
        submission = _written(taken, verdict, said, by, now)
        decision = Decision.objects.create(
            submission=submission,
            from_state=before,
            to_state=submission.state,
            reason=submission.reason,
            note=submission.note,
            cuts=[[cut.start, cut.end, cut.reason] for cut in said.cuts],
            decided_by=by,
            decided_at=now,
            undo_until=now + policy.UNDO_WITHIN,
            version=submission.version,
        )
        target = target_of(submission.content_type_id, submission.object_id)
        if said.answer and submission.state in SHOWN:
            put_answer(submission=submission, by=by, body=said.answer, at=now)
        _record(f"comments.{verdict.word}", by, decision, submission)
        _tell(submission, target, decision, said.answer)
        if {before, submission.state} & set(SHOWN):
            moved_on(f"comments.{verdict.word}")
    return decision


def decide_all(*, pks: Sequence[int], by: Any, verdict: Verdict, said: Said) -> list[Decision]:
    """Make the same decision about every comment, or about none where one cannot be decided so."""
    if not pks:
        raise ModerationRefusal("Chưa chọn ý kiến nào.")
    if len(pks) > MOST_AT_ONCE:
        raise ModerationRefusal(f"Mỗi lần quyết định nhiều nhất {MOST_AT_ONCE} ý kiến.")
    with transaction.atomic():
        return [decide(pk=pk, by=by, verdict=verdict, said=said) for pk in dict.fromkeys(pks)]


def undo(*, decision_pk: int, by: Any) -> Submission:
    """Take a decision back within ten minutes: state, library row and unsent letter are as they were before.

    Raises ModerationRefusal where time is over, somebody has undone it, or something has happened since.
    """
    now = timezone.now()
    with transaction.atomic():
        fresh = Decision.objects.filter(pk=decision_pk, undone_at__isnull=True, undo_until__gt=now)
        if not fresh.update(undone_at=now):
            raise ModerationRefusal("Không hoàn tác được nữa: đã quá mười phút, hoặc đã có người hoàn tác.")
        decision = Decision.objects.select_related("submission__parent").get(pk=decision_pk)
        submission = decision.submission
        rows = Submission.objects.filter(pk=submission.pk, version=decision.version, state=decision.to_state)
        shown = submission.comment_id
        if not rows.update(version=F("version") + 1, **_as_before(decision)):
            raise ModerationRefusal("Không hoàn tác được: sau quyết định ấy ý kiến đã có thay đổi khác.")
        if shown is not None and decision.to_state in SHOWN:
            _unanswer(submission, by)
            library.take_away(shown)
        letters.take_back(submission, "decision", decision.pk)
        submission.refresh_from_db()
        _record("comments.undo", by, decision, submission)
        if {decision.from_state, decision.to_state} & set(SHOWN):
            moved_on("comments.undo")
    return submission


def _checked(verdict: Verdict, said: Said) -> Said:
    note, answer, to = (normalise(each).strip() for each in (said.note, said.answer, said.forwarded_to))
    if verdict.needs_reason and policy.reason(said.reason) is None:
        raise ModerationRefusal("Phải chọn một lý do trong bảng lý do đã công bố.", "reason")
    if len(note) > NOTE_LENGTH:
        raise ModerationRefusal(f"Lời nhắn dài nhất {NOTE_LENGTH} chữ.", "note")
    if verdict is verdicts.FORWARD and not to:
        raise ModerationRefusal("Cần ghi tên cơ quan tiếp nhận.", "forwarded_to")
    if verdict is verdicts.MASK and not said.cuts:
        raise ModerationRefusal("Chưa chọn đoạn nào để lược.", "cuts")
    if verdict is verdicts.FORWARD:
        note = "\n".join(filter(None, (f"Cơ quan tiếp nhận: {to[:200]}.", note)))
    reason = said.reason if verdict.needs_reason else ""
    cuts = said.cuts if verdict is verdicts.MASK else ()
    return Said(said.version, reason, note, cuts, answer, to)


def _take(pk: int, by: Any, verdict: Verdict, said: Said, now: datetime) -> tuple[str, Submission]:
    """Win the comment for this decision; return the state before it and the row, locked until the transaction ends."""
    seen = Submission.objects.filter(pk=pk).select_related("decided_by").first()
    if seen is None or seen.erased_at is not None:
        raise ModerationRefusal("Ý kiến này không còn.")
    appeal = verdict.word in verdicts.ON_APPEAL and is_under_review(seen)
    if appeal and seen.decided_by_id is not None and seen.decided_by_id == getattr(by, "pk", None):
        raise ModerationRefusal("Bạn đã quyết định lần đầu. Đề nghị xem lại phải do người khác quyết định.")
    starts = (*verdict.starts, State.REFUSED) if appeal else verdict.starts
    if seen.state not in starts:
        raise _decided(seen)
    if said.version is not None and said.version != seen.version:
        raise TextChanged
    if not Submission.objects.filter(pk=pk, version=seen.version, state__in=starts).update(version=F("version") + 1):
        raise _decided(Submission.objects.select_related("decided_by").get(pk=pk))
    return seen.state, Submission.objects.select_related("parent").get(pk=pk)


def is_under_review(submission: Submission) -> bool:
    """Whether its sender has asked to have the refusal reviewed, and nobody has done so yet."""
    asked, decided = submission.appealed_at, submission.decided_at
    return submission.state == State.REFUSED and asked is not None and (decided is None or decided < asked)


def _decided(now_so: Submission) -> ModerationRefusal:
    at = now_so.ended_at if now_so.state == State.WITHDRAWN else now_so.decided_at
    if now_so.state in {State.WAITING, State.UNCONFIRMED}:
        return TextChanged()
    who = None if now_so.state == State.WITHDRAWN else now_so.decided_by
    return AlreadyDecided(verdicts.name_of(who), at, now_so.get_state_display())


def _written(submission: Submission, verdict: Verdict, said: Said, by: Any, now: datetime) -> Submission:
    """Write the decision into the row, which this transaction holds, and make or drop the library's row."""
    columns: dict[str, Any] = {"state": verdict.to, "reason": said.reason, "note": said.note}
    columns |= {"decided_at": now, "decided_by": by, "held_by": None, "held_until": None}
    shown = submission.comment_id
    if verdict.to in SHOWN:
        text = _text_to_show(submission, verdict, said)
        columns |= {"comment_id": library.put(submission, text, now), "published_at": now, "ended_at": None}
        columns["masked_body"] = text if verdict is verdicts.MASK else ""
    elif verdict is verdicts.REMOVE:
        columns |= {"comment_id": None, "ended_at": now}
    elif verdict is verdicts.REOPEN:
        columns |= {"decided_at": None, "decided_by": None, "due_at": policy.due_after(now)}
    Submission.objects.filter(pk=submission.pk).update(**columns)
    if verdict.to not in SHOWN:
        library.take_away(shown)
    submission.refresh_from_db()
    return submission


def _text_to_show(submission: Submission, verdict: Verdict, said: Said) -> str:
    target = target_of(submission.content_type_id, submission.object_id)
    if target is None or not target.is_visible:
        raise ModerationRefusal("Bài hoặc văn bản này hiện không công khai, nên chưa thể đăng ý kiến dưới đó.")
    if submission.parent is not None and submission.parent.state not in SHOWN:
        raise ModerationRefusal("Ý kiến được trả lời không hiện trên trang, nên chưa thể đăng trả lời này.")
    if verdict is not verdicts.MASK:
        return submission.body
    try:
        text = masking.mask(submission.body, said.cuts)
    except masking.CannotCut as problem:
        raise ModerationRefusal(str(problem), "cuts") from None
    if not masking.is_only_cut(submission.body, text, said.cuts):
        raise ModerationRefusal("Bản lược không khớp với ý kiến đã gửi.", "cuts")
    return text


def _tell(submission: Submission, target: Target | None, decision: Decision, answer: str) -> None:
    if not submission.letter_address or submission.state == State.WAITING:
        return
    words = letters.decision(submission, target, answer=answer)
    mail.send(
        to=submission.letter_address,
        subject=words.subject,
        body=words.body,
        key=letters.key_of(submission, "decision", decision.pk),
        not_before=decision.undo_until,
        about="ý kiến: quyết định",
    )


def _record(action: str, by: Any, decision: Decision, submission: Submission) -> None:
    data: dict[str, Any] = {"decision": decision.pk, "from": decision.from_state, "to": decision.to_state}
    data |= {"version": submission.version, "reason": decision.reason, "cuts": len(decision.cuts)}
    if submission.state in SHOWN:
        data["text"] = hashlib.sha256(submission.shown_body.encode()).hexdigest()
    record(action, actor=by, obj=submission, data=data)


def _as_before(decision: Decision) -> dict[str, Any]:
    """Return the columns as they stood before ``decision``, from the decision that held then."""
    submission = decision.submission
    earlier = submission.decisions.filter(undone_at__isnull=True, pk__lt=decision.pk).order_by("-pk").first()
    if earlier is not None and earlier.to_state != decision.from_state:
        earlier = None
    columns: dict[str, Any] = {"state": decision.from_state, "comment_id": None, "ended_at": None}
    columns |= {"reason": earlier.reason if earlier else "", "note": earlier.note if earlier else ""}
    if decision.from_state == State.WAITING:
        columns |= {"decided_at": None, "decided_by": None}
    elif earlier is not None:
        columns |= {"decided_at": earlier.decided_at, "decided_by": earlier.decided_by}
    if decision.to_state in SHOWN:
        columns |= {"masked_body": "", "published_at": None}
    if decision.from_state in SHOWN:
        text = submission.shown_body
        columns["comment_id"] = library.put(submission, text, submission.published_at or timezone.now())
    return columns


def _unanswer(submission: Submission, by: Any) -> None:
    if hasattr(submission, "answer"):
        drop_answer(submission=submission, by=by, at=timezone.now())
