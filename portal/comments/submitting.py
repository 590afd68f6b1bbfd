"""Take a comment, let its sender change it: each in one transaction that either stands as a whole or not at all."""

import hmac
import json
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from portal.audit.record import record
from portal.comments import confirming, guards, policy, receipts
from portal.comments.models import PENDING, SHOWN, NoLongerPossible, State, Submission
from portal.comments.targets import Target, asking_again, replies_are_taken
from portal.rows import writing as rows
from portal.text.vietnamese import fold


class KeyUsed(Exception):
    """The form has been sent before, with other words: those are kept, and these need a form of their own."""


class PlaceClosed(Exception):
    """The article, document or exemplar is gone, not public, or takes no comments any more."""


class ParentGone(Exception):
    """What the reader replies to is not shown any more, or takes no replies."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a reader typed, cleaned: ``email`` may be empty, ``parent`` is the comment that it replies to."""

    name: str
    body: str
    email: str = ""
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender gets: the comment, its code, whether it is new, whether the letter was held back."""

    submission: Submission
    code: str
    is_new: bool
    letter_held_back: bool = False


def submit(*, key: uuid.UUID, target: Target, typed: Typed, client: str, now: datetime | None = None) -> Receipt:
    """Store a comment and return its receipt; the same post once more, at once or within a day, gets the same receipt.

    The same is: the same form with the same words, or the same words under the same name by the same ``client``
    in the same place. Two unique columns decide, so that 20 posts at once are one comment.
    Without an address it enters the queue; with one a letter asks for confirmation first.
    Raises TooMany beyond a limit, PlaceClosed, ParentGone, KeyUsed; nothing is stored then.
    """
    moment = now or timezone.now()
    # Made before the transaction: while one writes, all others wait.
    code = receipts.new_code(key)
    made = _unsaved(key, code, target, typed, client, moment)
    takes_comments = asking_again(target)
    with transaction.atomic():
        if not (rows.insert_if_new(made) or (_let_go_of_old(made) and rows.insert_if_new(made))):
            return _known(made, typed)
        # The place is looked at once more inside the transaction: it may have been closed or deleted a moment ago.
        if not takes_comments():
            raise PlaceClosed
        held_back = _after_insert(made, target)
    return Receipt(made, code, is_new=True, letter_held_back=held_back)


def _let_go_of_old(made: Submission) -> bool:
    """Let a post of more than a day ago not stand in the way of saying the same again; return whether one did."""
    old = Submission.objects.filter(
        sameness=made.sameness, submitted_at__lt=made.submitted_at - policy.SAME_POST_WITHIN
    )
    return bool(old.update(sameness=None))


def _unsaved(key: uuid.UUID, code: str, target: Target, typed: Typed, client: str, moment: datetime) -> Submission:
    return Submission(
        key=key,
        receipt_hash=receipts.digest_of(code),
        sameness=_sameness(target, typed, client),
        content_type_id=target.content_type_id,
        object_id=target.pk,
        parent_id=typed.parent,
        name=typed.name,
        body=typed.body,
        folded=folded(typed),
        email=typed.email,
        consent_version=policy.CONSENT_VERSION,
        consented_at=moment,
        client_hash=guards.client_digest(client),
        submitted_at=moment,
        **(_unconfirmed() if typed.email else queued(moment)),
    )


def _unconfirmed() -> dict[str, object]:
    return {"state": State.UNCONFIRMED}


def queued(moment: datetime) -> dict[str, object]:
    """Return the columns of a comment that enters the queue at ``moment``."""
    return {"state": State.WAITING, "queued_at": moment, "due_at": policy.due_after(moment)}


def _known(made: Submission, typed: Typed) -> Receipt:
    known = list(Submission.objects.filter(Q(key=made.key) | Q(sameness=made.sameness)).order_by("pk"))
    for submission in known:
        same = submission.sameness == made.sameness
        if same or (submission.name, submission.body) == (typed.name, typed.body):
            return Receipt(submission, receipts.code_of(submission), is_new=False)
    if not known:
        raise IntegrityError("refused, and not for a post that is known")
    raise KeyUsed


def _after_insert(made: Submission, target: Target) -> bool:
    """Count, check, record and write the letter for a new row; return whether the letter was held back.

    Counting comes after the insert, so that one post sent many times counts once; a limit undoes the insert.
    """
    guards.count_each(("client", made.client_hash), ("target", f"{target.kind}:{target.pk}"))
    if made.parent_id is not None and not _takes_replies(made):
        raise ParentGone
    held_back = False
    if made.email:
        held_back = not (
            guards.may("letters-address", guards.client_digest(made.email.lower()))
            and guards.may("letters-client", made.client_hash)
        )
        if held_back:
            Submission.objects.filter(pk=made.pk).update(email="", **queued(made.submitted_at))
            made.refresh_from_db()
        else:
            confirming.ask(made)
    record("comments.submit", obj=made, data={"target": f"{target.kind}:{target.pk}"})
    return held_back


def _takes_replies(made: Submission) -> bool:
    return (
        replies_are_taken()
        and Submission.objects.filter(
            replies=made,
            parent__isnull=True,
            state__in=SHOWN,
            content_type_id=made.content_type_id,
            object_id=made.object_id,
        ).exists()
    )


def edit(*, submission: Submission, name: str, body: str, now: datetime) -> Submission:
    """Replace name and words of a comment that nobody has decided about; raises NoLongerPossible otherwise.

    A moderator who has the older words open decides about a version that is no more, and is told so.
    """
    with transaction.atomic():
        changed = Submission.objects.filter(pk=submission.pk, version=submission.version, state__in=PENDING).update(
            name=name,
            body=body,
            folded=folded(Typed(name, body)),
            sameness=None,
            edited_at=now,
            version=F("version") + 1,
        )
        if not changed:
            raise NoLongerPossible
        submission.refresh_from_db()
        record("comments.edit", obj=submission, data={"version": submission.version})
    return submission


def folded(typed: Typed) -> str:
    """Return name and words without marks, as moderators' search reads them."""
    return fold(f"{typed.name}\n{typed.body}")


def _sameness(target: Target, typed: Typed, client: str) -> str:
    parts = [client, target.content_type_id, target.pk, typed.parent, typed.name, typed.email.lower(), typed.body]
    secret = f"sameness:{settings.SECRET_KEY}".encode()
    return hmac.digest(secret, json.dumps(parts, ensure_ascii=True).encode(), "sha256").hex()


def appeal(*, submission: Submission, now: datetime) -> Submission:
    """Ask that somebody else looks at a refusal, once; raises NoLongerPossible in any other state or a second time."""
    with transaction.atomic():
        refused = Submission.objects.filter(
            pk=submission.pk, state=State.REFUSED, appealed_at__isnull=True, erased_at__isnull=True
        )
        if not refused.update(appealed_at=now, due_at=policy.due_after(now), version=F("version") + 1):
            raise NoLongerPossible
        submission.refresh_from_db()
        record("comments.appeal", obj=submission)
    return submission
