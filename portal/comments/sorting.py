"""Put hints beside what waits: computed once for each wording, stored as ids of rules, so that the queue can filter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db.models import F, Q
from django.utils import timezone

from portal.accounts import roles
from portal.comments import hint_contacts, hint_names, hint_reading, hint_words, hints, likeness
from portal.comments.hints import Hint, Rule, Text
from portal.comments.models import SHOWN, State, Submission

RULES: tuple[Rule, ...] = (
    hint_words.DENUNCIATION, hint_words.COMPLAINT, hint_words.SECRET, hint_words.PERSON, hint_words.INSULT,
    hint_names.OFFICE, hint_names.PERSON, hint_names.DISGUISE,
    hint_contacts.PHONE, hint_contacts.IDENTITY, hint_contacts.MAIL,
    hint_contacts.LINK, hint_contacts.SHORT_LINK, hint_contacts.HANDLE,
    likeness.SAME, likeness.NEAR, hint_reading.UNREADABLE, hint_reading.SHOUTING, hint_reading.LANGUAGE,
    hint_reading.NO_MARKS,
)  # fmt: skip
"""All rules, what weighs most first: the first that fired gives the queue its short word."""
_BY_ID = {rule.id: rule for rule in RULES}
_QUIET = frozenset({hint_reading.NO_MARKS.id, hint_reading.SHOUTING.id})
"""Rules that only help to read: they are no reason to look twice."""
_COMPARED = 200
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Look:
    """What the sorter finds in one comment: hints in the order of the text, and the opinion that reads most like it."""

    hints: tuple[Hint, ...]
    like: likeness.Likeness | None = None


def look(submission: Submission, people: Iterable[str] = (), others: Iterable[tuple[int, str]] | None = None) -> Look:
    """Return what the sorter finds in ``submission``; ``others`` (key, text) are what it is compared with."""
    text = Text.of(submission.body)
    compared = neighbours(submission) if others is None else others
    like = likeness.nearest(submission.body, ((key, body) for key, body in compared if key != submission.pk))
    found = [
        *hint_contacts.find(text),
        *hint_words.find(text),
        *hint_reading.find(text),
        *hint_names.find(submission.name, people),
        *([like.hint] if like else []),
    ]
    return Look(hints.in_order(found), like)


def neighbours(submission: Submission) -> list[tuple[int, str]]:
    """Return what a comment is compared with: what was said in the same place, and what came last anywhere."""
    read = Submission.objects.filter(state__in=[State.WAITING, *SHOWN], erased_at__isnull=True).exclude(
        pk=submission.pk
    )
    here = read.filter(content_type_id=submission.content_type_id, object_id=submission.object_id)
    rows = dict(here.order_by("-pk").values_list("pk", "body")[:_COMPARED])
    rows |= dict(read.order_by("-pk").values_list("pk", "body")[:_COMPARED])
    return list(rows.items())


def people_of_the_board() -> list[str]:
    """Return the full names of those whom readers take for the board: everybody who approves or answers."""
    groups = [
        roles.group_of(key).pk for key in ("approver", "moderator") if key in {each.key for each in roles.roles()}
    ]
    users = get_user_model()._default_manager.filter(is_active=True, groups__in=groups).distinct()
    names = [f"{user.last_name} {user.first_name}".strip() for user in users]
    return [name for name in names if len(name.split()) > 1]


def note(submission: Submission, people: Iterable[str] = (), now: datetime | None = None) -> Look:
    """Store which rules fired for the wording that ``submission`` has, and return what was found."""
    found = look(submission, people)
    Submission.objects.filter(pk=submission.pk).update(
        hints=stored(hints.rule_ids(found.hints)), hinted_at=now or timezone.now()
    )
    return found


def note_waiting() -> int:
    """Store the hints of what waits without any, or was changed since; return how many. Safe to run twice."""
    stale = Q(hinted_at__isnull=True) | Q(edited_at__gt=F("hinted_at"))
    waiting = Submission.objects.filter(stale, state__in=[State.WAITING, State.UNCONFIRMED]).order_by("pk")[:_AT_ONCE]
    people = people_of_the_board()
    rows = list(waiting)
    for submission in rows:
        note(submission, people)
    return len(rows)


def stored(ids: Iterable[str]) -> str:
    """Return ids of rules as the column holds them: ``|DL-1|QC-1|``, what weighs most first."""
    ordered = [rule.id for rule in RULES if rule.id in set(ids)]
    kept = "|".join(ordered)[:110]
    return f"|{kept}|" if kept else ""


def rules_in(column: str) -> list[Rule]:
    """Return the rules that a stored column names."""
    return [_BY_ID[each] for each in column.split("|") if each in _BY_ID]


def label_of(column: str) -> str:
    """Return the short word beside a row of the queue: the weightiest rule's, or how many there are."""
    loud = [rule for rule in rules_in(column) if rule.id not in _QUIET]
    if len(loud) > 2:
        return f"{len(loud)} lưu ý"
    return loud[0].label if loud else ""


PERIOD = timedelta(seconds=20)
