"""Tie a document to the others that its text names: mentions stored, relations proposed, both tried again later.

Everything made here is a proposal with its quote and offsets; a person confirms or rejects it. A document that
the archive does not hold is never invented: the relation keeps its symbol and day until it arrives.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from documents import citation_finder, citations, numbering, relation_finder, retrying, subjects
from documents.citation_finder import Citation
from documents.models import (
    Mention,
    MentionState,
    OfficialDocument,
    Provenance,
    ProvenanceKind,
    Relation,
    RelationState,
)
from documents.refusals import ArchiveRefusal
from documents.relating import relate
from documents.relation_finder import ProposedRelation
from documents.status import ACTING_KINDS
from documents.wrapped_lines import unwrapped
from portal.organisations import register
from portal.organisations.models import Level
from portal.text.vietnamese import fold

SOURCE = "bộ đọc văn bản"
_TOLD_APART = frozenset({Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.BASE})
_WAITING = 200


def read_links(document: OfficialDocument) -> list[Relation]:
    """Store the mentions in the document's text, propose its relations, and return those."""
    record_mentions(document)
    return propose_relations(document)


def record_mentions(document: OfficialDocument) -> None:
    """Store what the document's text names, each with the part of the text in which it stands."""
    nodes = document.nodes
    starts = [node.start for node in nodes]

    def anchor_at(offset: int) -> str:
        place = bisect_right(starts, offset)
        return nodes[place - 1].anchor if place else ""

    texts = {"body_text": document.body_text}
    citations.record_mentions(document, texts, document.live_revision_id, day=document.issued_on, anchor_at=anchor_at)


def propose_relations(document: OfficialDocument) -> list[Relation]:
    """Propose what the text says of this document, and of others that it names and the archive holds."""
    text = unwrapped(document.body_text)  # a phrase goes on where only the page's line ended
    if not text:
        return []
    own = {document.match_key, *(copy.match_key for copy in document.copies.all())}
    cited = citation_finder.find(text)
    titles = _titles(cited)
    found = relation_finder.relations(text, citations=cited, own_key=document.match_key)
    telling = [each for each in found if each.kind != "refers" and each.target.match_key not in own]
    made = [_propose(document, _with_title(each, titles)) for each in telling]
    return [relation for relation in made if relation is not None]


def settle(document: OfficialDocument) -> None:
    """Let what waits for this document find it: mentions, open relations, and relations told by other texts."""
    retrying.after_change(document)
    if not document.match_key:
        _settle_unnumbered(document)
        return
    waiting = Relation.objects.filter(to_document__isnull=True, to_match_key=document.match_key)
    for relation in waiting.select_related("from_document__issuer__place")[:_WAITING]:
        if _fits(document, relation.from_document, relation.to_issued_on):
            _attach(relation, document)
    for teller in _tellers(document):
        propose_relations(teller)


def _titles(cited: Iterable[Citation]) -> dict[str, str]:
    """Return the first title that the text gives each document it names: one phrase in several has it."""
    titles: dict[str, str] = {}
    for each in cited:
        if each.about:
            titles.setdefault(each.match_key, each.about)
    return titles


def _with_title(found: ProposedRelation, titles: dict[str, str]) -> ProposedRelation:
    title = found.target.about or titles.get(found.target.match_key, "")
    return replace(found, target=replace(found.target, about=title))


def after_publication(sender: Any, instance: OfficialDocument, **kwargs: Any) -> None:
    """Let mentions find a document that went public, or lose one that was taken off."""
    if instance.live:
        record_mentions(instance)
        settle(instance)
    else:
        retrying.after_change(instance)


def before_deletion(sender: Any, instance: OfficialDocument, **kwargs: Any) -> None:
    """Have the mentions of a document that is deleted tried again once it is gone."""
    retrying.ask(retrying.keys_of(instance))
    Relation.objects.filter(told_by=instance, state=RelationState.PROPOSED).delete()
    Relation.objects.filter(told_by=instance).update(quote="", start=None, end=None)
    Mention.objects.filter(target=instance).update(state=MentionState.UNMATCHED, candidates=[])
    content_type = ContentType.objects.get_for_model(OfficialDocument)
    Mention.objects.filter(content_type=content_type, object_id=instance.pk).delete()


def _propose(document: OfficialDocument, found: ProposedRelation) -> Relation | None:
    acting = document
    if found.acting is not None:
        told = _document_of(found.acting, document)
        if told is None:
            return None  # told again when that document arrives
        acting = told
    target = _document_of(found.target, document) or _unnumbered(found.target)
    if target is not None and target.pk == acting.pk:
        return None
    if target is not None and _attach_open(acting, found, target):
        return None
    if target is None and _was_rejected(acting, found):
        return None
    try:
        relation = relate(
            from_document=acting,
            kind=found.kind,
            to_document=target,
            to_symbol=found.target.symbol[:160],
            to_issued_on=found.target.date,
            to_title=found.target.about[:400],
            quote=document.body_text[found.start : found.end],
            start=found.start,
            end=found.end,
            # What is said of a part must not be confirmed as said of the whole.
            to_anchor=found.target.provision[:120] if found.kind in ACTING_KINDS else "",
            source=SOURCE if acting is document else f"{SOURCE}: {document}"[:80],
            told_by=None if acting is document else document,
        )
    except ArchiveRefusal:
        return None  # what the rules of relations refuse is no proposal
    if target is not None and not target.symbol:
        _offer_number(target, relation)
    return relation


def _document_of(citation: Citation, source: OfficialDocument) -> OfficialDocument | None:
    """Return the one document that ``citation`` in ``source`` stands for, drafts included, or ``None``."""
    found = citations.resolve(citation.symbol, citation.date, citation.type_name, drafts=True)
    fitting = [each for each in found.candidates if _fits(each, source, citation.date)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(candidate: OfficialDocument, source: OfficialDocument, day: Any) -> bool:
    """Say whether a mention in ``source`` can mean ``candidate``: same day, and the same place where codes are shared.

    ``26-CTr/TU`` is a programme of every province; a text of one province means its own.
    """
    if day is not None and candidate.issued_on is not None and candidate.issued_on != day:
        return False
    body, own = candidate.issuer, source.issuer
    if body is None or body.level not in _TOLD_APART:
        return True
    if own is None or own.place_id is None or body.place_id is None:
        return day is not None and candidate.issued_on == day
    return own.place_id == body.place_id or own.level == Level.CENTRAL or _inside(own, body)


def _inside(own: Any, body: Any) -> bool:
    # A commune speaks of its province.
    return own.place is not None and own.place.place_id == body.place_id


def _was_rejected(acting: OfficialDocument, found: ProposedRelation) -> bool:
    """Say whether a person rejected this with the same number, though what bore it cannot be told now."""
    return Relation.objects.filter(
        from_document=acting, kind=found.kind, to_match_key=found.target.match_key, state=RelationState.REJECTED
    ).exists()


def _attach_open(acting: OfficialDocument, found: ProposedRelation, target: OfficialDocument) -> bool:
    """Give an open relation of the same words its far end; return whether there was one."""
    waiting = Relation.objects.filter(
        from_document=acting, kind=found.kind, to_document__isnull=True, to_match_key=found.target.match_key
    ).first()
    return waiting is not None and _attach(waiting, target)


def _attach(relation: Relation, document: OfficialDocument) -> bool:
    same = Relation.objects.filter(from_document=relation.from_document_id, to_document=document, kind=relation.kind)
    if relation.from_document_id == document.pk or same.exists():
        return False
    relation.to_document = document
    relation.save(update_fields=["to_document"])
    if not document.symbol:
        _offer_number(document, relation)
    return True


def _tellers(document: OfficialDocument) -> Iterable[OfficialDocument]:
    """Return the documents whose text names this one, a bounded number."""
    content_type = ContentType.objects.get_for_model(OfficialDocument)
    mentions = Mention.objects.filter(content_type=content_type, match_key=document.match_key)
    ids = mentions.exclude(object_id=document.pk).values_list("object_id", flat=True).distinct()[:_WAITING]
    return OfficialDocument.objects.filter(pk__in=list(ids))


def _unnumbered(citation: Citation) -> OfficialDocument | None:
    """Return the one document without a printed number that type, title and issuer of the citation describe."""
    title = subjects.key_of(citation.about)
    if len(title) < subjects.TELLING or not citation.type_name:
        return None
    waiting = OfficialDocument.objects.filter(symbol="", type__folded_name=fold(citation.type_name))
    waiting = waiting.filter(folded__contains=title).select_related("issuer", "type")
    found = [each for each in waiting[:_WAITING] if _is_described(each, title, citation.issuer_text)]
    return found[0] if len(found) == 1 else None


def _is_described(document: OfficialDocument, title: str, issuer_text: str) -> bool:
    if subjects.key_of(document.subject) != title:
        return False
    if not issuer_text or document.issuer_id is None:
        return not issuer_text
    return any(body.pk == document.issuer_id for body in register.resolve_name(issuer_text))


def _settle_unnumbered(document: OfficialDocument) -> None:
    """Look whether relations that wait for a symbol describe this document, which prints none."""
    title = subjects.key_of(document.subject)
    if document.symbol or document.type is None or len(title) < subjects.TELLING:
        return
    # SQLite compares letters beyond ASCII as they are, so the words of the subject are looked for as printed.
    core = subjects.core_of(document.subject)
    waiting = Relation.objects.filter(to_document__isnull=True, to_title__contains=core).exclude(to_symbol="")
    for relation in waiting.select_related("from_document")[:_WAITING]:
        read = numbering.read(relation.to_symbol)
        if read is None or fold(read.type_name) not in fold(document.type.name):
            continue
        if subjects.key_of(relation.to_title) == title:
            _attach(relation, document)


@transaction.atomic
def _offer_number(document: OfficialDocument, relation: Relation) -> None:
    """Write beside a document without number what another one calls it: a proposal, never its value.

    Kept as provenance of kind "from another document" in a new draft; the fields themselves stay empty until a
    person fills them.
    """
    if document.live or not relation.to_symbol:
        return
    latest = document.get_latest_revision_as_object()
    known = {(row.field, row.source_document_id) for row in latest.provenance.all()}
    offered = [("symbol", relation.to_symbol)]
    if relation.to_issued_on is not None and latest.issued_on is None:
        offered.append(("issued_on", f"{relation.to_issued_on:%d/%m/%Y}"))
    rows = [
        Provenance(
            field=name,
            kind=ProvenanceKind.OTHER_DOCUMENT,
            source_document_id=relation.from_document_id,
            source_name=f"{value} — theo {_named(relation.from_document)}"[:255],
            start=relation.start,
            end=relation.end,
            quote=relation.quote,
        )
        for name, value in offered
        if (name, relation.from_document_id) not in known
    ]
    if rows:
        latest.provenance.add(*rows)
        latest.save()
        latest.save_revision(user=None, clean=False)


def _named(document: OfficialDocument) -> str:
    if document.symbol:
        return document.symbol
    kind = document.type.name if document.type else "văn bản"
    issuer = document.issuer.latest_name if document.issuer else document.issuer_text
    return f"{kind} của {issuer}" if issuer else kind
