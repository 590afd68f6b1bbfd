"""To whom a body's duties went: successions read once, followed in memory."""

from dataclasses import dataclass, field
from datetime import date

from portal.organisations.models import Organisation, Succession

_GENERATIONS = 8


@dataclass(frozen=True, slots=True)
class Body:
    """A body (*cơ quan*) as lists print it."""

    pk: int
    name: str
    level: str
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who came after whom, whole bodies only, and on which day each ended."""

    after: dict[int, list[tuple[date, Body]]] = field(default_factory=dict)
    before: dict[int, list[int]] = field(default_factory=dict)
    ended: dict[int, date] = field(default_factory=dict)

    def bearers(self, body: Body, day: date) -> tuple[Body, ...]:
        """Return who carries the duties of ``body`` on ``day``: itself while it lives, else its heirs.

        A body that ended without an heir stays: nobody took its duties.
        """
        found: dict[int, Body] = {}
        waiting = [body]
        seen = {body.pk}
        for _ in range(_GENERATIONS):
            following: list[Body] = []
            for each in waiting:
                heirs = [heir for happened, heir in self.after.get(each.pk, ()) if happened <= day]
                if heirs:
                    following += [heir for heir in heirs if heir.pk not in seen]
                    seen |= {heir.pk for heir in heirs}
                else:
                    found[each.pk] = each
            if not following:
                break
            waiting = following
        return tuple(found.values()) or (body,)

    def answers_for(self, pk: int) -> frozenset[int]:
        """Return the body and every one whose whole work came to it: what these issued, it has issued."""
        found = {pk}
        waiting = [pk]
        for _ in range(_GENERATIONS):
            waiting = [each for at in waiting for each in self.before.get(at, ()) if each not in found]
            found.update(waiting)
        return frozenset(found)

    def ended_by(self, pk: int, day: date) -> date | None:
        """Return when the body ended, if that was by ``day``."""
        end = self.ended.get(pk)
        return end if end is not None and end <= day else None


def body_of(organisation: Organisation) -> Body:
    """Return the body as lists print it, under its latest name."""
    return Body(organisation.pk, str(organisation), organisation.level, organisation.branch)


def read() -> Lineage:
    """Read every succession of whole bodies, in one query."""
    lineage = Lineage()
    rows = Succession.objects.filter(partial=False).values_list(
        "predecessor_id", "happened_on", "successor_id", "successor__latest_name", "successor__level",
        "successor__branch",
    )  # fmt: skip
    for predecessor, happened, successor, name, level, branch in rows:
        lineage.ended[predecessor] = min(happened, lineage.ended.get(predecessor, happened))
        if successor is not None:
            lineage.after.setdefault(predecessor, []).append((happened, Body(successor, name, level, branch)))
            lineage.before.setdefault(successor, []).append(predecessor)
    return lineage
