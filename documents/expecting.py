"""Who a document asks to act: proposed from its recipients through the register, stored by a person.

Classes (*các sở, ban, ngành*) are expanded as of the document's day: who existed then, under the name of then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils import timezone

from documents.models import Branch as DocumentBranch
from documents.models import Expectation, OfficialDocument
from documents.recipient_classes import RecipientClass, RecipientLine, lines_to_act
from documents.refusals import ArchiveRefusal
from portal.audit.record import record
from portal.organisations.models import Branch, Level, Organisation, Succession
from portal.organisations.register import ended_on, name_on, resolve_name

MAX_EXPECTED = 500


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that a line names, under its name of the document's day."""

    organisation: Organisation
    name: str


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A line of recipients with the bodies that it names; ``labels`` are the classes that were read in it."""

    text: str
    labels: tuple[str, ...]
    candidates: tuple[Candidate, ...]


def proposed(document: OfficialDocument) -> list[ProposedLine]:
    """Return the lines of recipients that ask somebody to act, each with who that was on the document's day."""
    day = document.issued_on or timezone.localdate()
    party = document.type is None or document.type.branch == DocumentBranch.PARTY
    lines = lines_to_act(document.recipients, document.addressees, party=party)
    wanted = list(dict.fromkeys(each for line in lines for each in line.classes))
    by_class = expand(wanted, day, document.issuer)
    found = []
    for line in lines:
        bodies = _bodies(line, by_class, document, day)
        own = [body for body in bodies if body.pk != document.issuer_id]
        labels = tuple(each.label for each in line.classes)
        found.append(ProposedLine(line.text, labels, tuple(Candidate(body, name_on(body, day).name) for body in own)))
    return found


def _bodies(
    line: RecipientLine, by_class: dict[str, list[Organisation]], document: OfficialDocument, day: date
) -> list[Organisation]:
    if line.classes:
        found = {body.pk: body for each in line.classes for body in by_class[each.key]}
        return list(found.values())
    named = resolve_name(line.rest, day, _scope(document.issuer))
    # A name that several bodies bear is nobody's: a person has to say which.
    return [body for body in named if _lives(body, day)] if len(named) == 1 else []


def expand(classes: Sequence[RecipientClass], day: date, issuer: Organisation | None) -> dict[str, list[Organisation]]:
    """Return who belonged to each class on ``day``, within the place of ``issuer``, in three queries for all.

    A body belongs by its name of that day; one that had ended by then, or did not yet exist, does not.
    """
    wanted = Q(pk__in=[])
    for each in classes:
        levels = Q(level=each.level) if each.level else Q(level__in=Level.values)
        wanted |= Q(branch=each.branch) & levels
    heirs = Succession.objects.filter(partial=False)
    bodies = (
        Organisation.objects.filter(wanted).filter(_within(issuer)).exclude(branch=Branch.PLACE)
        .prefetch_related("names", Prefetch("successions", queryset=heirs)).order_by("level", "latest_name", "pk")
    )  # fmt: skip
    living = [(body, name_on(body, day).name) for body in bodies if _lives(body, day)]
    return {
        each.key: [
            body for body, name in living
            if body.branch == each.branch and each.level in ("", body.level) and each.takes(name)
            and (not each.direct or body.parent_id in _committee(issuer))
        ]
        for each in classes
    }  # fmt: skip


def _lives(body: Organisation, day: date) -> bool:
    names = list(body.names.all())
    if not names or not any(name.holds_on(day) for name in names):
        return False
    end = ended_on(body)
    return end is None or day < end


def _scope(issuer: Organisation | None) -> Organisation | None:
    return issuer.place if issuer is not None and issuer.level != Level.CENTRAL else None


def _within(issuer: Organisation | None) -> Q:
    place = _scope(issuer)
    return Q() if place is None else Q(place=place) | Q(place__place=place) | Q(place__parent=place)


def _committee(issuer: Organisation | None) -> tuple[int | None, ...]:
    """Return the committee itself and the one above it: a standing committee writes for the whole one."""
    return (issuer.pk, issuer.parent_id) if issuer is not None else ()


@transaction.atomic
def expect(
    *, document: OfficialDocument, bodies: Iterable[tuple[Organisation, str]], by: Any, due_on: date | None = None
) -> list[Expectation]:
    """Store that ``by`` found ``bodies`` (each with the line that names it) asked to act; the known ones stay.

    Raises ArchiveRefusal for a term before the document's day, and for more bodies than a document can ask.
    """
    wanted = {organisation.pk: (organisation, quote) for organisation, quote in bodies}
    if len(wanted) > MAX_EXPECTED:
        raise ArchiveRefusal(f"Mỗi lần chỉ ghi được nhiều nhất {MAX_EXPECTED} cơ quan.")
    if due_on and document.issued_on and due_on < document.issued_on:
        raise ArchiveRefusal(
            "Hạn đứng trước ngày ban hành văn bản.", fields={"due_on": "Hạn đứng trước ngày ban hành."}
        )
    known = set(Expectation.objects.filter(document=document).values_list("organisation_id", flat=True))
    made = [
        Expectation.objects.create(document=document, organisation=organisation, due_on=due_on, quote=quote)
        for pk, (organisation, quote) in wanted.items()
        if pk not in known
    ]
    if made:
        ids = [each.organisation_id for each in made]
        record("documents.expect", actor=by, obj=document, data={"organisations": ids})
    return made


@transaction.atomic
def release(*, document: OfficialDocument, bodies: Iterable[int], by: Any) -> int:
    """Take back that ``bodies`` (keys) are asked to act; return how many were."""
    found = Expectation.objects.filter(document=document, organisation_id__in=list(bodies))
    ids = list(found.values_list("organisation_id", flat=True))
    for each in found:
        each.delete()
    if ids:
        record("documents.release", actor=by, obj=document, data={"organisations": ids})
    return len(ids)
