"""Acts on effect in law and on relations that people do at the screen: decide, take back, enter, correct."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from documents.models import EffectDecision, Expectation, OfficialDocument, Relation, RelationState
from documents.refusals import ArchiveRefusal
from portal.audit.record import record


def decide_effect(
    *,
    document: OfficialDocument,
    code: str,
    starts_on: date,
    reason: str,
    source: str,
    checker: str,
    by: Any,
    until_on: date | None = None,
) -> EffectDecision:
    """Lay down the effect of a document from a day on, over what is computed; earlier decisions stay readable.

    Raises :class:`ArchiveRefusal` with messages by field.
    """
    row = EffectDecision(
        document=document, code=code, starts_on=starts_on, until_on=until_on, reason=reason.strip(),
        source=source.strip(), checker=checker.strip(), made_by=by,
    )  # fmt: skip
    try:
        row.full_clean()
    except ValidationError as error:
        fields = {name: " ".join(messages) for name, messages in error.message_dict.items()}
        raise ArchiveRefusal("Chưa ghi được kết luận này.", fields=fields) from error
    with transaction.atomic():
        row.save()
        record("documents.effect.decide", actor=by, obj=document, data={"decision": row.pk, "code": code})
    return row


def withdraw_decision(*, decision: EffectDecision, reason: str, by: Any) -> EffectDecision:
    """Take a decision back with a reason; it stays in the history. Raises :class:`ArchiveRefusal`."""
    if not reason.strip():
        raise ArchiveRefusal("Hãy ghi lý do rút kết luận.", fields={"reason": "Hãy ghi lý do rút kết luận."})
    with transaction.atomic():
        held = EffectDecision.objects.select_for_update().get(pk=decision.pk)
        if held.withdrawn_at is not None:
            raise ArchiveRefusal("Kết luận này đã được rút rồi.")
        held.withdrawn_by, held.withdrawn_at, held.withdrawn_reason = by, timezone.now(), reason.strip()
        held.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
        record("documents.effect.withdraw", actor=by, obj=held.document, data={"decision": held.pk})
    return held


def keep_relation(*, relation: Relation, by: Any, changed: bool = True) -> Relation:
    """Store what a person entered or corrected; whoever decides a relation, or changes a decided one, stands for it."""
    is_new = relation.pk is None
    if relation.state == RelationState.PROPOSED:
        relation.decided_by = relation.decided_at = None
    elif changed or is_new or relation.decided_by_id is None:
        relation.decided_by, relation.decided_at = by, timezone.now()
    with transaction.atomic():
        relation.save()
        action = "documents.relation.enter" if is_new else "documents.relation.correct"
        data = {"from": relation.from_document_id, "to": relation.to_document_id, "state": relation.state}
        record(action, actor=by, obj=relation, data=data)
    return relation


def keep_expectation(*, expectation: Expectation, by: Any) -> Expectation:
    """Store which body a document asks to act."""
    is_new = expectation.pk is None
    with transaction.atomic():
        expectation.save()
        record(
            "documents.expectation.enter" if is_new else "documents.expectation.correct", actor=by, obj=expectation,
            data={"document": expectation.document_id, "organisation": expectation.organisation_id},
        )  # fmt: skip
    return expectation
