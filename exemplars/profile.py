"""What an exemplar's page prints beside its own fields, read with a constant number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, QuerySet, When, prefetch_related_objects
from django.http import HttpRequest
from django.utils.safestring import SafeString

from exemplars.models import Award, ExemplarKind, ExemplarPage, ExemplarResult, InitiativeStage, ReplicationStep
from exemplars.stages import Stage
from portal.pages.links import render_body

NEIGHBOURS = 3


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy that the exemplar illustrates; without ``url`` the archive has no copy that may be shown."""

    symbol: str
    url: str
    day: date | None
    clause: str
    note: str


@dataclass(frozen=True, slots=True)
class StageRow:
    """One step of the initiative's way; ``reached`` is ``None`` for those still ahead."""

    label: str
    reached: InitiativeStage | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another exemplar of the same field."""

    title: str
    url: str
    position: str
    summary: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that the template prints beside the page's own fields."""

    deed: SafeString
    results: tuple[ExemplarResult, ...]
    sources: tuple[str, ...]
    steps: tuple[ReplicationStep, ...]
    awards: tuple[Award, ...]
    policies: tuple[PolicyRow, ...]
    stages: tuple[StageRow, ...]
    neighbours: tuple[Neighbour, ...]
    recheck_on: date | None
    is_person: bool


def context(exemplar: ExemplarPage, request: HttpRequest) -> dict[str, Any]:
    """Return what the exemplar's template is given."""
    return {"profile": profile(exemplar)}


def profile(exemplar: ExemplarPage) -> Profile:
    """Return the parts of ``exemplar``."""
    neighbours = _neighbours(exemplar)
    pictures = [block.value["image"] for block in exemplar.deed if block.block_type == "picture"]
    shown = [picture for picture in [exemplar.portrait, *pictures] if picture is not None]
    if shown:
        prefetch_related_objects(shown, "renditions")
    results = tuple(exemplar.results.all())
    return Profile(
        deed=render_body(exemplar.deed),
        results=results,
        sources=tuple(dict.fromkeys(result.source for result in results)),
        steps=tuple(exemplar.steps.all()),
        awards=tuple(_loaded(exemplar.awards.all(), "document", "revoking_document")),
        policies=_policies(exemplar),
        stages=_stages(exemplar),
        neighbours=neighbours,
        recheck_on=exemplar.recheck_on,
        is_person=exemplar.kind == ExemplarKind.PERSON,
    )


def _loaded(rows: Any, *related: str) -> list[Any]:
    """Return child rows with what they refer to: in one query from the database, one by one from a revision."""
    return list(rows.select_related(*related) if isinstance(rows, QuerySet) else rows)


def _policies(exemplar: ExemplarPage) -> tuple[PolicyRow, ...]:
    found = []
    for row in _loaded(exemplar.illustrations.all(), "document"):
        document = row.document
        if document is not None and document.is_public:
            url = document.get_absolute_url() + (f"#{row.anchor}" if row.anchor else "")
            found.append(PolicyRow(document.symbol or row.symbol, url, document.issued_on, row.clause, row.note))
        elif row.symbol:
            found.append(PolicyRow(row.symbol, "", None, row.clause, row.note))
    return tuple(found)


def _stages(exemplar: ExemplarPage) -> tuple[StageRow, ...]:
    reached = {row.stage: row for row in _loaded(exemplar.stages.all(), "document")}
    if not reached:
        return ()
    return tuple(StageRow(str(label), reached.get(value)) for value, label in Stage.choices)


def _neighbours(exemplar: ExemplarPage) -> tuple[Neighbour, ...]:
    """Return others of the field; the same query brings the page's own portrait and place."""
    if not exemplar.pk or not exemplar.path:
        return ()
    siblings = ExemplarPage.objects.filter(
        path__startswith=exemplar.path[: -ExemplarPage.steplen], depth=exemplar.depth, field=exemplar.field
    )
    itself_first = Case(When(pk=exemplar.pk, then=0), default=1)
    related = siblings.visible().select_related("portrait", "place").defer("deed")
    found = list(related.order_by(itself_first, "-year", "sort_key", "pk")[: NEIGHBOURS + 1])
    if found and found[0].pk == exemplar.pk:
        _share(found.pop(0), exemplar)
    return tuple(
        Neighbour(each.title, each.get_url() or "", each.position or each.unit_text, each.summary)
        for each in found[:NEIGHBOURS]
    )


def _share(row: ExemplarPage, exemplar: ExemplarPage) -> None:
    for name in ("portrait", "place"):
        if getattr(row, f"{name}_id") == getattr(exemplar, f"{name}_id"):
            setattr(exemplar, name, getattr(row, name))
