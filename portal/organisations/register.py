"""Ask the register: who bears this name or code on this day, what was it called, what became of it.

Functions that take an organisation read its names and successions through the related managers, so that a list
loads them with two prefetches (:func:`with_history`) and then asks no more queries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from portal.organisations.keys import code_key, name_key
from portal.organisations.models import Organisation, OrganisationName, Succession

_GENERATIONS = 8  # a chain of successions longer than this is an error in the facts


@dataclass(frozen=True, slots=True)
class Shown:
    """An organisation as a document shows it: its name of that day and, where that is past, today's."""

    name: str
    today: tuple[str, ...] = ()
    ended: bool = False

    @property
    def note(self) -> str:
        """``Nay là: …``, ``Đã kết thúc hoạt động``, or nothing."""
        if self.today:
            return "Nay là: " + "; ".join(self.today)
        return "Đã kết thúc hoạt động" if self.ended else ""


def with_history(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Return ``organisations`` with names and successions loaded, three generations deep."""
    successions = Succession.objects.select_related("successor").prefetch_related(
        "successor__names", "successor__successions__successor__names"
    )
    return organisations.prefetch_related("names", Prefetch("successions", queryset=successions))


def resolve_name(text: str, on: date | None = None, place: Organisation | None = None) -> list[Organisation]:
    """Return the organisations that ``text`` names, best first.

    Those that bore the name on ``on`` are preferred; where none did, all that ever did are returned (a wrong date
    is a warning, not a reason to find nothing). A name without its place (``Ban Thường vụ Tỉnh ủy``) finds the body
    of every place; ``place`` keeps only that one's.
    """
    return borne_on(names_read_as(text, place), on)


def names_read_as(text: str, place: Organisation | None = None) -> list[OrganisationName]:
    """Return the names that ``text`` is, of whatever time; what :func:`resolve_name` chooses among."""
    key = name_key(text)
    if not key:
        return []
    named = OrganisationName.objects.select_related("organisation__place")
    rows = list(named.filter(Q(name_key=key) | Q(short_key=key)))
    if not rows or place is not None:
        rows += [row for row in _without_place(key) if row not in rows]
    if place is not None:
        rows = [row for row in rows if place.pk in (row.organisation.place_id, row.organisation_id)]
    return rows


def borne_on(names: list[OrganisationName], on: date | None) -> list[Organisation]:
    """Return whose ``names`` these were on ``on``; where nobody's, whose they ever were."""
    return _organisations(_on_day(names, on))


def _without_place(key: str) -> list[OrganisationName]:
    """Return the names that are ``key`` followed by nothing but the name of their place."""
    if len(key) < 6:
        return []
    rows = (
        OrganisationName.objects.filter(name_key__startswith=f"{key} ", organisation__place__isnull=False)
        .select_related("organisation__place")
        .prefetch_related("organisation__place__names")
    )
    found = []
    for row in rows:
        rest = row.name_key[len(key) + 1 :]
        assert row.organisation.place is not None  # noqa: S101 - the query asked for it
        if any(rest in (place.name_key, place.short_key) for place in row.organisation.place.names.all()):
            found.append(row)
    return found


def resolve_code(
    code: str, on: date | None = None, *, level: str = "", place: Organisation | None = None
) -> list[Organisation]:
    """Return the organisations whose symbols carry ``code`` (``TU``, ``BTC``, ``QH15``), narrowed by day, level, place.

    A legislature's number is ignored. Many bodies share one code; the caller decides or asks.
    """
    return borne_on(names_coded(code, level=level, place=place), on)


def names_coded(code: str, *, level: str = "", place: Organisation | None = None) -> list[OrganisationName]:
    """Return the names that carry ``code``, of whatever time; what :func:`resolve_code` chooses among."""
    key = code_key(code)
    if not key:
        return []
    keys = {key, key.rstrip("0123456789")} - {""}
    rows = OrganisationName.objects.select_related("organisation__place").filter(code_key__in=keys)
    if level:
        rows = rows.filter(organisation__level=level)
    if place is not None:
        rows = rows.filter(Q(organisation__place=place) | Q(organisation=place))
    return list(rows)


def _on_day(rows: list[OrganisationName], on: date | None) -> list[OrganisationName]:
    if on is None:
        return sorted(rows, key=lambda row: (row.valid_to is not None, row.organisation_id))
    return [row for row in rows if row.holds_on(on)] or rows


def _organisations(rows: Iterable[OrganisationName]) -> list[Organisation]:
    return list({row.organisation_id: row.organisation for row in rows}.values())


def name_on(organisation: Organisation, day: date | None) -> OrganisationName:
    """Return the organisation's name on ``day`` (today's, or its last, for ``None``).

    Outside every period the nearest name is returned. Raises OrganisationName.DoesNotExist where it has none.
    """
    names = sorted(organisation.names.all(), key=lambda name: name.valid_from or date.min)
    if not names:
        raise OrganisationName.DoesNotExist(f"{organisation.key} has no name")
    if day is None:
        return names[-1]
    for name in reversed(names):
        if name.holds_on(day):
            return name
    earlier = [name for name in names if name.valid_to is not None and name.valid_to < day]
    return earlier[-1] if earlier else names[0]


def ended_on(organisation: Organisation) -> date | None:
    """Return the day from which the organisation is no more, or ``None`` while it lives."""
    days = [row.happened_on for row in organisation.successions.all() if not row.partial]
    return min(days) if days else None


def today_is(organisation: Organisation) -> list[Organisation]:
    """Return the living bodies that the organisation's work went to, or nothing while it lives or has no heir."""
    found: dict[int, Organisation] = {}
    waiting = [organisation]
    for _ in range(_GENERATIONS):
        following = [
            row.successor
            for body in waiting
            for row in body.successions.all()
            if not row.partial and row.successor is not None
        ]
        waiting = [body for body in following if body.pk not in found]
        for body in waiting:
            if ended_on(body) is None:
                found[body.pk] = body
        waiting = [body for body in waiting if ended_on(body) is not None]
        if not waiting:
            break
    return list(found.values())


def predecessors(organisation: Organisation) -> list[Organisation]:
    """Return every body, of any generation, whose whole work came to the organisation, nearest first."""
    found: dict[int, Organisation] = {}
    waiting = [organisation.pk]
    for _ in range(_GENERATIONS):
        rows = Succession.objects.filter(successor_id__in=waiting, partial=False).select_related("predecessor")
        fresh = {row.predecessor_id: row.predecessor for row in rows if row.predecessor_id not in found}
        fresh.pop(organisation.pk, None)
        if not fresh:
            break
        found |= fresh
        waiting = list(fresh)
    return list(found.values())


def existed_on(organisation: Organisation, day: date) -> bool:
    """Return whether some name of the organisation holds on ``day``: a hint, since registers are incomplete."""
    return any(name.holds_on(day) for name in organisation.names.all())


def display(organisation: Organisation, day: date | None) -> Shown:
    """Return how a document of ``day`` shows its issuer: the name of that day and what it is today."""
    try:
        then = name_on(organisation, day)
    except OrganisationName.DoesNotExist:
        return Shown(str(organisation))
    if ended_on(organisation) is not None:
        heirs = tuple(name_on(heir, None).name for heir in today_is(organisation))
        return Shown(then.name, today=heirs, ended=True)
    now = name_on(organisation, None)
    return Shown(then.name, today=() if now.name == then.name else (now.name,))
