"""The demonstration's opinions: fictional readers, every state, made by the same operations as real ones."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import User
from portal.comments import answering, leaving, moderation, verdicts
from portal.comments.masking import Cut, places_of
from portal.comments.models import Submission, TargetSetting
from portal.comments.submitting import Typed, queued, submit
from portal.comments.targets import Target, kind_of, target_of
from portal.mail import operations as letters
from portal.pages.writing import header_and_body

TEXTS = Path(__file__).parent / "demonstration" / "opinions.txt"
PARTED_BY = "\n====\n"
NAMES = uuid.UUID("6a1f0f0e-9f0d-4d6a-9a57-0d1c4f2f7c11")
MODERATOR = "kiemduyet"
VERDICTS = {
    "approve": verdicts.APPROVE,
    "mask": verdicts.MASK,
    "refuse": verdicts.REFUSE,
    "forward": verdicts.FORWARD,
    "channel": verdicts.CHANNEL,
    "remove": verdicts.REMOVE,
}
CLOSED = ("bai-viet", "doc-nhanh-ke-hoach-208", "Đợt góp ý cho Kế hoạch 208 kết thúc ngày 28/02/2026.")


class Context(Protocol):
    """What a loader of demonstration content is given: the system user it acts as, and today."""

    @property
    def user(self) -> User:
        """Whom the loader acts for."""
        ...

    @property
    def today(self) -> date:
        """The day on which it is loaded."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """One opinion as the file tells it: header lines in order, and the words."""

    number: int
    header: list[tuple[str, str]]
    body: str

    def value(self, name: str) -> str:
        """Return the first value of a header line, or nothing."""
        return next((value for key, value in self.header if key == name), "")


def load(context: Context) -> None:
    """Send, decide and answer the opinions that are not there yet, each at its own moment."""
    now = timezone.now()
    moderator = User.objects.filter(username=MODERATOR).first() or context.user
    for told in _all_told():
        target = _target(told.value("on"))
        if target is not None and not Submission.objects.filter(key=_key(told)).exists():
            _live(told, target, moderator, now)
    _close(context.user, now)


def _all_told() -> Iterator[Told]:
    for number, part in enumerate(TEXTS.read_text(encoding="utf-8").split(PARTED_BY)):
        header, body = header_and_body(part)
        yield Told(number, header, body)


def _key(told: Told) -> uuid.UUID:
    return uuid.uuid5(NAMES, str(told.number))


def _target(on: str) -> Target | None:
    """Return the public thing that ``on`` names by its kind and its slug or symbol."""
    word, _, wanted = on.partition(" ")
    kind = kind_of(word)
    if kind is None:
        return None
    field = "symbol" if hasattr(kind.model, "symbol") else "slug"
    obj = kind.visible().filter(**{field: wanted}).order_by("pk").last()
    return None if obj is None else target_of(word, obj.pk)


def _moment(words: str, now: datetime) -> datetime:
    """Return the moment that ``words`` mean: an ISO time of Vietnam, or hours before now (``-5h``)."""
    if words.startswith("-"):
        return now - timedelta(hours=int(words[1:-1]))
    return min(timezone.make_aware(datetime.fromisoformat(words)), now)


def _live(told: Told, target: Target, moderator: User, now: datetime) -> None:
    """Send one opinion and let happen to it what the file tells, without a letter to anybody."""
    with transaction.atomic():
        _let_happen(told, target, moderator, now)
        if told.value("email"):
            for letter in letters.addressed_to(told.value("email")):
                letters.erase(letter.key)  # people of a demonstration read no mail


def _let_happen(told: Told, target: Target, moderator: User, now: datetime) -> None:
    at = _moment(told.value("sent"), now)
    typed = Typed(told.value("name"), told.body, told.value("email"))
    made = submit(key=_key(told), target=target, typed=typed, client=f"demonstration-{told.number}", now=at).submission
    if told.value("confirmed"):
        Submission.objects.filter(pk=made.pk).update(email_confirmed_at=at, **queued(at))
    for step, value in told.header:
        parts = [part.strip() for part in value.split("|")]
        when = _moment(parts[0], now) if step in {*VERDICTS, "answer", "withdraw", "erase"} else now
        if step in VERDICTS:
            said = _said(step, parts[1:], told.body)
            moderation.decide(pk=made.pk, by=moderator, verdict=VERDICTS[step], said=said, now=when)
        elif step == "answer":
            body = told.value("answered")
            answering.answer(pk=made.pk, by=moderator, body=body, signed_as=parts[1], now=when)
        elif step == "withdraw":
            leaving.withdraw(submission=made, now=when)
        elif step == "erase":
            leaving.erase(submission=made, now=when)


def _said(step: str, parts: list[str], body: str) -> moderation.Said:
    if step == "mask":
        cuts = tuple(Cut(start, end, "LD-05") for part in parts for start, end in places_of(part, body))
        return moderation.Said(cuts=cuts)
    if step == "forward":
        return moderation.Said(forwarded_to=parts[0])
    if step == "channel":
        return moderation.Said(note=parts[0])
    reason, note = (*parts, "", "")[:2]
    return moderation.Said(reason=reason, note=note)


def _close(user: User, now: datetime) -> None:
    """Close one item, as a board does when the time for opinions on it is over."""
    word, slug, reason = CLOSED
    target = _target(f"{word} {slug}")
    if target is not None:
        TargetSetting.objects.get_or_create(
            content_type_id=target.content_type_id,
            object_id=target.pk,
            defaults={"is_open": False, "reason": reason, "changed_by": user, "changed_at": now},
        )
