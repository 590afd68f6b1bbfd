"""Bringing two records of one document together: one keeps everything, the address of the other leads to it."""

from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.actions.unpublish import UnpublishAction

from documents import retrying
from documents.models import (
    Attachment,
    DocumentCopy,
    Expectation,
    Mention,
    Merger,
    OfficialDocument,
    Provenance,
    Relation,
    SourceRecord,
)
from documents.refusals import ArchiveRefusal
from portal.audit.record import record

Row = TypeVar("Row", Attachment, DocumentCopy, Provenance)
_TOGETHER = (
    ("body_text", "body_nodes", "text_origin", "body_note"),
    ("symbol", "no_number_reason"),
    ("issued_on", "issued_precision", "no_date_reason"),
    ("effective_on", "effective_precision"),
    *(
        (name,)
        for name in (
            "place", "authority", "signer_capacity", "signer_name", "addressees", "recipients", "filing_code", "scope",
        )
    ),
)  # fmt: skip
"""Values that stand or fall together; the first says whether the record has them."""


def merge(*, survivor: OfficialDocument, merged: OfficialDocument, by: Any, reason: str) -> Merger:
    """Bring ``merged`` into ``survivor``, which gets its files, copies, relations, expectations and mentions.

    What the survivor lacks (its text, its signer, …) is filled from ``merged``; what it has stays. All this, with files
    and copies, comes into a new draft of the survivor, which is cleared and published like any other; where
    ``merged`` was public it is so no longer, and its address leads to the survivor. Raises :class:`ArchiveRefusal`.
    """
    if not reason.strip():
        raise ArchiveRefusal("Hãy ghi lý do gộp.", fields={"reason": "Cần ghi lý do."})
    if survivor.pk == merged.pk:
        raise ArchiveRefusal("Không thể gộp một hồ sơ vào chính nó.")
    if Merger.objects.filter(Q(merged=merged) | Q(merged=survivor)).exists():
        raise ArchiveRefusal("Một trong hai hồ sơ đã được gộp trước đó.")
    with transaction.atomic():
        files, copies, filled = _carry(survivor, merged, by)
        relations = _move_relations(survivor, merged)
        _move_rows(survivor, merged)
        if merged.live:
            # The right was asked for by the caller; Wagtail's own check knows pages only.
            UnpublishAction(merged, user=by).execute(skip_permission_checks=True)
        Merger.objects.filter(survivor=merged).update(survivor=survivor)
        merger = Merger.objects.create(merged=merged, survivor=survivor, reason=reason.strip()[:500], merged_by=by)
        record(
            "documents.merge", actor=by, obj=survivor,
            data={"merged": merged.pk, "files": files, "copies": copies, "relations": relations, "filled": filled},
        )  # fmt: skip
        retrying.ask(retrying.keys_of(survivor) | retrying.keys_of(merged))
    return merger


def survivor_of(document_id: int) -> OfficialDocument | None:
    """Return the record that the document was brought into, or ``None``."""
    merger = Merger.objects.filter(merged_id=document_id).select_related("survivor").first()
    return merger.survivor if merger else None


def _carry(survivor: OfficialDocument, merged: OfficialDocument, by: Any) -> tuple[int, int, list[str]]:
    """Take files, copies and what it lacks into a new draft of the survivor; return how many, and what was filled."""
    draft: OfficialDocument = survivor.get_latest_revision_as_object()
    source: OfficialDocument = merged.get_latest_revision_as_object()
    has = {each.stored_file_id for each in draft.attachments.all()}
    files = [each for each in source.attachments.all() if each.stored_file_id not in has]
    known = {(each.kind, each.match_key, each.symbol) for each in draft.copies.all()}
    copies = [each for each in source.copies.all() if (each.kind, each.match_key, each.symbol) not in known]
    filled = _fill(draft, source)
    if not files and not copies and not filled:
        return 0, 0, []
    # The same bytes cannot be the original of two documents.
    Attachment.objects.filter(document=merged, stored_file_id__in=[each.stored_file_id for each in files]).delete()
    draft.attachments.add(*(_fresh(each) for each in files))
    draft.copies.add(*(_fresh(each, ordinal=0) for each in copies))
    if not survivor.live:
        draft.save()
    draft.save_revision(user=by, clean=False)
    return len(files), len(copies), filled


def _fill(draft: OfficialDocument, source: OfficialDocument) -> list[str]:
    """Give the draft what it lacks and ``source`` has, each with where that was read; return the names."""
    filled = []
    for together in _TOGETHER:
        if getattr(draft, together[0]) or not getattr(source, together[0]):
            continue
        for name in together:
            setattr(draft, name, getattr(source, name))
        filled.append(together[0])
    told = [each for each in source.provenance.all() if each.field in filled]
    if filled:
        own = [each for each in draft.provenance.all() if each.field not in filled]
        draft.provenance.set([*own, *(_fresh(each) for each in told)])
    return filled


def _fresh(row: Row, **changes: Any) -> Row:
    """Return a new row of no document yet, with the values of ``row``."""
    fields = (field for field in row._meta.concrete_fields if field.name not in {"id", "document", "sort_order"})
    return type(row)(**{field.attname: getattr(row, field.attname) for field in fields} | changes)


def _move_relations(survivor: OfficialDocument, merged: OfficialDocument) -> int:
    moved = 0
    for relation in Relation.objects.filter(Q(from_document=merged) | Q(to_document=merged)):
        start = survivor.pk if relation.from_document_id == merged.pk else relation.from_document_id
        end = survivor.pk if relation.to_document_id == merged.pk else relation.to_document_id
        same = Relation.objects.filter(from_document_id=start, to_document_id=end, kind=relation.kind)
        if end is None:
            same = same.filter(to_match_key=relation.to_match_key, to_symbol=relation.to_symbol)
        twin = same.exclude(pk=relation.pk).first()
        if start == end:
            relation.delete()
        elif twin is None:
            Relation.objects.filter(pk=relation.pk).update(from_document_id=start, to_document_id=end)
            moved += 1
        else:
            _keep_stronger(twin, relation)
    return moved


def _keep_stronger(twin: Relation, relation: Relation) -> None:
    """Of two rows that say the same, keep one; what a person confirmed stays confirmed."""
    if relation.is_confirmed and not twin.is_confirmed:
        decided = {"state": relation.state, "decided_by": relation.decided_by, "decided_at": relation.decided_at}
        Relation.objects.filter(pk=twin.pk).update(**decided)
    relation.delete()


def _move_rows(survivor: OfficialDocument, merged: OfficialDocument) -> None:
    Mention.objects.filter(target=merged).update(target=survivor)
    held = Expectation.objects.filter(document=survivor).values("organisation_id")
    Expectation.objects.filter(document=merged).exclude(
        organisation_id__in=list(held.values_list("organisation_id", flat=True))
    ).update(document=survivor)
    content_type = ContentType.objects.get_for_model(OfficialDocument)
    SourceRecord.objects.filter(content_type=content_type, object_id=merged.pk).update(object_id=survivor.pk)
