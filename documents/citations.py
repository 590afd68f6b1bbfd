"""Who names which document: mentions found in texts, and citations that people made.

Mentions belong to this room whatever text they stand in. Citations made by people belong to the rooms
of their texts, which hand a reader of them up here: tables downstream are never read from here.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from documents import citation_finder, numbering
from documents.models import Mention, MentionState, OfficialDocument
from portal.text.vietnamese import fold


@dataclass(frozen=True, slots=True)
class CitingItem:
    """A public text that names a document."""

    title: str
    url: str
    kind_label: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a symbol stands for: one document, several that it may be, or none that the archive holds."""

    state: str
    document: OfficialDocument | None = None
    candidates: tuple[OfficialDocument, ...] = ()


Citing = Callable[[Collection[int]], list[CitingItem]]
_citing: list[Citing] = []
_AROUND = 120


def register(citing: Citing) -> None:
    """Let ``citing`` say which public texts of its room cite the documents of some ids."""
    if citing not in _citing:
        _citing.append(citing)


def citing(document: OfficialDocument) -> list[CitingItem]:
    """Return the public texts that cite ``document``, the newest first."""
    found = [item for each in _citing for item in each([document.pk])]
    return sorted({item.url: item for item in found}.values(), key=lambda item: item.day or date.min, reverse=True)


def cited_in(source: models.Model) -> list[Mention]:
    """Return the mentions in ``source`` in the order of the text, with the documents that they name."""
    content_type = ContentType.objects.get_for_model(source)
    rows = Mention.objects.filter(content_type=content_type, object_id=source.pk)
    return list(rows.select_related("target__type", "target__issuer"))


def resolve(symbol: str, on: date | None = None, type_name: str = "", *, drafts: bool = False) -> Resolution:
    """Return what ``symbol`` stands for; a day beside it decides between several, never "the newest".

    Only public documents are looked at, unless ``drafts``.
    """
    key = numbering.match_key(symbol)
    if not key:
        return Resolution(MentionState.UNMATCHED)
    documents = OfficialDocument.objects.all() if drafts else OfficialDocument.objects.visible()
    found = list(documents.numbered(key).for_rows()[:50])
    if on is not None:
        dated = [each for each in found if each.issued_on == on]
        # A day that fits none of them speaks of a document that the archive does not hold.
        found = dated or [each for each in found if each.issued_on is None]
    if type_name and len(found) > 1:
        named = [each for each in found if each.type and fold(each.type.name) == fold(type_name)]
        found = named or found
    if not found:
        return Resolution(MentionState.UNMATCHED)
    if len(found) == 1:
        return Resolution(MentionState.RESOLVED, found[0], (found[0],))
    return Resolution(MentionState.AMBIGUOUS, None, tuple(found))


def record_mentions(source: models.Model, texts: Mapping[str, str], revision_id: int | None = None) -> list[Mention]:
    """Find the mentions in the fields of ``source`` and store them; what a person decided is kept.

    ``texts`` maps a field's name to its text as it was published.
    """
    content_type = ContentType.objects.get_for_model(source)
    rows = [row for field, text in texts.items() for row in _found(field, text)]
    for row in rows:
        row.content_type, row.object_id, row.revision_id = content_type, source.pk, revision_id
        _settle(row, source)
    with transaction.atomic():
        old = Mention.objects.filter(content_type=content_type, object_id=source.pk)
        decided = {(row.field, row.match_key): row for row in old if row.decided_by_person}
        old.delete()
        for row in rows:
            kept = decided.get((row.field, row.match_key))
            if kept is not None:
                row.state, row.target_id, row.decided_by_person = kept.state, kept.target_id, True
        Mention.objects.bulk_create(rows)
    return rows


def settle_waiting(match_keys: Collection[str], limit: int = 500) -> int:
    """Try mentions of these numbers again, because a document arrived or left; return how many changed."""
    changed = 0
    waiting = Mention.objects.filter(match_key__in=match_keys, decided_by_person=False)[:limit]
    for row in waiting:
        before = (row.state, row.target_id)
        _settle(row, None)
        if before != (row.state, row.target_id):
            row.save(update_fields=["state", "target", "candidates"])
            changed += 1
    return changed


def _found(field: str, text: str) -> list[Mention]:
    return [
        Mention(
            field=field,
            start=each.start,
            end=each.end,
            quote=text[each.start : each.end][:500],
            symbol=each.symbol[:200],
            match_key=each.match_key[:200],
            mentioned_on=each.date,
            type_name=each.type_name[:80],
            issuer_text=each.issuer_text[:255],
            provision=each.provision[:160],
        )
        for each in citation_finder.find(text)
    ]


def _settle(row: Mention, source: Any) -> None:
    found = resolve(row.symbol, row.mentioned_on, row.type_name)
    row.state, row.target = found.state, found.document
    row.candidates = [each.pk for each in found.candidates]
    if row.target is not None and isinstance(source, OfficialDocument) and row.target.pk == source.pk:
        row.candidates = [row.target.pk]
