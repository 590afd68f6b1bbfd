"""Effect in law of stored documents: what the rows say goes to `documents.status`, its answer is kept on the row.

Only what readers may see counts: a confirmed relation of a document that is not public changes nothing yet.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone

from documents.models import DatePrecision, EffectDecision, OfficialDocument, Relation, RelationState
from documents.models.document import now_public
from documents.status import ACTING_KINDS, Act, Day, Decision, Facts, Standing, Stated, next_change, standing
from portal.pages.cache import moved_on
from search import outbox

_BATCH = 500
_DRAFT = "draft"
_HEAVY = ("body_text", "body_nodes", "folded")
_AT_THE_END = tuple(f"{end}__{name}" for end in ("from_document", "told_by") for name in _HEAVY)


def facts_of(
    document: OfficialDocument,
    relations: Iterable[Relation],
    decisions: Iterable[EffectDecision],
    today: date | None = None,
) -> Facts:
    """Return what the answer for ``document`` depends on; other documents' relations are passed over."""
    acts = tuple(
        _act(relation)
        for relation in relations
        if relation.to_document_id == document.pk
        and document.pk is not None
        and relation.is_confirmed
        and relation.kind in ACTING_KINDS
        and relation.from_document.is_public
    )
    return Facts(
        issued=_day(document.issued_on, document.issued_precision),
        effective=_day(document.effective_on, document.effective_precision),
        expired=_day(document.expired_on, document.expired_precision),
        is_draft=_DRAFT in (document.no_number_reason, document.no_date_reason),
        acts=tuple(sorted(acts, key=lambda act: act.day.first if act.day else date.max)),
        stated=_stated(document, today or timezone.localdate()),
        decisions=tuple(_decision(each) for each in decisions if each.withdrawn_at is None),
    )


def standing_of(document: OfficialDocument, on: date, relations: Sequence[Relation] | None = None) -> Standing:
    """Return the effect of ``document`` on a day; ``relations`` where they are loaded already."""
    if relations is None:
        relations = list(acting_on([document.pk])) if document.pk else []
    decisions = list(document.effect_decisions.all()) if document.pk else []
    return standing(facts_of(document, relations, decisions), on)


def acting_on(pks: Collection[int]) -> QuerySet[Relation]:
    """Return the confirmed relations that change the effect of these documents, with their acting texts."""
    found = Relation.objects.filter(to_document__in=pks, state=RelationState.CONFIRMED, kind__in=ACTING_KINDS)
    return (
        found.filter(now_public("from_document__")).select_related("from_document__type", "told_by").defer(*_AT_THE_END)
    )


def set_of_new(document: OfficialDocument) -> None:
    """Set what is kept on the row of a document that nothing can point at yet: its own dates and statement."""
    today = timezone.localdate()
    facts = facts_of(document, (), (), today)
    document.effect = standing(facts, today).code
    document.effect_changes_on = next_change(facts, today)


def refresh(pks: Iterable[int], today: date | None = None) -> int:
    """Compute the kept answers anew; tell index and page cache of those that moved. Return how many moved."""
    day = today or timezone.localdate()
    moved: list[int] = []
    wanted = list(dict.fromkeys(pks))
    for at in range(0, len(wanted), _BATCH):
        moved += _refresh(wanted[at : at + _BATCH], day)
    if moved:
        outbox.enqueue_many("document", moved)
        moved_on("effect in law")
    return len(moved)


def refresh_due() -> int:
    """Let the documents whose effect changes by today, or was never computed, change. Return how many moved."""
    today = timezone.localdate()
    moved = 0
    while due := list(
        OfficialDocument.objects.filter(effect_changes_on__lte=today)
        .order_by("pk")
        .values_list("pk", flat=True)[:_BATCH]
    ):
        moved += refresh(due, today)
    return moved


def _refresh(pks: Sequence[int], today: date) -> list[int]:
    relations: dict[int | None, list[Relation]] = defaultdict(list)
    for relation in acting_on(pks):
        relations[relation.to_document_id].append(relation)
    decisions: dict[int, list[EffectDecision]] = defaultdict(list)
    for decision in EffectDecision.objects.filter(document__in=pks):
        decisions[decision.document_id].append(decision)
    moved = []
    for document in OfficialDocument.objects.filter(pk__in=pks).defer(*_HEAVY):
        facts = facts_of(document, relations[document.pk], decisions[document.pk], today)
        code, change = standing(facts, today).code, next_change(facts, today)
        if (code, change) == (document.effect, document.effect_changes_on):
            continue
        OfficialDocument.objects.filter(pk=document.pk).update(effect=code, effect_changes_on=change)
        if code != document.effect:
            moved.append(document.pk)
    return moved


def _act(relation: Relation) -> Act:
    acting = relation.from_document
    day, of_issue = _day(relation.effective_on, DatePrecision.DAY), False
    if day is None:
        day = _day(acting.effective_on, acting.effective_precision)
    if day is None:
        day, of_issue = _day(acting.issued_on, acting.issued_precision), True
    return Act(
        kind=relation.kind, day=day, name=_name(acting), key=acting.pk, provision=relation.to_anchor,
        acting_provision=relation.from_anchor, until=relation.until_on, quote=relation.shown_quote, page=relation.page,
        day_of_issue=of_issue and day is not None,
    )  # fmt: skip


def _name(document: OfficialDocument) -> str:
    kind = document.type.name if document.type else "văn bản"
    return f"{kind} số {document.symbol}" if document.symbol else kind


def _day(value: date | None, precision: str) -> Day | None:
    return Day(value, precision) if value is not None and precision != DatePrecision.UNKNOWN else None


def _stated(document: OfficialDocument, today: date) -> Stated:
    return Stated(
        code=document.status, as_of=document.status_as_of or today, ground=document.status_ground,
        checker=document.status_checker, is_dated=document.status_as_of is not None,
    )  # fmt: skip


def _decision(row: EffectDecision) -> Decision:
    return Decision(row.code, row.starts_on, row.reason, row.source, row.checker, row.until_on, row.pk)


def before_first_save(sender: Any, instance: OfficialDocument, **kwargs: Any) -> None:
    """Give a new row its answer with the insert."""
    if instance._state.adding and not kwargs.get("raw"):
        set_of_new(instance)


def connect() -> None:
    """Keep the answers up to date with every change of what they depend on."""
    pre_save.connect(before_first_save, sender=OfficialDocument, dispatch_uid="documents.effects.first")
    post_save.connect(after_change_of_document, sender=OfficialDocument, dispatch_uid="documents.effects.document")
    for signal in (post_save, post_delete):
        signal.connect(after_change_of_relation, sender=Relation, dispatch_uid="documents.effects.relation")
        signal.connect(after_change_of_decision, sender=EffectDecision, dispatch_uid="documents.effects.decision")


def after_change_of_document(sender: Any, instance: OfficialDocument, created: bool = False, **kwargs: Any) -> None:
    """Follow a stored document: its own answer, and that of every text it acts on."""
    if created or kwargs.get("raw"):
        return
    touched = Relation.objects.filter(from_document=instance.pk, kind__in=ACTING_KINDS, to_document__isnull=False)
    refresh([instance.pk, *touched.values_list("to_document_id", flat=True)])


def after_change_of_relation(sender: Any, instance: Relation, **kwargs: Any) -> None:
    """Follow a stored or deleted relation at the text that it acts on."""
    if instance.kind in ACTING_KINDS and instance.to_document_id and not kwargs.get("raw"):
        refresh([instance.to_document_id])


def after_change_of_decision(sender: Any, instance: EffectDecision, **kwargs: Any) -> None:
    """Follow a decision of a person."""
    if not kwargs.get("raw"):
        refresh([instance.document_id])
