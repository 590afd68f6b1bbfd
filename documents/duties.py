"""Who was asked to carry a document out, and what the archive holds of it: issued, late, overdue, still open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from documents import lineage
from documents.chain_graph import Graph
from documents.lineage import Body, Lineage
from documents.models import DatePrecision, Expectation, OfficialDocument

_MAX_PARENTS = 900


class Standing(StrEnum):
    """How a duty stands on a day."""

    ISSUED = "issued"
    LATE = "late"
    OVERDUE = "overdue"
    OPEN = "open"


STANDING_WORDS = {
    Standing.ISSUED: "Đã ban hành",
    Standing.LATE: "Trễ hạn",
    Standing.OVERDUE: "Chưa có, quá hạn",
    Standing.OPEN: "Chưa có, còn hạn",
}


@dataclass(frozen=True, slots=True)
class Duty:
    """A body that a document asks to act (*cơ quan phải triển khai*), with what it issued, as of ``today``.

    ``note`` says whose duty it was before, or that nobody took it over. ``answer`` is the first document under the
    parent from the body or one whose work came to it; ``confirmed`` is false while a person still has to look at that.
    """

    parent: OfficialDocument
    body: Body
    today: date
    due_on: date | None = None
    note: str = ""
    quote: str = ""
    answer: OfficialDocument | None = None
    confirmed: bool = True

    @property
    def standing(self) -> Standing:
        """Whether it was carried out in time, late, not yet, or not although the day has passed."""
        if self.answer is not None:
            return Standing.LATE if self.days_late else Standing.ISSUED
        return Standing.OVERDUE if self.days_late else Standing.OPEN

    @property
    def days(self) -> int | None:
        """Days from the parent to the answer, where both days are known exactly."""
        return days_between(self.parent, self.answer)

    @property
    def days_late(self) -> int:
        """Days after the term: of the answer, or of today while there is none; 0 in time or without a term."""
        if self.due_on is None:
            return 0
        if self.answer is None:
            return max(0, (self.today - self.due_on).days)
        if self.answer.issued_on is None or not is_exact(self.answer):
            return 0
        return max(0, (self.answer.issued_on - self.due_on).days)

    @property
    def days_left(self) -> int | None:
        """Days until the term of what is not there yet."""
        if self.answer is not None or self.due_on is None or self.due_on < self.today:
            return None
        return (self.due_on - self.today).days


def is_exact(document: OfficialDocument) -> bool:
    """Return whether the day of issue is known, and not only its month or year."""
    return document.issued_on is not None and document.issued_precision == DatePrecision.DAY


def days_between(parent: OfficialDocument | None, child: OfficialDocument | None) -> int | None:
    """Return the days from one issue to the other, where both are known exactly."""
    if parent is None or child is None or not (is_exact(parent) and is_exact(child)):
        return None
    return (child.issued_on - parent.issued_on).days  # type: ignore[operator]  # both are exact, hence there


def of(parents: Sequence[OfficialDocument], graph: Graph, today: date) -> dict[int, list[Duty]]:
    """Return the duties that each of ``parents`` set, in two queries at most.

    Duties of bodies that ended are their heirs' and stand once for each heir, the earliest term kept.
    """
    known = {each.pk: each for each in parents[:_MAX_PARENTS]}
    rows = list(Expectation.objects.filter(document_id__in=list(known)).select_related("organisation"))
    if not rows:
        return {}
    family = lineage.read()
    found: dict[int, dict[int, Duty]] = {}
    for row in rows:
        parent = known[row.document_id]
        asked = lineage.body_of(row.organisation)
        for body in family.bearers(asked, today):
            duty = Duty(parent, body, today, row.due_on, _note(asked, body, family, today), row.quote)
            mine = found.setdefault(parent.pk, {})
            mine[body.pk] = _one_of(mine.get(body.pk), duty)
    return {pk: _answered(known[pk], mine.values(), graph, family) for pk, mine in found.items()}


def _note(asked: Body, body: Body, family: Lineage, today: date) -> str:
    if body.pk != asked.pk:
        return f"từ {asked.name}"
    end = family.ended_by(asked.pk, today)
    return f"kết thúc hoạt động ngày {end:%d/%m/%Y}" if end else ""


def _one_of(first: Duty | None, second: Duty) -> Duty:
    """Return one duty for the two that came to one body."""
    if first is None:
        return second
    terms = [each.due_on for each in (first, second) if each.due_on]
    notes = dict.fromkeys(each.note for each in (first, second) if each.note)
    return Duty(
        first.parent, first.body, first.today, min(terms, default=None), "; ".join(notes), first.quote or second.quote
    )


def _answered(parent: OfficialDocument, duties: Iterable[Duty], graph: Graph, family: Lineage) -> list[Duty]:
    issued: dict[int, tuple[OfficialDocument, bool]] = {}
    for child, confirmed in sorted(graph.below(parent.pk), key=_first):
        if child.issuer_id is not None:
            issued.setdefault(child.issuer_id, (child, confirmed))
    done = []
    for duty in duties:
        answers = [issued[pk] for pk in family.answers_for(duty.body.pk) if pk in issued]
        if answers:
            answer, confirmed = min(answers, key=_first)
            duty = replace(duty, answer=answer, confirmed=confirmed)
        done.append(duty)
    return done


def _first(pair: tuple[OfficialDocument, bool]) -> tuple[bool, date, int]:
    """Confirmed answers lead, then the earliest."""
    document, confirmed = pair
    return not confirmed, document.issued_on or date.max, document.pk
