"""The worklist of proposed relations: what waits, one at a time with its sentence, and taking a decision back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from documents.citation_words import date_words, heading
from documents.linking import SOURCE
from documents.models import OfficialDocument, Relation, RelationKind, RelationState
from documents.models.relations import INVERSE_LABELS
from documents.refusals import ArchiveRefusal
from portal.audit.record import record

LISTED = 12
_UNDO_WITHIN = timedelta(days=1)
_AROUND = 220
_ENDS = {"co": "Có trong kho", "thieu": "Chưa có trong kho"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the worklist is looked at: a kind of relation, and whether the far end is in the archive."""

    kind: str = ""
    far: str = ""

    @classmethod
    def read(cls, values: Mapping[str, str]) -> "Filters":
        """Return the filters of a query; what is unknown is left out."""
        kind, far = values.get("loai", ""), values.get("kia", "")
        return cls(kind if kind in RelationKind.values else "", far if far in _ENDS else "")

    def query(self, **more: str) -> str:
        """Return the filters as a query, with ``more``."""
        chosen = {"loai": self.kind, "kia": self.far, **more}
        return urlencode({name: value for name, value in chosen.items() if value})

    def condition(self) -> Q:
        """Return the condition on proposed relations."""
        found = Q(state=RelationState.PROPOSED)
        if self.kind:
            found &= Q(kind=self.kind)
        if self.far:
            found &= Q(to_document__isnull=self.far == "thieu")
        return found


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter with how many relations wait under it."""

    label: str
    query: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Head:
    """What the screen prints of one end."""

    document: OfficialDocument | None
    heading: str
    subject: str
    issuer: str
    day: str
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words of the proposal among those around them; ``told_by`` names the text if it is not the acting one's."""

    before: str
    marked: str
    after: str
    told_by: str = ""


def rows(filters: Filters) -> QuerySet[Relation]:
    """Return the proposed relations, those of one text in a row."""
    related = ("from_document__type", "from_document__issuer", "to_document__type", "to_document__issuer")
    found = Relation.objects.filter(filters.condition()).select_related(*related)
    return found.order_by("from_document_id", "start", "pk")


def after(relation: Relation, filters: Filters) -> Relation | None:
    """Return the relation that stands behind this one in the worklist, else the first."""
    behind = Q(from_document_id__gt=relation.from_document_id) | Q(
        from_document_id=relation.from_document_id, pk__gt=relation.pk
    )
    others = Relation.objects.filter(filters.condition()).exclude(pk=relation.pk).order_by("from_document_id", "pk")
    return others.filter(behind).first() or others.first()


def choices(filters: Filters) -> tuple[list[Choice], list[Choice], int]:
    """Return the kinds and the far ends with their counts, and how many relations wait in all, with one query."""
    groups = Relation.objects.filter(state=RelationState.PROPOSED).order_by()
    counted = groups.values("kind").annotate(all=Count("pk"), held=Count("to_document"))
    found = {row["kind"]: row for row in counted}
    kinds = [
        Choice(
            str(kind.label), Filters(kind.value, filters.far).query(), found[kind.value]["all"], kind == filters.kind
        )
        for kind in RelationKind
        if kind.value in found
    ]
    within = [row for kind, row in found.items() if not filters.kind or kind == filters.kind]
    held, every = sum(row["held"] for row in within), sum(row["all"] for row in within)
    ends = [
        Choice(label, Filters(filters.kind, far).query(), held if far == "co" else every - held, far == filters.far)
        for far, label in _ENDS.items()
    ]
    return kinds, ends, sum(row["all"] for row in found.values())


def heads(relation: Relation) -> tuple[Head, Head]:
    """Return both ends."""
    other = relation.to_document
    if other is not None:
        return _head(relation.from_document), _head(other)
    day = f"{relation.to_issued_on:%d/%m/%Y}" if relation.to_issued_on else ""
    return _head(relation.from_document), Head(None, relation.to_symbol or "Văn bản", relation.to_title, "", day)


def inverse_label(relation: Relation) -> str:
    """Return the words for the relation seen from its far end."""
    return INVERSE_LABELS[RelationKind(relation.kind)]


def excerpt(relation: Relation) -> Excerpt:
    """Return the sentence that the proposal was read in, with what stands around it."""
    text, start, end = relation.from_document.body_text, relation.start, relation.end
    if start is None or end is None or text[start:end] != relation.quote:
        told = relation.source.removeprefix(f"{SOURCE}: ") if relation.source.startswith(f"{SOURCE}: ") else ""
        return Excerpt("", relation.quote, "", told)
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = "… " + before.partition(" ")[2]
    if end + _AROUND < len(text):
        behind = behind.rpartition(" ")[0] + " …"
    return Excerpt(before, relation.quote, behind)


def last_decision(user: Any) -> Relation | None:
    """Return the proposal that ``user`` decided last and may still take back."""
    decided = Relation.objects.filter(decided_by=user, decided_at__gt=timezone.now() - _UNDO_WITHIN)
    decided = decided.filter(source__startswith=SOURCE).exclude(state=RelationState.PROPOSED)
    return decided.select_related("from_document").order_by("-decided_at").first()


def take_back(*, relation: Relation, by: Any) -> Relation:
    """Make a decided proposal a proposal again. Raises :class:`ArchiveRefusal` for another person's decision."""
    with transaction.atomic():
        row = Relation.objects.select_for_update().get(pk=relation.pk)
        if row.decided_by_id != by.pk or row.state == RelationState.PROPOSED or not row.source.startswith(SOURCE):
            raise ArchiveRefusal("Chỉ hoàn tác được quyết định của chính bạn về quan hệ do máy đề xuất.")
        former = row.state
        row.state, row.decided_by, row.decided_at = RelationState.PROPOSED, None, None
        row.save(update_fields=["state", "decided_by", "decided_at"])
        record("documents.relation.reopened", actor=by, obj=row, data={"was": former})
    return row


def _head(document: OfficialDocument) -> Head:
    issuer = document.issuer.latest_name if document.issuer else document.issuer_text
    subject = document.subject or document.title
    return Head(document, heading(document), subject, issuer, date_words(document), document.is_public)
