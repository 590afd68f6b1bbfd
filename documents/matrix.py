"""The matrix of implementation: bodies down, the documents that asked them across; issued, late, not yet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents import chain_graph, duties
from documents.duties import Duty, Standing
from documents.lineage import Body
from documents.models import OfficialDocument
from portal.organisations.models import Level
from portal.text.vietnamese import sort_key

MAX_COLUMNS = 12
MAX_BODIES = 600
LEVEL_ORDER = {level: place for place, level in enumerate(Level.values)}


@dataclass(frozen=True, slots=True)
class Line:
    """One body: its duty in every column, ``None`` where that document did not ask it."""

    body: Body
    cells: tuple[Duty | None, ...]
    missing: int
    overdue: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One document that asked, with how many it asked and how many have nothing yet."""

    document: OfficialDocument
    asked: int
    missing: int
    terms: tuple[date, ...] = ()

    @property
    def term_words(self) -> str:
        """The term that it set, in words; the first and the last where bodies have different ones."""
        if not self.terms:
            return "không đặt hạn"
        days = list(dict.fromkeys(f"{day:%d/%m/%Y}" for day in (self.terms[0], self.terms[-1])))
        return f"hạn {' đến '.join(days)}"


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table as of ``today``; ``levels`` are those that may be chosen, with how many bodies each has."""

    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()
    totals: tuple[tuple[Standing, int], ...] = ()
    levels: tuple[tuple[str, str, int], ...] = ()
    today: date | None = None
    cut: bool = False

    @property
    def missing(self) -> int:
        """How many duties have nothing yet."""
        return sum(line.missing for line in self.lines)

    @property
    def asked(self) -> int:
        """How many duties there are."""
        return sum(count for _, count in self.totals)


def under(
    document: OfficialDocument, today: date, *, level: str = "", only_gaps: bool = False, by_name: bool = False
) -> Matrix:
    """Return the matrix of ``document`` and all that carry it out: whoever of these asked somebody is a column.

    ``level`` keeps the bodies of one tier, ``only_gaps`` those with something missing; most gaps first, or ``by_name``.
    """
    graph = chain_graph.below([document.pk])
    family = [document, *(child for child, _ in graph.below(document.pk))]
    asked = duties.of(family, graph, today)
    parents = [each for each in family if asked.get(each.pk)]
    return _laid_out(parents, asked, today, (level, only_gaps, by_name), graph.cut)


def _laid_out(
    parents: Sequence[OfficialDocument],
    asked: dict[int, list[Duty]],
    today: date,
    wanted: tuple[str, bool, bool],
    cut: bool,
) -> Matrix:
    level, only_gaps, by_name = wanted
    shown = sorted(parents[:MAX_COLUMNS], key=lambda each: (each.issued_on or date.max, each.pk))
    place = {each.pk: at for at, each in enumerate(shown)}
    bodies: dict[int, Body] = {}
    cells: dict[int, list[Duty | None]] = {}
    for parent in shown:
        for duty in asked[parent.pk]:
            bodies[duty.body.pk] = duty.body
            cells.setdefault(duty.body.pk, [None] * len(shown))[place[parent.pk]] = duty
    levels = Counter(body.level for body in bodies.values())
    lines = [_line(body, tuple(cells[pk])) for pk, body in bodies.items() if level in ("", body.level)]
    lines = sorted((line for line in lines if line.missing or not only_gaps), key=_by_name if by_name else _most_gaps)
    kept = lines[:MAX_BODIES]
    counted = Counter(cell.standing for line in kept for cell in line.cells if cell is not None)
    return Matrix(
        columns=tuple(_column(each, at, kept) for each, at in zip(shown, range(len(shown)), strict=True)),
        lines=tuple(kept),
        totals=tuple((standing, counted[standing]) for standing in Standing),
        levels=tuple(
            (value, str(Level(value).label), levels[value]) for value in sorted(levels, key=lambda v: LEVEL_ORDER[v])
        ),
        today=today,
        cut=cut or len(parents) > MAX_COLUMNS or len(lines) > MAX_BODIES,
    )


def _line(body: Body, cells: tuple[Duty | None, ...]) -> Line:
    standings = [cell.standing for cell in cells if cell is not None]
    overdue = standings.count(Standing.OVERDUE)
    notes = dict.fromkeys(cell.note for cell in cells if cell is not None and cell.note)
    return Line(body, cells, overdue + standings.count(Standing.OPEN), overdue, "; ".join(notes))


def _column(document: OfficialDocument, place: int, lines: Sequence[Line]) -> Column:
    mine = [cell for line in lines if (cell := line.cells[place]) is not None]
    terms = sorted({cell.due_on for cell in mine if cell.due_on})
    return Column(document, len(mine), sum(1 for cell in mine if cell.answer is None), tuple(terms))


def _most_gaps(line: Line) -> tuple[int, int, int, str]:
    return -line.missing, -line.overdue, LEVEL_ORDER[line.body.level], sort_key(line.body.name)


def _by_name(line: Line) -> tuple[int, str]:
    return LEVEL_ORDER[line.body.level], sort_key(line.body.name)
