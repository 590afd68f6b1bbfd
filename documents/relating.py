"""Relations between documents: proposed by readers of text, decided by people."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from documents import numbering
from documents.models import OfficialDocument, Relation, RelationState
from documents.refusals import ArchiveRefusal
from portal.audit.record import record


def relate(
    *,
    from_document: OfficialDocument,
    kind: str,
    to_document: OfficialDocument | None = None,
    to_symbol: str = "",
    to_issued_on: date | None = None,
    to_title: str = "",
    quote: str = "",
    start: int | None = None,
    end: int | None = None,
    page: int | None = None,
    from_anchor: str = "",
    to_anchor: str = "",
    until_on: date | None = None,
    source: str = "",
    told_by: OfficialDocument | None = None,
    by: Any = None,
) -> Relation:
    """Store a relation once and return it: confirmed if a person (``by``) makes it, else proposed.

    ``told_by`` is the third text that says it. The same relation proposed again changes nothing,
    one that a person rejected stays rejected.
    Raises :class:`ArchiveRefusal` where the relation cannot be.
    """
    if to_document is not None and not to_symbol:
        to_symbol, to_issued_on = to_document.symbol, to_issued_on or to_document.issued_on
    key = numbering.match_key(to_symbol) if to_symbol else ""
    ends = (
        {"to_document": to_document}
        if to_document
        else {"to_match_key": key, "to_symbol": to_symbol, "to_document": None}
    )
    known = Relation.objects.filter(from_document=from_document, kind=kind, **ends).first()
    if known is not None:
        if by is None:
            return known
        _complete(known, quote=quote, page=page, from_anchor=from_anchor, to_anchor=to_anchor, until_on=until_on)
        return known if known.is_confirmed else confirm_relation(relation=known, by=by)
    relation = Relation(
        from_document=from_document, to_document=to_document, to_symbol=to_symbol, to_match_key=key,
        to_issued_on=to_issued_on, to_title=to_title, kind=kind, quote=quote, start=start, end=end, page=page,
        source=source, told_by=told_by, from_anchor=from_anchor, to_anchor=to_anchor, until_on=until_on,
    )  # fmt: skip
    try:
        relation.full_clean()
    except ValidationError as error:
        raise ArchiveRefusal(" ".join(error.messages)) from error
    with transaction.atomic():
        relation.save()
        if by is not None:
            _decide(relation, RelationState.CONFIRMED, by)
    return relation


def _complete(known: Relation, **said: Any) -> None:
    """Give a proposal what the person who stands for it says and the reader of the text did not find."""
    missing = {name: value for name, value in said.items() if value and not getattr(known, name)}
    if missing:
        for name, value in missing.items():
            setattr(known, name, value)
        known.save(update_fields=list(missing))


def confirm_relation(*, relation: Relation, by: Any) -> Relation:
    """Let ``by`` stand for a proposed relation; it is then drawn solid."""
    with transaction.atomic():
        return _decide(relation, RelationState.CONFIRMED, by)


def reject_relation(*, relation: Relation, by: Any) -> Relation:
    """Refuse a proposed relation; it is kept, so that it is not proposed again, and shown nowhere."""
    with transaction.atomic():
        return _decide(relation, RelationState.REJECTED, by)


def _decide(relation: Relation, state: RelationState, by: Any) -> Relation:
    relation.state, relation.decided_by, relation.decided_at = state, by, timezone.now()
    relation.save(update_fields=["state", "decided_by", "decided_at"])
    record("documents.relation." + state.value, actor=by, obj=relation, data={"from": relation.from_document_id})
    return relation
