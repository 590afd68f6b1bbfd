"""What keeps machines from filling the queue, and never keeps a person out for good.

The form carries a signed token instead of a session: which form it is, about what, since when. Limits count in the
shared counters; where these do not answer, nothing is taken.
"""

import hmac
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.utils import timezone

from portal.comments import policy
from portal.throttle import limits

_SALT = "portal.comments.form"
# Seconds that a post waits for its turn at the counters before they count as broken.
_PATIENCE = 5.0


class TooMany(Exception):
    """A limit is reached; ``seconds`` later another attempt makes sense."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many, wait {seconds} s")
        self.seconds = seconds


class CannotCount(TooMany):
    """The counters do not answer: nothing is taken, and whoever sends it has done nothing wrong."""

    def __init__(self) -> None:
        super().__init__(60)


class FormRefused(Exception):
    """A form's token does not serve: ``too_old``, ``too_fast`` or ``foreign`` (of another place, or not ours)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment belongs: kind and key of the target, and the comment that it replies to, if any."""

    kind: str
    pk: int
    parent: int | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk}:{self.parent or ''}"


def new_token(place: Place, now: datetime | None = None) -> str:
    """Return a token for a form that is shown now; its key makes a second sending the same comment."""
    return signing.dumps([uuid.uuid4().hex, str(place), (now or timezone.now()).timestamp()], salt=_SALT)


def read_token(token: str, place: Place, now: datetime) -> uuid.UUID:
    """Return the key in ``token``; raises FormRefused where the form is not one for ``place``, too old or too quick."""
    try:
        key, made_for, since = signing.loads(token, salt=_SALT)
        key = uuid.UUID(key)
        age = now - datetime.fromtimestamp(since, tz=now.tzinfo)
    except (signing.BadSignature, ValueError, TypeError, AttributeError, OverflowError):
        raise FormRefused("foreign") from None
    if made_for != str(place):
        raise FormRefused("foreign")
    if age > policy.FORM_MAX_AGE or age < timedelta(minutes=-5):
        raise FormRefused("too_old")
    if age < policy.FORM_MIN_AGE:
        raise FormRefused("too_fast")
    return key


def client_digest(client: str) -> str:
    """Return the keyed digest under which a sender's network is known; the address itself is never stored."""
    return hmac.digest(f"client:{settings.SECRET_KEY}".encode(), client.encode(), "sha256").hex()


def count(what: str, who: str) -> None:
    """Count one more ``what`` (a key of ``COMMENT_LIMITS``) by ``who``.

    Raises TooMany beyond any of its limits, CannotCount where the counters do not answer.
    """
    count_each((what, who))


def count_each(*acts: tuple[str, str]) -> None:
    """Count every act (what, by whom) in turn as :func:`count` does, up to the first that is beyond a limit."""
    asked = [
        limits.Limit(f"comments-{what}-{seconds}", who, times, seconds)
        for what, who in acts
        for times, seconds in settings.COMMENT_LIMITS[what]
    ]
    try:
        beyond = limits.first_beyond(asked, patience=_PATIENCE)
    except limits.CountersAway as away:
        raise CannotCount from away
    if beyond is not None:
        raise TooMany(min(beyond.seconds, 600))


def may(what: str, who: str) -> bool:
    """Count as :func:`count` does, and return whether it is still within the limits."""
    try:
        count(what, who)
    except TooMany:
        return False
    return True
