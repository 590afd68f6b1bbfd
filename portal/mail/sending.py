"""Hand letters to the mail server: outside any transaction, one at a time, each by one worker only.

The row is claimed, the letter sent, the row marked: three steps, of which the middle one cannot be undone. Where a
worker dies in between, or the server falls silent after it was given the text, the letter may have arrived: it goes
once more, with the same Message-ID, and a second such break parks it. At most one repeat, and nothing is lost.
"""

import logging
import random
import smtplib
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone

from portal.jobs.workers import is_gone, this_worker
from portal.mail import addresses
from portal.mail.composing import compose
from portal.mail.models import ON_THE_WAY, Letter, State

logger = logging.getLogger(__name__)

# After each refusal of a letter; a server that does not answer at all is no refusal.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
SERVER_AWAY_PAUSE = timedelta(seconds=20)
CLAIM_LASTS = timedelta(minutes=10)
BREAKS_AT_MOST = 1
_A_ROUND_LASTS = 20.0
_MARKING_TRIES = 4
_LOOKED_AT = 50


@dataclass(slots=True)
class Round:
    """What one pass did: letters sent, refused and parked; whether the mail server was away."""

    sent: int = 0
    refused: int = 0
    parked: int = 0
    server_away: bool = False


def send_due(*, now: datetime | None = None, patience: float = _A_ROUND_LASTS) -> Round:
    """Send the letters that are due, oldest first, until none is left, the server is away or ``patience`` is over.

    Claims and marks have to stand at once: not to be called inside a transaction, other than a test's.
    Raises nothing that a mail server can cause.
    """
    done = Round()
    mailer = get_connection(settings.MAIL_TRANSPORT, timeout=settings.EMAIL_TIMEOUT)
    began = time.monotonic()
    try:
        while time.monotonic() - began < patience and not done.server_away:
            letter = _next(now or timezone.now())
            if letter is None:
                break
            if _is_there(mailer, letter, done) and _claim(letter, now or timezone.now()):
                _send(letter, mailer, done)
    finally:
        _hang_up(mailer)
    return done


def _next(now: datetime) -> Letter | None:
    """Return the oldest letter that is due and in nobody's hands."""
    due = Letter.objects.filter(state__in=ON_THE_WAY, next_attempt_at__lte=now).order_by("next_attempt_at", "pk")
    for letter in due[:_LOOKED_AT]:
        if letter.claimed_until is None or letter.claimed_until <= now or is_gone(letter.claimed_by):
            return letter
    return None


def _is_there(mailer: BaseEmailBackend, letter: Letter, done: Round) -> bool:
    """Return whether the server can be talked to; asked before a letter is claimed."""
    try:
        mailer.open()
    except (OSError, smtplib.SMTPException) as error:
        done.server_away = True
        logger.warning("the mail server is away: %s", reason_of(error))
        Letter.objects.filter(pk=letter.pk, claimed_until=letter.claimed_until).update(last_error=reason_of(error))
        return False
    return True


def _claim(letter: Letter, now: datetime) -> bool:
    """Take ``letter`` for this process; return whether it was still as it had been read."""
    broken_off = letter.claimed_until is not None
    as_read = Letter.objects.filter(
        pk=letter.pk, state=letter.state, claimed_by=letter.claimed_by, next_attempt_at=letter.next_attempt_at
    )
    as_read = as_read.filter(claimed_until=letter.claimed_until) if broken_off else as_read.filter(claimed_until=None)
    taken = as_read.update(
        claimed_until=now + CLAIM_LASTS, claimed_by=this_worker(), interruptions=F("interruptions") + int(broken_off)
    )
    if taken:
        letter.refresh_from_db()
    return bool(taken)


def _send(letter: Letter, mailer: BaseEmailBackend, done: Round) -> None:
    if letter.interruptions > BREAKS_AT_MOST:
        _park(letter, "Interrupted", done)
        return
    try:
        compose(letter, addresses.sender(), mailer).send()
    except Exception as error:
        if _is_a_break(error):
            done.server_away = True
            _broken_off(letter, reason_of(error), getattr(mailer, "may_have_arrived", False), done)
        else:
            _refused(letter, reason_of(error), done)
    else:
        done.sent += 1
        _mark(letter, state=State.SENT, sent_at=timezone.now(), last_error="", attempts=letter.attempts + 1)


def _is_a_break(error: Exception) -> bool:
    """Return whether the server went away, rather than refused this letter."""
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return True
    if isinstance(error, smtplib.SMTPException):
        return reason_of(error).endswith(" 421")
    return isinstance(error, OSError)


def reason_of(error: Exception) -> str:
    """Return what a list may say about a failure: its class and, from a mail server, its code.

    Never the server's words: they may repeat the address.
    """
    code = getattr(error, "smtp_code", None)
    recipients = getattr(error, "recipients", None)
    if code is None and isinstance(recipients, dict) and recipients:
        code = next(iter(recipients.values()))[0]
    return f"{type(error).__name__} {code or ''}".strip()[:80]


def _broken_off(letter: Letter, reason: str, may_have_arrived: bool, done: Round) -> None:
    breaks = letter.interruptions + int(may_have_arrived)
    if breaks > BREAKS_AT_MOST:
        _park(letter, reason, done, interruptions=breaks)
        return
    logger.warning("letter %s (%s) broken off: %s", letter.pk, letter.about, reason)
    again_at = timezone.now() + _about(SERVER_AWAY_PAUSE)
    _mark(letter, state=State.FAILED, interruptions=breaks, last_error=reason, next_attempt_at=again_at)


def _refused(letter: Letter, reason: str, done: Round) -> None:
    done.refused += 1
    tried = letter.attempts + 1
    if tried > len(PAUSES):
        _park(letter, reason, done, attempts=tried)
        return
    logger.warning("letter %s (%s) refused: %s", letter.pk, letter.about, reason)
    again_at = timezone.now() + _about(PAUSES[tried - 1])
    _mark(letter, state=State.FAILED, attempts=tried, last_error=reason, next_attempt_at=again_at)


def _park(letter: Letter, reason: str, done: Round, **values: object) -> None:
    done.parked += 1
    logger.error("letter %s (%s) stopped: %s", letter.pk, letter.about, reason)
    _mark(letter, state=State.PARKED, last_error=reason, next_attempt_at=timezone.now(), **values)


def _mark(letter: Letter, **values: object) -> None:
    """Write down what became of a claimed letter; patient, since what was sent cannot be called back."""
    mine = Letter.objects.filter(pk=letter.pk, claimed_by=letter.claimed_by, claimed_until=letter.claimed_until)
    for left in reversed(range(_MARKING_TRIES)):
        try:
            with transaction.atomic():
                mine.update(claimed_until=None, claimed_by="", **values)
        except OperationalError:
            if not left or connection.in_atomic_block:
                raise
            logger.warning("letter %s cannot be marked yet", letter.pk)
            time.sleep(1)
        else:
            return


def _about(pause: timedelta) -> timedelta:
    # Spread, so that a server that comes back does not get everything in one second.
    return pause * random.uniform(0.8, 1.2)  # noqa: S311 - not a secret


def _hang_up(mailer: BaseEmailBackend) -> None:
    try:
        mailer.close()
    except (OSError, smtplib.SMTPException) as error:
        logger.info("the mail server did not say good-bye: %s", type(error).__name__)
