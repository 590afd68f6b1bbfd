"""The implementation tree: who carried a document out, when, and who has not.

An edge starts at the acting text, so a document's parents are the far ends of its edges. The tree of
a page shows the line up to the root, the document itself, and everything below it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from documents import chain_graph, chain_strip, duties
from documents.chain_graph import Edge, Graph, relations_around
from documents.duties import Duty, Standing, days_between, is_exact
from documents.models import OfficialDocument, Relation
from documents.status import Day

MAX_ROWS = 300
_WANTED_TOLD = 3

__all__ = ["MAX_ROWS", "Chain", "ChainRow", "build", "relations_around"]


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One row of the tree: a document, or a gap where one is expected (``document`` is ``None``).

    ``duty`` is what the row's body was asked to do, where it was asked: for a gap always.
    """

    depth: int
    document: OfficialDocument | None
    body: str
    issued_on: date | None = None
    parent_on: date | None = None
    due_on: date | None = None
    confirmed: bool = True
    current: bool = False
    quote: str = ""
    strip: tuple[float, float] = (0.0, 0.0)
    exact: bool = True
    is_span: bool = False
    level: str = ""
    note: str = ""
    duty: Duty | None = None
    parent: OfficialDocument | None = None

    @property
    def days(self) -> int | None:
        """Days since the parent was issued, where both days are known and not only a month or a year."""
        if self.issued_on is None or self.parent_on is None or not self.exact:
            return None
        return (self.issued_on - self.parent_on).days

    @property
    def is_gap(self) -> bool:
        """Whether the archive holds nothing from a body that was expected to act."""
        return self.document is None

    @property
    def days_late(self) -> int:
        """Days after the term of what the body was asked; 0 in time, without a term, or where nobody asked."""
        return self.duty.days_late if self.duty else 0


@dataclass(frozen=True, slots=True)
class Chain:
    """The tree of a document with its figures; ``years`` label the time strip."""

    rows: tuple[ChainRow, ...] = ()
    expected: int = 0
    issued: int = 0
    missing: int = 0
    days_from_root: int | None = None
    root: OfficialDocument | None = None
    years: tuple[tuple[int, float], ...] = ()
    today: date | None = None
    cut: bool = False

    @property
    def is_worth_showing(self) -> bool:
        """Whether there is more than the document itself."""
        return len(self.rows) > 1

    def overdue(self, row: ChainRow) -> int | None:
        """Return by how many days a gap is overdue today."""
        return row.days_late or None if row.is_gap else None

    @property
    def late(self) -> int:
        """How many gaps are past their term."""
        return sum(1 for row in self.rows if row.duty and row.duty.standing is Standing.OVERDUE)


def build(document: OfficialDocument, relations: Iterable[Relation], today: date) -> Chain:
    """Return the tree of ``document`` from the relations around it; two queries more, for what is expected."""
    graph = chain_graph.graph_of(relations)
    line = _line_up(document, graph)
    below = _below(document, graph, depth=len(line) - 1)
    parents = [document, *(row.document for row in below if row.document is not None)]
    asked = duties.of(parents[:MAX_ROWS], graph, today)
    rows = [
        _row(each, relation, depth, line[depth - 1][0] if depth else None, current=each is document)
        for depth, (each, relation) in enumerate(line)
    ]
    rows = [_with_wanted(row, graph) for row in _with_gaps([*rows, *below], asked)]
    scale = chain_strip.span([day for row in rows for day in (row.issued_on, row.parent_on)], today)
    rows = [replace(row, strip=_strip(row, scale, today)) for row in rows]
    all_duties = [duty for mine in asked.values() for duty in mine]
    missing = sum(1 for duty in all_duties if duty.answer is None)
    root = line[0][0] if len(line) > 1 else None
    return Chain(
        rows=tuple(rows[:MAX_ROWS]),
        expected=len(all_duties),
        issued=len(all_duties) - missing,
        missing=missing,
        days_from_root=days_between(root, document),
        root=root,
        years=chain_strip.years(scale),
        today=today,
        cut=len(rows) > MAX_ROWS,
    )


def _line_up(document: OfficialDocument, graph: Graph) -> list[tuple[OfficialDocument, Relation | None]]:
    """Return root … document, each with its relation to the one before it."""
    line: list[tuple[OfficialDocument, Relation | None]] = []
    seen = {document.pk}
    at = document
    while True:
        following = [edge for edge in graph.parents.get(at.pk, ()) if edge[0].pk not in seen]
        if not following:
            return [(at, None), *line]
        # The nearest parent: a plan names the programme it carries out beside the root of all.
        parent, relation = max(following, key=lambda edge: (edge[0].issued_on or date.min, edge[0].pk))
        seen.add(parent.pk)
        line.insert(0, (at, relation))
        at = parent


def _below(document: OfficialDocument, graph: Graph, depth: int) -> list[ChainRow]:
    rows: list[ChainRow] = []
    seen = {document.pk}
    # A stack and not a recursion; the youngest of a level is put first, so that the oldest comes out first.
    waiting = [(child, relation, document, depth + 1) for child, relation in reversed(_nearest(document, graph))]
    while waiting and len(rows) <= MAX_ROWS:
        child, relation, parent, level = waiting.pop()
        if child.pk in seen:
            continue
        seen.add(child.pk)
        rows.append(_row(child, relation, level, parent))
        if level - depth < chain_graph.MAX_DEPTH:
            waiting += [(each, edge, child, level + 1) for each, edge in reversed(_nearest(child, graph))]
    return rows


def _nearest(parent: OfficialDocument, graph: Graph) -> list[Edge]:
    # A child that also implements one of its siblings stands below that sibling, not beside it.
    found = graph.children.get(parent.pk, [])
    ids = {child.pk for child, _ in found}
    deeper = {child.pk for sibling in ids for child, _ in graph.children.get(sibling, ()) if child.pk in ids}
    # In a circle every child stands below another: then all are kept.
    return [edge for edge in found if edge[0].pk not in deeper] or found


def _row(
    each: OfficialDocument,
    relation: Relation | None,
    depth: int,
    parent: OfficialDocument | None,
    current: bool = False,
) -> ChainRow:
    return ChainRow(
        depth=depth,
        document=each,
        body=each.issuer.latest_name if each.issuer else each.issuer_text,
        issued_on=each.issued_on,
        parent_on=parent.issued_on if parent else None,
        confirmed=relation.is_confirmed if relation else True,
        quote=relation.shown_quote if relation else "",
        current=current,
        exact=is_exact(each) and (parent is None or is_exact(parent)),
        is_span=each.issued_on is not None and not is_exact(each),
        level=each.issuer.level if each.issuer else "",
        parent=parent,
    )


def _gap(duty: Duty, depth: int) -> ChainRow:
    return ChainRow(
        depth, None, duty.body.name, parent_on=duty.parent.issued_on, due_on=duty.due_on, quote=duty.quote,
        level=duty.body.level, note=duty.note, duty=duty, parent=duty.parent,
    )  # fmt: skip


def _with_gaps(rows: list[ChainRow], asked: dict[int, list[Duty]]) -> list[ChainRow]:
    """Put every gap after the last row under its parent, and tell the rows that answer a duty which one."""
    answers: dict[int, Duty] = {}
    for mine in asked.values():
        for duty in mine:
            if duty.answer is not None:
                answers.setdefault(duty.answer.pk, duty)
    found: list[ChainRow] = []
    waiting: list[tuple[int, list[ChainRow]]] = []
    for row in rows:
        while waiting and waiting[-1][0] >= row.depth:
            found += waiting.pop()[1]
        if row.document is None:
            continue
        done = answers.get(row.document.pk)
        found.append(replace(row, duty=done, due_on=done.due_on, note=done.note) if done else row)
        gaps = [_gap(each, row.depth + 1) for each in asked.get(row.document.pk, ()) if each.answer is None]
        waiting.append((row.depth, gaps))
    while waiting:
        found += waiting.pop()[1]
    return found


def _with_wanted(row: ChainRow, graph: Graph) -> ChainRow:
    """Say beside a row which other documents it carries out that the archive does not hold."""
    if row.document is None or row.document.pk not in graph.wanted:
        return row
    told = []
    for relation in graph.wanted[row.document.pk][:_WANTED_TOLD]:
        day = f" ngày {relation.to_issued_on:%d/%m/%Y}" if relation.to_issued_on else ""
        verb = str(relation.get_kind_display()).lower()
        told.append(f"còn {verb} {relation.to_symbol or relation.to_title}{day}, kho chưa có")
    return replace(row, note="; ".join([*([row.note] if row.note else []), *told]))


def _strip(row: ChainRow, scale: tuple[int, int], today: date) -> tuple[float, float]:
    if row.is_span and row.document is not None and row.issued_on is not None:
        day = Day(row.issued_on, row.document.issued_precision)
        begins = max(day.first, min(row.parent_on or day.first, day.last))
        return chain_strip.place(begins, scale), chain_strip.place(day.last, scale)
    start = chain_strip.place(row.parent_on or row.issued_on, scale)
    return start, chain_strip.place(today if row.is_gap else (row.issued_on or row.parent_on), scale)
