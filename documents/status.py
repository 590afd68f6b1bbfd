"""Effect in law on any day, from dates, confirmed relations, what a source stated and what a person decided. Pure.

Nothing is guessed: without a day of effect and without anybody's word the answer is *unknown*. An end that the
archive knows outweighs a source that says "in force"; a source that says "expired" outweighs the mere absence of an
end; a person's decision outweighs both as long as it holds, and what speaks against it is told.
"""

import calendar
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

IN_FORCE = "in_force"
PARTLY = "partly_expired"
EXPIRED = "expired"
SUSPENDED = "suspended"
NOT_YET = "not_yet"
UNSUITABLE = "unsuitable"
UNKNOWN = "unknown"

REPLACES, REPEALS, AMENDS, SUSPENDS, EXTENDS = "replaces", "repeals", "amends", "suspends", "extends"
ACTING_KINDS = (REPLACES, REPEALS, AMENDS, SUSPENDS, EXTENDS)

COMPUTED, STATED, DECIDED = "computed", "stated", "decided"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """A date and how much of it is known: ``day``, ``month``, ``year`` or ``unknown``."""

    value: date
    precision: str = "day"

    @property
    def first(self) -> date:
        """The earliest day that it can be."""
        if self.precision == "month":
            return self.value.replace(day=1)
        return self.value if self.precision == "day" else self.value.replace(month=1, day=1)

    @property
    def last(self) -> date:
        """The latest day that it can be."""
        if self.precision == "month":
            return self.value.replace(day=calendar.monthrange(self.value.year, self.value.month)[1])
        return self.value if self.precision == "day" else self.value.replace(month=12, day=31)

    def has_come(self, on: date) -> bool | None:
        """Say whether the day is ``on`` or earlier; ``None`` where too little of it is known."""
        if on >= self.last:
            return True
        return False if on < self.first else None


@dataclass(frozen=True, slots=True)
class Act:
    """What another document does to this one, as a person has confirmed it.

    ``day`` is when it takes effect; ``until`` the last day of a suspension, or the last day of effect after an
    extension. An act without ``provision`` touches the whole text.
    """

    kind: str
    day: Day | None
    name: str = ""
    key: int | None = None
    provision: str = ""
    acting_provision: str = ""
    until: date | None = None
    quote: str = ""
    page: int | None = None
    day_of_issue: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it touches the whole text; an amendment never does."""
        return not self.provision and self.kind != AMENDS

    def holds(self, on: date) -> bool | None:
        """Say whether it acts on the day ``on``; ``None`` where that cannot be told."""
        come = self.day.has_come(on) if self.day else None
        if come and self.kind == SUSPENDS and self.until is not None and on > self.until:
            return False
        return come


@dataclass(frozen=True, slots=True)
class Stated:
    """What the record or its source says, as of a day."""

    code: str
    as_of: date
    ground: str = ""
    checker: str = ""
    is_dated: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person laid down, with reason and source, from a day on and perhaps until one."""

    code: str
    starts_on: date
    reason: str
    source: str
    checker: str
    until: date | None = None
    key: int | None = None

    def holds(self, on: date) -> bool:
        """Whether it stands on the day ``on``."""
        return self.starts_on <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the answer depends on. Of several decisions that hold, the last in the tuple counts."""

    issued: Day | None = None
    effective: Day | None = None
    expired: Day | None = None
    is_draft: bool = False
    acts: tuple[Act, ...] = ()
    stated: Stated | None = None
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the answer is what it is: ``kind`` names the rule, with the act or the day it rests on."""

    kind: str
    act: Act | None = None
    day: Day | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer for one day: code, on whose word, as of when, and why.

    ``against`` is the code that the other evidence gives where it disagrees; editors are shown it.
    """

    code: str
    on: date
    by: str = COMPUTED
    as_of: date | None = None
    grounds: tuple[Ground, ...] = ()
    partial: tuple[Act, ...] = ()
    stated: Stated | None = None
    decision: Decision | None = None
    against: str = ""
    is_firm: bool = field(default=False, compare=False)


def standing(facts: Facts, on: date) -> Standing:
    """Return the effect on the day ``on``, as far as these facts tell it."""
    found = _weighed(facts, on)
    decision = next((each for each in reversed(facts.decisions) if each.holds(on)), None)
    if decision is None:
        return found
    against = found.code if found.code not in (decision.code, UNKNOWN) else ""
    return replace(
        found, code=decision.code, by=DECIDED, as_of=decision.starts_on, decision=decision, against=against
    )  # fmt: skip


def turns(facts: Facts) -> tuple[date, ...]:
    """Return the days on which the answer may change, in order."""
    days: set[date] = set()
    for day in (facts.issued, facts.effective, facts.expired, *(act.day for act in facts.acts)):
        if day is not None:
            days |= {day.first, day.last}
    days |= {act.until + _ONE_DAY for act in facts.acts if act.until is not None and act.until < date.max}
    if facts.stated is not None:
        days.add(facts.stated.as_of)
    for decision in facts.decisions:
        days.add(decision.starts_on)
        if decision.until is not None and decision.until < date.max:
            days.add(decision.until + _ONE_DAY)
    return tuple(sorted(days))


def next_change(facts: Facts, after: date) -> date | None:
    """Return the first day after ``after`` on which the code is another than on ``after``."""
    now = standing(facts, after).code
    return next((day for day in turns(facts) if day > after and standing(facts, day).code != now), None)


def _weighed(facts: Facts, on: date) -> Standing:
    found = _computed(facts, on)
    stated = facts.stated
    if stated is None or stated.code == UNKNOWN:
        return found
    found = replace(found, stated=stated, against=_disagreement(facts, stated))
    said = replace(
        found, code=stated.code, by=STATED, as_of=stated.as_of, grounds=(Ground("stated"), *_doubts(found.grounds))
    )  # fmt: skip
    if on >= stated.as_of:
        return said if _outweighs(stated, found, facts, on) else found
    if found.is_firm or found.code == stated.code:
        return found
    if found.code == IN_FORCE and stated.code != NOT_YET:
        # It had ended by then, nobody wrote when: on an earlier day nothing can be said.
        return replace(found, code=UNKNOWN, grounds=(Ground("ended-some-day"),))
    return said if stated.code == NOT_YET and found.code == UNKNOWN else found


def _outweighs(stated: Stated, found: Standing, facts: Facts, on: date) -> bool:
    if found.code == stated.code:
        return False
    if found.code == UNKNOWN:
        doubt = any(ground.kind == "imprecise" for ground in found.grounds)
        return not (doubt and on > stated.as_of)
    if found.code == PARTLY:
        return stated.code in (EXPIRED, SUSPENDED, UNSUITABLE)
    if found.is_firm:
        return False
    # Nothing but the absence of an end speaks for "in force".
    begun_since = facts.effective is not None and stated.as_of < facts.effective.last
    return not (stated.code == NOT_YET and begun_since)


def _disagreement(facts: Facts, stated: Stated) -> str:
    """Return what was computed for the day of the statement, where it is another code."""
    then = _computed(facts, stated.as_of)
    return then.code if then.code not in (UNKNOWN, stated.code) else ""


def _doubts(grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
    return tuple(ground for ground in grounds if ground.kind == "imprecise")


def _computed(facts: Facts, on: date) -> Standing:
    partial = tuple(act for act in facts.acts if not act.is_whole and act.kind != EXTENDS and act.holds(on))
    whole = [act for act in facts.acts if act.is_whole]

    def answer(code: str, *grounds: Ground, firm: bool = True) -> Standing:
        return Standing(code, on, COMPUTED, on, grounds, partial, is_firm=firm)

    if facts.is_draft:
        return answer(NOT_YET, Ground("draft"))
    if (ended := _ended(facts, whole, on)) is not None:
        return answer(EXPIRED, ended)
    if (waiting := _not_yet(facts, on)) is not None:
        return answer(NOT_YET, waiting)
    if (doubt := _doubt(facts, whole, on)) is not None:
        return answer(UNKNOWN, doubt, firm=False)
    if suspended := [act for act in whole if act.kind == SUSPENDS and act.holds(on)]:
        return answer(SUSPENDED, *(Ground("act", act) for act in suspended))
    if expiring := [act for act in partial if act.kind != SUSPENDS]:
        return answer(PARTLY, *(Ground("act", act) for act in expiring))
    if facts.effective is None:
        return answer(UNKNOWN, Ground("no-effective-day" if facts.issued else "undated"), firm=False)
    return answer(IN_FORCE, Ground("open", day=facts.effective), *_extensions(facts, on), firm=False)


def _ended(facts: Facts, whole: list[Act], on: date) -> Ground | None:
    ends = [act for act in whole if act.kind in (REPLACES, REPEALS) and act.holds(on)]
    if ends:
        return Ground("act", min(ends, key=lambda act: act.day.last if act.day else date.max))
    end = _end(facts, on)
    return Ground("expired", day=end) if end is not None and end.has_come(on) else None


def _end(facts: Facts, on: date) -> Day | None:
    """Return from which day on it has no effect by itself: as printed, or as extended by then."""
    if facts.expired is None:
        return None
    extended = [each.act.until for each in _extensions(facts, on) if each.act and each.act.until]
    if not extended:
        return facts.expired
    latest = max(extended) + _ONE_DAY
    return Day(latest) if latest > facts.expired.last else facts.expired


def _extensions(facts: Facts, on: date) -> list[Ground]:
    acts = [act for act in facts.acts if act.kind == EXTENDS and act.is_whole and act.holds(on)]
    return [Ground("act", act) for act in acts]


def _not_yet(facts: Facts, on: date) -> Ground | None:
    if facts.effective is not None:
        return Ground("not-effective", day=facts.effective) if facts.effective.has_come(on) is False else None
    if facts.issued is not None and facts.issued.has_come(on) is False:
        return Ground("not-issued", day=facts.issued)
    return None


def _doubt(facts: Facts, whole: list[Act], on: date) -> Ground | None:
    for act in whole:
        if act.kind != EXTENDS and act.holds(on) is None:
            return Ground("imprecise", act, act.day)
    end = _end(facts, on)
    if end is not None and end.has_come(on) is None:
        return Ground("imprecise", day=end)
    if facts.effective is not None and facts.effective.has_come(on) is None:
        return Ground("imprecise", day=facts.effective)
    return None
