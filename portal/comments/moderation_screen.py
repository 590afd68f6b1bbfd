"""What the screen of one comment shows: the queue, the marked text, hints, history, what can be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from portal.comments import answering, masking, moderation_forms, policy, queue, receipts, sorting, targets
from portal.comments.hints import Hint
from portal.comments.models import SHOWN, Decision, State, Submission
from portal.comments.moderation import is_under_review
from portal.comments.queue import Filters
from portal.comments.verdicts import ModerationRefusal

_BEFORE, _AFTER = 8, 24
_QUOTED = 70


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue."""

    pk: int
    title: str
    who: str
    age: str
    is_overdue: bool
    label: str
    state: str
    target: str
    wants_letter: bool
    held_by: str = ""
    decided: str = ""
    reason: str = ""
    at: Any = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text: plain, or marked by the hint with this number."""

    text: str
    number: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A hint with its number on the screen (0: about the whole) and the way to cut out what it points at."""

    number: int
    hint: Hint
    quote: str = ""
    span: str = ""
    reason: str = ""
    is_ticked: bool = False


def age_in_words(since: Any) -> str:
    """Return how long ago something was, in days and hours."""
    waited = timezone.now() - since
    hours = waited.seconds // 3600
    if waited.days:
        return f"{waited.days} ngày {hours} giờ" if hours and waited.days < 7 else f"{waited.days} ngày"
    return f"{hours} giờ" if hours else "dưới 1 giờ"


def opening_words(body: str, limit: int = 140) -> str:
    """Return how ``body`` begins, on one line."""
    line = " ".join(body.split())
    return line if len(line) <= limit else line[:limit].rpartition(" ")[0] + " …"


def rows_of(found: Sequence[Submission]) -> list[Row]:
    """Return lines of the queue; the things commented on are read with one query a kind."""
    about = targets.targets_of((each.content_type_id, each.object_id) for each in found)
    now = timezone.now()
    made = []
    for each in found:
        held = each.held_by if each.held_by_id and each.held_until and each.held_until > now else None
        decided = each.decided_at if each.state != State.WAITING else None
        made.append(
            Row(
                pk=each.pk,
                title=opening_words(each.body),
                who=each.name or "ẩn tên",
                age=age_in_words(each.queued_at or each.submitted_at),
                is_overdue=each.state == State.WAITING and each.due_at is not None and each.due_at < now,
                label=sorting.label_of(each.hints),
                state=each.get_state_display(),
                target=about.get((each.content_type_id, each.object_id), ("mục đã xóa", ""))[0],
                wants_letter=bool(each.letter_address),
                held_by=str(held.display_name) if held is not None else "",
                decided=timezone.localtime(decided).strftime("%d/%m/%Y %H:%M") if decided else "",
                reason=each.reason,
                at=each.submitted_at,
            )
        )
    return made


def beside(submission: Submission, filters: Filters, user: Any) -> list[Row]:
    """Return the part of the queue around ``submission``."""
    found = queue.rows(filters, user).select_related("held_by")
    if filters.view == queue.WAITING and submission.state == State.WAITING and submission.queued_at is not None:
        at = submission.queued_at
        earlier = found.filter(Q(queued_at__lt=at) | Q(queued_at=at, pk__lt=submission.pk))
        later = found.filter(Q(queued_at__gt=at) | Q(queued_at=at, pk__gte=submission.pk))
        return rows_of([*reversed(earlier.reverse()[:_BEFORE]), *later[:_AFTER]])
    return rows_of(list(found[: _BEFORE + _AFTER]))


def pieces(body: str, notes: Sequence[Note]) -> list[Piece]:
    """Return ``body`` in runs, those marked that hints point at; put together they are ``body`` again."""
    made, place = [], 0
    for note in notes:
        if not note.number or note.hint.start < place:
            continue
        if note.hint.start > place:
            made.append(Piece(body[place : note.hint.start]))
        made.append(Piece(body[note.hint.start : note.hint.end], note.number, note.hint.message))
        place = note.hint.end
    if place < len(body):
        made.append(Piece(body[place:]))
    return made


def notes_of(found: Sequence[Hint], body: str, ticked: Sequence[masking.Cut] = ()) -> list[Note]:
    """Return hints with numbers for the places that they point at."""
    chosen = {(cut.start, cut.end): cut.reason for cut in ticked}
    made, number = [], 0
    for hint in found:
        if not hint.has_place:
            made.append(Note(0, hint))
            continue
        number += 1
        span = (hint.start, hint.end)
        made.append(
            Note(
                number,
                hint,
                quote=body[hint.start : hint.end][:_QUOTED],
                span=f"{hint.start}-{hint.end}",
                reason=chosen.get(span) or moderation_forms.reason_for(hint),
                is_ticked=span in chosen,
            )
        )
    return made


def preview(body: str, cuts: Sequence[masking.Cut]) -> str:
    """Return what readers would see with these cuts; the whole text where the cuts do not fit."""
    try:
        return masking.mask(body, cuts) if cuts else body
    except masking.CannotCut:
        return body


def context(submission: Submission, user: Any, filters: Filters, typed: Any = None) -> dict[str, Any]:
    """Return everything that the screen of one comment shows to ``user``."""
    look = sorting.look(submission, sorting.people_of_the_board())
    cuts = _typed_cuts(typed, submission.body) if typed is not None else ()
    notes = notes_of(look.hints, submission.body, cuts)
    listed = {note.span for note in notes if note.span}
    answer = getattr(submission, "answer", None)
    return {
        "submission": submission,
        "code": receipts.code_of(submission),
        "target": targets.target_of(submission.content_type_id, submission.object_id),
        "rows": beside(submission, filters, user),
        "waiting": queue.waiting(),
        "filters": filters,
        "query": filters.query(),
        "pieces": pieces(submission.body, notes),
        "notes": notes,
        "own_cuts": [cut for cut in cuts if f"{cut.start}-{cut.end}" not in listed],
        "like": _like(look, user),
        "preview": preview(submission.body, cuts),
        "choices": moderation_forms.choices(submission, typed.get("decision", "") if typed is not None else ""),
        "reasons": policy.REASONS,
        "cut_reasons": [policy.reason(code) for code in masking.REASONS],
        "typed": typed or {},
        "history": submission.decisions.select_related("decided_by"),
        "versions": submission.answer_versions.select_related("written_by"),
        "answer": answer,
        "answer_seen": answering.latest_version(submission),
        "may_answer": user.has_perm(queue.MAY_ANSWER),
        "is_shown": submission.state in SHOWN,
        "is_review": is_under_review(submission),
        "was_mine": submission.decided_by_id == user.pk,
        "earlier": _earlier(submission),
        "holder": _holder(submission, user),
        "undo": last_decision(user),
        "age": age_in_words(submission.queued_at or submission.submitted_at),
        "reason": policy.reason(submission.reason),
        "may_see_address": bool(submission.email) and user.has_perm(queue.MAY_READ_PERSONAL_DATA),
    }


def last_decision(user: Any) -> Decision | None:
    """Return what ``user`` decided last, while it can be undone."""
    mine = Decision.objects.filter(decided_by=user, undone_at__isnull=True, undo_until__gt=timezone.now())
    return mine.order_by("-pk").first()


def _typed_cuts(typed: Any, body: str) -> tuple[masking.Cut, ...]:
    try:
        return moderation_forms.cuts_in(typed, body)
    except ModerationRefusal:
        return ()


def _like(look: sorting.Look, user: Any) -> Submission | None:
    return queue.visible_to(user).filter(pk=look.like.key).first() if look.like else None


def _earlier(submission: Submission) -> int:
    """Return how many other opinions came from the same network in the days for which that is known."""
    if not submission.client_hash:
        return 0
    return Submission.objects.filter(client_hash=submission.client_hash).exclude(pk=submission.pk).count()


def _holder(submission: Submission, user: Any) -> str:
    held, until = submission.held_by, submission.held_until
    if held is None or until is None or until <= timezone.now():
        return ""
    return "bạn" if held.pk == user.pk else str(held.display_name)
