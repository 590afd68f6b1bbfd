"""The implementation tree: who carried a document out, when, and who has not.

An edge starts at the acting text, so a document's parents are the far ends of its edges. The tree of
a page shows the line up to the root, the document itself, and everything below it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from documents.models import DatePrecision, Expectation, OfficialDocument, Relation, RelationState
from documents.models.relations import CHAIN_KINDS

MAX_ROWS = 300
_MAX_DEPTH = 8

# The ids of the relations above and below one document; the same words for SQLite and PostgreSQL.
_EDGES = """
WITH RECURSIVE
up(id, depth) AS (
    SELECT CAST(%s AS bigint), 0
    UNION
    SELECT r.to_document_id, up.depth + 1
    FROM documents_relation r
    JOIN up ON r.from_document_id = up.id
    WHERE r.to_document_id IS NOT NULL AND r.kind IN (%s, %s, %s) AND r.state <> 'rejected' AND up.depth < %s
),
down(id, depth) AS (
    SELECT CAST(%s AS bigint), 0
    UNION
    SELECT r.from_document_id, down.depth + 1
    FROM documents_relation r
    JOIN down ON r.to_document_id = down.id
    WHERE r.kind IN (%s, %s, %s) AND r.state <> 'rejected' AND down.depth < %s
)
SELECT r.id FROM documents_relation r
WHERE r.kind IN (%s, %s, %s) AND r.state <> 'rejected'
AND (r.from_document_id IN (SELECT id FROM up) OR r.to_document_id IN (SELECT id FROM down))
"""


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One row of the tree: a document, or a gap where one is expected (``document`` is ``None``)."""

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
        if not row.is_gap or row.due_on is None or self.today is None or row.due_on >= self.today:
            return None
        return (self.today - row.due_on).days


def relations_around(document: OfficialDocument) -> QuerySet[Relation]:
    """Return every relation of the document and of its implementation tree, in one query with both ends."""
    kinds = [kind.value for kind in CHAIN_KINDS]
    parameters = [document.pk, *kinds, _MAX_DEPTH, document.pk, *kinds, _MAX_DEPTH, *kinds]
    sql = _EDGES if connection.vendor != "sqlite" else _EDGES.replace("bigint", "integer")
    edges = RawSQL(sql, parameters)  # noqa: S611 - the words are ours, the values are parameters
    heavy = [
        f"{end}__{field}" for end in ("from_document", "to_document") for field in ("body_text", "body_nodes", "folded")
    ]
    return (
        Relation.objects.filter(Q(from_document=document) | Q(to_document=document) | Q(pk__in=edges))
        .exclude(state=RelationState.REJECTED)
        .select_related(
            "from_document__type", "from_document__issuer", "to_document__type", "to_document__issuer"
        )
        .defer(*heavy)
    )  # fmt: skip


def build(document: OfficialDocument, relations: Iterable[Relation], today: date) -> Chain:
    """Return the tree of ``document`` from the relations around it; one query more, for what is expected."""
    parents, children = _edges(relations)
    tree = _line_up(document, parents)
    below = _below(document, children, depth=len(tree) - 1)
    ids = [document.pk, *(row.document.pk for row in below if row.document is not None)]
    expectations: dict[int, list[Expectation]] = {}
    for expectation in Expectation.objects.filter(document_id__in=ids[:MAX_ROWS]).select_related("organisation"):
        expectations.setdefault(expectation.document_id, []).append(expectation)
    rows = [
        _row(each, relation, depth, tree[depth - 1][0] if depth else None, current=each is document)
        for depth, (each, relation) in enumerate(tree)
    ]
    rows += below
    answered = {(row.parent_pk, row.issuer_pk) for row in _answers(relations)}
    rows = _with_gaps(rows, expectations, answered)
    rows = [replace(row, strip=place) for row, place in zip(rows, _strip(rows, today), strict=True)]
    asked = [(each.document_id, each.organisation_id) for group in expectations.values() for each in group]
    missing = sum(1 for row in rows if row.is_gap)
    root = tree[0][0] if len(tree) > 1 else None
    return Chain(
        rows=tuple(rows[:MAX_ROWS]),
        expected=len(asked),
        issued=len(asked) - missing,
        missing=missing,
        days_from_root=_days(root, document),
        root=root,
        years=_years(rows, today),
        today=today,
        cut=len(rows) > MAX_ROWS,
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    parent_pk: int
    issuer_pk: int | None


Edges = dict[int, list[tuple[OfficialDocument, Relation]]]


def _edges(relations: Iterable[Relation]) -> tuple[Edges, Edges]:
    parents: Edges = {}
    children: Edges = {}
    for relation in relations:
        if relation.kind not in CHAIN_KINDS or relation.to_document is None:
            continue
        if relation.from_document.is_public and relation.to_document.is_public:
            parents.setdefault(relation.from_document_id, []).append((relation.to_document, relation))
            children.setdefault(relation.to_document.pk, []).append((relation.from_document, relation))
    return parents, children


def _answers(relations: Iterable[Relation]) -> Iterable[_Answer]:
    for relation in relations:
        if relation.kind in CHAIN_KINDS and relation.to_document_id and relation.from_document.is_public:
            yield _Answer(relation.to_document_id, relation.from_document.issuer_id)


def _line_up(document: OfficialDocument, parents: Edges) -> list[tuple[OfficialDocument, Relation | None]]:
    """Return root … document, each with its relation to the one before it."""
    line: list[tuple[OfficialDocument, Relation | None]] = []
    seen = {document.pk}
    at = document
    while True:
        following = [pair for pair in parents.get(at.pk, []) if pair[0].pk not in seen]
        if not following:
            return [(at, None), *line]
        # The nearest parent: a plan names the programme it carries out beside the root of all.
        parent, relation = max(following, key=lambda pair: (pair[0].issued_on or date.min, pair[0].pk))
        seen.add(parent.pk)
        line.insert(0, (at, relation))
        at = parent


def _below(document: OfficialDocument, children: Edges, depth: int) -> list[ChainRow]:
    rows: list[ChainRow] = []
    seen = {document.pk}

    def walk(parent: OfficialDocument, level: int) -> None:
        for child, relation in _nearest(parent, children):
            if child.pk in seen or len(rows) > MAX_ROWS:
                continue
            seen.add(child.pk)
            rows.append(_row(child, relation, level, parent))
            walk(child, level + 1)

    walk(document, depth + 1)
    return rows


def _nearest(parent: OfficialDocument, children: Edges) -> list[tuple[OfficialDocument, Relation]]:
    # A child that also implements one of its siblings stands below that sibling, not beside it.
    found = children.get(parent.pk, [])
    ids = {child.pk for child, _ in found}
    deeper = {child.pk for sibling in ids for child, _ in children.get(sibling, []) if child.pk in ids}
    kept = [pair for pair in found if pair[0].pk not in deeper]
    return sorted(kept, key=lambda pair: (pair[0].issued_on or date.max, pair[0].pk))


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
        quote=relation.quote if relation else "",
        current=current,
        exact=_is_exact(each) and (parent is None or _is_exact(parent)),
    )


def _is_exact(document: OfficialDocument) -> bool:
    return document.issued_precision == DatePrecision.DAY


def _with_gaps(
    rows: list[ChainRow], expectations: dict[int, list[Expectation]], answered: set[tuple[int, int | None]]
) -> list[ChainRow]:
    found: list[ChainRow] = []
    waiting: list[tuple[int, list[ChainRow]]] = []
    for row in rows:
        while waiting and waiting[-1][0] >= row.depth:
            found += waiting.pop()[1]
        found.append(row)
        if row.document is None:
            continue
        gaps = [
            ChainRow(row.depth + 1, None, each.organisation.latest_name, parent_on=row.issued_on, due_on=each.due_on)
            for each in expectations.get(row.document.pk, [])
            if (row.document.pk, each.organisation_id) not in answered
        ]
        waiting.append((row.depth, gaps))
    while waiting:
        found += waiting.pop()[1]
    return found


def _days(root: Any, document: OfficialDocument) -> int | None:
    if root is None or root.issued_on is None or document.issued_on is None:
        return None
    if not (_is_exact(root) and _is_exact(document)):
        return None
    return (document.issued_on - root.issued_on).days


def _span(rows: list[ChainRow], today: date) -> tuple[int, int]:
    days = [day for row in rows for day in (row.issued_on, row.parent_on) if day]
    first = min(days, default=today)
    return date(first.year, 1, 1).toordinal(), date(max([*days, today]).year, 12, 31).toordinal()


def _strip(rows: list[ChainRow], today: date) -> list[tuple[float, float]]:
    first, last = _span(rows, today)

    def at(day: date | None) -> float:
        return round(100 * (day.toordinal() - first) / (last - first), 2) if day else 0.0

    return [
        (at(row.parent_on or row.issued_on), at(today if row.is_gap else (row.issued_on or row.parent_on)))
        for row in rows
    ]


def _years(rows: list[ChainRow], today: date) -> tuple[tuple[int, float], ...]:
    first, last = _span(rows, today)
    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    step = max(1, len(years) // 8)
    return tuple(
        (year, round(100 * (date(year, 1, 1).toordinal() - first) / (last - first), 2)) for year in years[::step]
    )
