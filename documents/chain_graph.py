"""The documents that carry others out, as a graph: read in one query, bounded in depth and size, cycles and all.

An edge starts at the acting text. Only edges whose two ends everybody may read now are in a graph.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from documents.models import OfficialDocument, Relation
from documents.models.relations import CHAIN_KINDS
from documents.status import Day

MAX_DEPTH = 8
MAX_EDGES = 3_000
_KINDS = [kind.value for kind in CHAIN_KINDS]
_HEAVY = [
    f"{end}__{name}"
    for end in ("from_document", "to_document", "told_by")
    for name in ("body_text", "body_nodes", "folded")
]

# The ids of the relations above and below one document; the same words for SQLite and PostgreSQL.
_AROUND = """
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
AND (
    r.from_document_id IN (SELECT id FROM up) OR r.to_document_id IN (SELECT id FROM down)
    OR (r.to_document_id IS NULL AND r.from_document_id IN (SELECT id FROM down))
)
"""
_BELOW = """
WITH RECURSIVE
down(id, depth) AS (
    SELECT d.id, 0 FROM documents_officialdocument d WHERE d.id IN ({roots})
    UNION
    SELECT r.from_document_id, down.depth + 1
    FROM documents_relation r
    JOIN down ON r.to_document_id = down.id
    WHERE r.kind IN (%s, %s, %s) AND r.state <> 'rejected' AND down.depth < %s
)
SELECT r.id FROM documents_relation r
WHERE r.kind IN (%s, %s, %s) AND r.state <> 'rejected' AND r.to_document_id IN (SELECT id FROM down)
"""

Edge = tuple[OfficialDocument, Relation]


@dataclass(frozen=True, slots=True)
class Graph:
    """Public documents by key, and the edges between them; ``cut`` where there were more than a graph holds."""

    documents: dict[int, OfficialDocument] = field(default_factory=dict)
    parents: dict[int, list[Edge]] = field(default_factory=dict)
    children: dict[int, list[Edge]] = field(default_factory=dict)
    wanted: dict[int, list[Relation]] = field(default_factory=dict)
    """What public documents carry out besides, and the archive does not hold."""
    cut: bool = False

    def below(self, pk: int) -> Iterator[tuple[OfficialDocument, bool]]:
        """Yield every document under ``pk`` once, the nearest first, and whether all edges on the way are confirmed."""
        seen = {pk}
        waiting = [(pk, True)]
        for _ in range(MAX_DEPTH):
            following: list[tuple[int, bool]] = []
            for at, confirmed in waiting:
                for child, relation in self.children.get(at, ()):
                    if child.pk not in seen:
                        seen.add(child.pk)
                        following.append((child.pk, confirmed and relation.is_confirmed))
                        yield child, following[-1][1]
            waiting = following


def relations_around(document: OfficialDocument) -> QuerySet[Relation]:
    """Return every relation of the document and of its implementation tree, in one query with both ends."""
    parameters = [document.pk, *_KINDS, MAX_DEPTH, document.pk, *_KINDS, MAX_DEPTH, *_KINDS]
    sql = _AROUND if connection.vendor != "sqlite" else _AROUND.replace("bigint", "integer")
    own = Q(from_document=document) | Q(to_document=document)
    return _with_ends(own | Q(pk__in=_raw(sql, parameters)))


def below(roots: Sequence[int]) -> Graph:
    """Return the graph under all of ``roots``, in one query."""
    if not roots:
        return Graph()
    places = ", ".join(["%s"] * len(roots))
    edges = _raw(_BELOW.format(roots=places), [*roots, *_KINDS, MAX_DEPTH, *_KINDS])
    rows = list(_with_ends(Q(pk__in=edges)).order_by("pk")[: MAX_EDGES + 1])
    return graph_of(rows[:MAX_EDGES], cut=len(rows) > MAX_EDGES)


def graph_of(relations: Iterable[Relation], *, cut: bool = False) -> Graph:
    """Return the graph that ``relations`` make: of the kinds that carry out, between public documents."""
    graph = Graph(cut=cut)
    for relation in relations:
        low, high = relation.from_document, relation.to_document
        if relation.kind in CHAIN_KINDS and high is None and low.is_public:
            graph.wanted.setdefault(low.pk, []).append(relation)
        if relation.kind not in CHAIN_KINDS or high is None or not (low.is_public and high.is_public):
            continue
        low, high = (graph.documents.setdefault(each.pk, each) for each in (low, high))
        graph.parents.setdefault(low.pk, []).append((high, relation))
        graph.children.setdefault(high.pk, []).append((low, relation))
    for edges in (*graph.parents.values(), *graph.children.values()):
        edges.sort(key=_oldest)
    return graph


def _oldest(edge: Edge) -> tuple[date, int]:
    # Of a year or a month only its end is sure to have come.
    day, precision = edge[0].issued_on, edge[0].issued_precision
    return Day(day, precision).last if day else date.max, edge[0].pk


def _raw(sql: str, parameters: list[Any]) -> RawSQL:
    return RawSQL(sql, parameters)  # noqa: S611 - the words are ours, the values are parameters


def _with_ends(wanted: Q) -> QuerySet[Relation]:
    return (
        Relation.objects.shown().filter(wanted)
        .select_related(
            "from_document__type", "from_document__issuer", "to_document__type", "to_document__issuer", "told_by"
        )
        .defer(*_HEAVY)
    )  # fmt: skip
