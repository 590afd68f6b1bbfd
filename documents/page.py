"""What the public page of a document shows, gathered in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from documents import body, chain, effect_page
from documents.citation_words import cite, date_words, heading
from documents.citations import citing
from documents.models import (
    HeldFile,
    OfficialDocument,
    ProvenanceKind,
    Relation,
)
from documents.models.relations import CHAIN_KINDS, INVERSE_LABELS, RelationKind
from portal.organisations.models import Succession
from portal.organisations.register import Shown, display

CITING_SHOWN = 5
MARKS = "abcdefghijklmnopqrstuvwxyz"
_COMPARED = (
    *CHAIN_KINDS, RelationKind.AMENDS, RelationKind.REPLACES, RelationKind.CORRECTS, RelationKind.CONSOLIDATES,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One provenance mark and what it stands for."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """The other end of a relation as it is seen from this document."""

    label: str
    text: str
    url: str
    day: date | None
    title: str
    confirmed: bool
    quote: str
    status: str = ""
    when: str = ""
    compare_url: str = ""
    provision: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """What another public document calls this one, which prints no number: a proposal until a person decides."""

    symbol: str
    day: date | None
    by: str
    url: str
    quote: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One dated event in the life of the record."""

    day: date
    text: str


def page_context(document: OfficialDocument, question: effect_page.Asked | None = None) -> dict[str, Any]:
    """Return the context of the public page for this version; ``question`` is the day that a reader asks for."""
    today = timezone.localdate()
    issuer, drafting = _bodies(document)
    relations = list(chain.relations_around(document)) if document.pk else []
    attachments = _open_files(document)
    copies = _rows(document.copies.all(), "issuer")
    marks, legend = _marks(document, relations)
    tree = chain.build(document, relations, today)
    nodes, text = document.nodes, document.flowing_text
    related = _related(document, relations)
    return {
        "document": document,
        "heading": heading(document),
        "issuer": issuer,
        "drafting": drafting,
        "issued": date_words(document),
        "citation_party": cite(document, issuer.name, party=True),
        "citation_state": cite(document, issuer.name, party=False),
        "is_party": document.type is None or document.type.branch == "party",
        "marks": marks,
        "legend": legend,
        "same_number": _same_number(document),
        "offered": _offered(document, relations),
        "contents": body.contents(text, nodes),
        "sheet": body.sheet(text, nodes, document.type.name if document.type else ""),
        "chain": tree,
        "attachments": attachments,
        "copies": copies,
        "related": related,
        "recipients": [line.strip(" -•\t") for line in document.recipients.splitlines() if line.strip(" -•\t")],
        "history": _history(document, relations),
        "citing": (parts := citing(document, limit=CITING_SHOWN) if document.pk else []),
        "citing_total": sum(part.total for part in parts),
        "citing_shown": CITING_SHOWN,
        "mentioned_url": reverse("document-mentioned", args=[document.pk]) if document.pk else "",
        "today": today,
        **effect_page.context(document, relations, question or effect_page.Asked()),
    }


def _bodies(document: OfficialDocument) -> tuple[Shown, Shown | None]:
    both = [each for each in (document.issuer, document.drafting_unit) if each is not None]
    if both:
        heirs = Succession.objects.select_related("successor").prefetch_related(
            "successor__names", "successor__successions"
        )
        prefetch_related_objects(both, "names", Prefetch("successions", queryset=heirs))
    issuer = display(document.issuer, document.issued_on) if document.issuer else Shown(document.issuer_text)
    return issuer, display(document.drafting_unit, document.issued_on) if document.drafting_unit else None


def _rows(rows: Any, related: str) -> list[Any]:
    """Return child rows with ``related`` loaded: in one query from the database, or one by one from a revision."""
    return list(rows.select_related(related) if isinstance(rows, QuerySet) else rows)


def _open_files(document: OfficialDocument) -> list[Any]:
    """Return the files that a reader can open: of one that is held back not even the name is shown."""
    rows = document.attachments.all()
    if isinstance(rows, QuerySet):
        return list(rows.select_related("stored_file").filter(stored_file__held=None))
    held = set(
        HeldFile.objects.filter(stored_file__in=[each.stored_file_id for each in rows]).values_list(
            "stored_file", flat=True
        )
    )
    return [each for each in rows if each.stored_file_id not in held]


def _marks(document: OfficialDocument, relations: Iterable[Relation]) -> tuple[dict[str, str], list[LegendLine]]:
    """Return field → mark, and the legend. A value without a mark is printed in the document itself."""
    public = {relation.from_document_id for relation in relations if relation.from_document.is_public}
    texts: dict[str, str] = {}
    marks: dict[str, str] = {}
    for row in document.provenance.all():
        # A row without a value only offers one.
        if row.kind == ProvenanceKind.PRINTED or not getattr(document, row.field, ""):
            continue
        text = row.get_kind_display()
        if row.source_name and (row.source_document_id is None or row.source_document_id in public):
            text = f"{text}: {row.source_name}"
        mark = texts.setdefault(text, MARKS[len(texts) % len(MARKS)])
        marks[row.field] = mark
    return marks, [LegendLine(mark, text) for text, mark in texts.items()]


def _same_number(document: OfficialDocument) -> list[OfficialDocument]:
    if not document.match_key:
        return []
    others = OfficialDocument.objects.visible().numbered(document.match_key).exclude(pk=document.pk)
    return list(others.for_rows()[:5])


def _offered(document: OfficialDocument, relations: Iterable[Relation]) -> list[OfferedLine]:
    """Return the numbers by which other public documents name this one, each once; none where it prints its own."""
    if document.symbol:
        return []
    found: dict[tuple[str, date | None], OfferedLine] = {}
    for relation in relations:
        other = relation.from_document
        if relation.to_document_id == document.pk and relation.to_symbol and other.is_public:
            line = OfferedLine(
                relation.to_symbol, relation.to_issued_on, other.symbol or heading(other), other.get_absolute_url(),
                relation.shown_quote,
            )  # fmt: skip
            found.setdefault((line.symbol, line.day), line)
    return list(found.values())


def _related(document: OfficialDocument, relations: Iterable[Relation]) -> list[RelatedLine]:
    lines = []
    for relation in relations:
        if relation.from_document_id == document.pk:
            lines.append(_outward(relation))
        elif relation.to_document_id == document.pk and relation.from_document.is_public:
            lines.append(_line(relation, INVERSE_LABELS[RelationKind(relation.kind)], relation.from_document))
    order = {label: at for at, label in enumerate([*RelationKind.labels, *INVERSE_LABELS.values()])}
    return sorted(lines, key=lambda line: (order[line.label], line.day or date.max))


def _outward(relation: Relation) -> RelatedLine:
    other = relation.to_document
    label = str(relation.get_kind_display())
    if other is not None and other.is_public:
        return _line(relation, label, other)
    # The far end is not in the archive, or not public: only what this document itself prints of it.
    text = relation.to_symbol or relation.to_title
    day = relation.to_issued_on
    return RelatedLine(
        label, text, "", day, relation.to_title, relation.is_confirmed, relation.shown_quote,
        when=f"{day:%d/%m/%Y}" if day else "", provision=_provision(relation), page=relation.page,
    )  # fmt: skip


def _line(relation: Relation, label: str, other: OfficialDocument) -> RelatedLine:
    return RelatedLine(
        label=label,
        text=other.symbol or heading(other),
        url=other.get_absolute_url(),
        day=other.issued_on,
        title=other.subject or other.title,
        confirmed=relation.is_confirmed,
        quote=relation.shown_quote,
        status=other.effect,
        when=date_words(other),
        compare_url=_comparison(relation),
        provision=_provision(relation),
        page=relation.page,
    )


def _provision(relation: Relation) -> str:
    """Return in words which part of the other text is meant, and where the acting one says so."""
    parts = (
        f"Phần được nói tới: {relation.to_anchor}" if relation.to_anchor else "",
        f"ghi tại {relation.from_anchor} của văn bản tác động" if relation.from_anchor else "",
    )
    words = ", ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def _comparison(relation: Relation) -> str:
    """Return where both texts stand side by side, for the relations in which the one takes words from the other."""
    if relation.kind not in _COMPARED or relation.to_document_id is None:
        return ""
    return reverse("document-comparison", args=[relation.from_document_id, relation.to_document_id])


def _history(document: OfficialDocument, relations: Sequence[Relation]) -> list[HistoryLine]:
    lines = []
    if document.first_published_at:
        lines.append(HistoryLine(timezone.localdate(document.first_published_at), "Công khai trên trang này"))
    if document.clearance_id and document.clearance:
        day = timezone.localdate(document.clearance.cleared_at)
        lines.append(HistoryLine(day, "Đối chiếu với bản gốc và cho phép công khai"))
    if document.last_published_at and document.last_published_at != document.first_published_at:
        lines.append(HistoryLine(timezone.localdate(document.last_published_at), "Cập nhật bản công khai"))
    for relation in relations:
        ends = (relation.from_document_id, relation.to_document_id)
        if relation.decided_at and relation.is_confirmed and document.pk in ends:
            other = relation.to_symbol if ends[0] == document.pk else relation.from_document.symbol
            label = relation.get_kind_display() if ends[0] == document.pk else relation.inverse_label
            if other and (ends[0] == document.pk or relation.from_document.is_public):
                lines.append(HistoryLine(timezone.localdate(relation.decided_at), f"Xác nhận quan hệ: {label} {other}"))
    return sorted(lines, key=lambda line: line.day, reverse=True)[:20]
