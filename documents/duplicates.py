"""Finding records that may be one and the same document: by identity, and by nearly the same text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from documents import emergency, likeness, subjects
from documents.models import DatePrecision, NotTheSame, OfficialDocument, TextSketch

_CANDIDATES = 12
_SHOWN = 5
_BATCH = 200
_NOTHING = -1


@dataclass(frozen=True, slots=True)
class Alike:
    """Another record, and why it may be the same document."""

    document: OfficialDocument
    same_identity: bool
    share: float
    same_subject: bool = False

    @property
    def words(self) -> str:
        """The reason in words."""
        found = ["cùng cơ quan, loại, số và nhiệm kỳ"] if self.same_identity else []
        if self.same_subject:
            found.append("cùng cơ quan, loại và trích yếu, một bên chưa có số")
        if self.share >= likeness.ALIKE:
            found.append(f"toàn văn giống nhau {self.share:.0%}".replace("%", " %"))
        return "; ".join(found)


def remember(document: OfficialDocument) -> None:
    """Keep the sketch of the document's text, by which others are compared with it."""
    values = likeness.sketch(document.body_text) or (_NOTHING,)
    with transaction.atomic():
        TextSketch.objects.filter(document=document).delete()
        TextSketch.objects.bulk_create([TextSketch(document=document, value=value) for value in values])


def catch_up() -> int:
    """Keep the sketches of documents that came in without one (imports), a bounded number; return how many."""
    known = TextSketch.objects.filter(document=OuterRef("pk"))
    waiting = OfficialDocument.objects.exclude(Exists(known)).only("pk", "body_text").order_by("pk")[:_BATCH]
    done = 0
    for document in waiting:
        remember(document)
        done += 1
    return done


def alike(document: OfficialDocument) -> list[Alike]:
    """Return the records that may be the same document, the likeliest first; those judged different are left out."""
    own = likeness.runs(document.body_text)
    left_out = _left_out(document)
    same = {each.pk: each for each in _same_identity(document) if each.pk not in left_out}
    named = {each.pk: each for each in same_subject(document) if each.pk not in left_out}
    near = {each.pk: each for each in _near(document, own) if each.pk not in left_out}
    found = []
    for each in (same | named | near).values():
        share = likeness.resemblance(own, likeness.runs(each.body_text))
        if each.pk in same or each.pk in named or share >= likeness.ALIKE:
            found.append(Alike(each, each.pk in same, share, each.pk in named))
    return sorted(found, key=lambda each: (-each.same_identity, -each.same_subject, -each.share))[:_SHOWN]


def same_subject(document: OfficialDocument) -> list[OfficialDocument]:
    """Return the records of the same body and type with the same subject, where one of the two prints no number.

    Two numbered ones are two documents (a plan of each year bears the same subject), and so are two of different days.
    """
    key = subjects.key_of(document.subject)
    if len(key) < subjects.TELLING or document.issuer_id is None or document.parent_title:
        return []
    found = OfficialDocument.objects.filter(
        issuer_id=document.issuer_id, type_id=document.type_id, parent_title="", folded__contains=key
    ).exclude(pk__in={document.pk, *emergency.held_ids()})
    if document.number:
        found = found.filter(number="")
    return [each for each in found[:_CANDIDATES] if subjects.key_of(each.subject) == key and _may_meet(document, each)]


def _may_meet(one: OfficialDocument, other: OfficialDocument) -> bool:
    days = [each.issued_on for each in (one, other) if each.issued_precision == DatePrecision.DAY and each.issued_on]
    return len(days) < 2 or days[0] == days[1]


def judge_different(*, one: OfficialDocument, other: OfficialDocument, by: Any) -> None:
    """Write down that two records are different documents, so that nobody is asked again."""
    first, second = sorted((one.pk, other.pk))
    NotTheSame.objects.get_or_create(one_id=first, other_id=second, defaults={"judged_by": by})


def _same_identity(document: OfficialDocument) -> Iterable[OfficialDocument]:
    if not document.number or document.parent_title:
        return []
    return OfficialDocument.objects.filter(
        issuer_id=document.issuer_id, type_id=document.type_id, number=document.number, suffix=document.suffix,
        period=document.period, parent_title="",
    ).exclude(pk=document.pk)[:_CANDIDATES]  # fmt: skip


def _near(document: OfficialDocument, own: frozenset[int]) -> Iterable[OfficialDocument]:
    values = sorted(own)[:4]
    if not values:
        return []
    shared = TextSketch.objects.filter(value__in=values).exclude(document_id=document.pk)
    counted = shared.values("document_id").annotate(shared=Count("pk")).order_by("-shared", "-document_id")
    pks = [row["document_id"] for row in counted[:_CANDIDATES]]
    return OfficialDocument.objects.filter(pk__in=pks).select_related("type", "issuer")


def _left_out(document: OfficialDocument) -> set[int]:
    judged = NotTheSame.objects.filter(Q(one=document.pk) | Q(other=document.pk)).values_list("one_id", "other_id")
    merged = OfficialDocument.objects.exclude(merger=None).values_list("pk", flat=True)
    return {pk for pair in judged for pk in pair} | set(merged) | emergency.held_ids()
