"""How far the documents of the centre have been carried out: one line for each that anything here answers or awaits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from documents import chain_graph, duties
from documents.duties import Standing
from documents.models import Expectation, OfficialDocument, Relation
from documents.models.document import DocumentQuerySet, now_public
from documents.models.relations import CHAIN_KINDS
from portal.organisations.models import Level

MAX_ROOTS = 50


@dataclass(frozen=True, slots=True)
class Progress:
    """A document of the centre: what was issued under it, who was asked, who has issued nothing yet."""

    document: OfficialDocument
    filed: int
    asked: int
    missing: int
    overdue: int
    latest: OfficialDocument | None = None

    @property
    def done(self) -> int:
        """How many of those asked have issued something."""
        return self.asked - self.missing

    @property
    def share(self) -> int:
        """The share of ``done`` in a hundred."""
        return round(100 * self.done / self.asked) if self.asked else 0


def central() -> DocumentQuerySet:
    """Return the public documents of central bodies that a public document carries out, or that ask somebody."""
    # Sets and not conditions on each document: the archive may hold tens of thousands of texts of the centre.
    acting = Relation.objects.shown().filter(
        now_public("from_document__"), to_document__isnull=False, kind__in=[kind.value for kind in CHAIN_KINDS]
    )
    asking = Expectation.objects.values("document_id")
    found = OfficialDocument.objects.visible().filter(
        Q(pk__in=acting.values("to_document_id")) | Q(pk__in=asking), issuer__level=Level.CENTRAL, parent_title=""
    )
    kept: DocumentQuerySet = found.for_rows()
    return kept


def of(roots: Sequence[OfficialDocument], today: date) -> list[Progress]:
    """Return the progress of each of ``roots``, in three queries; most overdue first, then most missing, newest."""
    graph = chain_graph.below([root.pk for root in roots[:MAX_ROOTS]])
    families = {root.pk: [root, *(child for child, _ in graph.below(root.pk))] for root in roots[:MAX_ROOTS]}
    everybody = list({each.pk: each for family in families.values() for each in family}.values())
    asked = duties.of(everybody, graph, today)
    lines = [_line(root, families[root.pk], asked) for root in roots[:MAX_ROOTS]]
    return sorted(lines, key=lambda line: (-line.overdue, -line.missing, -_day(line.document), line.document.pk))


def _line(root: OfficialDocument, family: list[OfficialDocument], asked: dict[int, list[duties.Duty]]) -> Progress:
    mine = [duty for each in family for duty in asked.get(each.pk, ())]
    standings = [duty.standing for duty in mine]
    overdue = standings.count(Standing.OVERDUE)
    dated = [each for each in family[1:] if each.issued_on]
    return Progress(
        root, len(family) - 1, len(mine), overdue + standings.count(Standing.OPEN), overdue,
        max(dated, key=lambda each: (_day(each), each.pk), default=None),
    )  # fmt: skip


def _day(document: OfficialDocument) -> int:
    return document.issued_on.toordinal() if document.issued_on else 0
