"""Write letters, take them back, erase them. What sends them is :mod:`portal.mail.sending`."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.audit.record import record
from portal.mail import addresses, composing
from portal.mail.backends import FolderTransport
from portal.mail.models import ON_THE_WAY, UNSENT, Letter, State
from portal.mail.sending import send_due as send_due

KEPT_AFTER_SENDING = timedelta(days=30)
PARKED_KEPT = timedelta(days=60)
_EMPTY: dict[str, Any] = {"to": "", "subject": "", "body": "", "leave": "", "claimed_until": None, "claimed_by": ""}


def send(
    *, to: str, subject: str, body: str, key: str, not_before: datetime | None = None, about: str = "", leave: str = ""
) -> Letter:
    """Write a letter that goes once the transaction is through, ``not_before`` at the earliest; return it.

    Call it inside the transaction of what causes the letter, so that both stand or neither. ``key`` names that event:
    a second call with it returns the letter that there is, unless that was taken back, which is then written anew.
    ``leave`` is, of a letter that comes again and again, the full address that ends it by GET and one button, or by a
    bare POST: mail programs then show a button of their own (RFC 8058).
    Raises ValueError where the address is not one plain address or a header would hold more than one line.
    """
    now = timezone.now()
    wanted = {
        "to": composing.address(to),
        "subject": composing.one_line(subject, "subject")[:250],
        "body": composing.plain(body),
        "about": composing.one_line(about, "subject matter")[:60],
        "leave": composing.one_line(leave, "address to leave"),
        "not_before": not_before,
        "next_attempt_at": max(not_before or now, now),
        "state": State.WAITING,
    }
    if not key or len(key) > 120:
        raise ValueError("a letter has a key of at most 120 characters")
    domain = addresses.sender()[1].rpartition("@")[2]
    with transaction.atomic():
        letter, is_new = Letter.objects.get_or_create(
            key=key, defaults={**wanted, "message_id": composing.message_id(key, domain)}
        )
        if not is_new and Letter.objects.filter(pk=letter.pk, state=State.CANCELLED).update(
            **wanted, attempts=0, interruptions=0, last_error="", created_at=now
        ):
            letter.refresh_from_db()
    return letter


def cancel(key: str) -> bool:
    """Take a letter back and erase it; return whether that was possible: not once it went or is on its way."""
    now = timezone.now()
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    # One that was interrupted may have arrived; erasing it is still right, and nothing goes again.
    return bool(Letter.objects.filter(free, key=key, state__in=UNSENT).update(state=State.CANCELLED, **_EMPTY))


def erase(key: str) -> bool:
    """Forget whom the letter was for and what it said, whether it went or not; return whether there was one.

    An unsent one is taken back, even out of the sender's hands.
    """
    with transaction.atomic():
        unsent = Letter.objects.filter(key=key, state__in=UNSENT).update(state=State.CANCELLED, **_EMPTY)
        return bool(unsent or Letter.objects.filter(key=key).update(to="", subject="", body="", leave=""))


def addressed_to(address: str) -> QuerySet[Letter]:
    """Return the letters that are still known to be for ``address``: for somebody who asks what is held on them."""
    return Letter.objects.filter(to__iexact=address.strip()).exclude(to="")


def send_again(*, letter: Letter, actor: Any) -> bool:
    """Let a letter that stopped go once more, now; return whether it had stopped or was waiting for another try."""
    with transaction.atomic():
        moved = Letter.objects.filter(
            Q(state=State.PARKED) | Q(state=State.FAILED), Q(claimed_until__isnull=True), pk=letter.pk
        ).update(state=State.WAITING, attempts=0, interruptions=0, next_attempt_at=timezone.now())
        if moved:
            record("mail.send_again", actor=actor, obj=letter, data={"about": letter.about})
    return bool(moved)


def purge(*, now: datetime | None = None) -> int:
    """Erase address and words of what went 30 days ago, give up what stopped 60 days ago; return how many."""
    moment = now or timezone.now()
    FolderTransport().forget_before(moment - KEPT_AFTER_SENDING)
    went = Letter.objects.filter(state=State.SENT, sent_at__lt=moment - KEPT_AFTER_SENDING).exclude(to="", body="")
    purged = went.update(to="", subject="", body="", leave="")
    stopped = Letter.objects.filter(state=State.PARKED, next_attempt_at__lt=moment - PARKED_KEPT)
    with transaction.atomic():
        for letter in stopped.only("pk", "about"):
            record("mail.give_up", obj=letter, data={"about": letter.about})
        purged += stopped.update(state=State.CANCELLED, **_EMPTY)
    return purged


def pending() -> int:
    """Return how many letters are due or will be tried again."""
    return Letter.objects.filter(state__in=ON_THE_WAY, next_attempt_at__lte=timezone.now()).count()
