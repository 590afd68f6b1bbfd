"""Which exemplars speak of a document: those that illustrate it, and those that it honoured."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from documents import citations
from documents.citations import CitingItem, CitingTexts
from exemplars.models import Award, ExemplarPage, Illustration
from exemplars.text import passages

LABEL = "Gương điển hình"


def _naming(document_id: int, mentioned: QuerySet[Any]) -> QuerySet[Any]:
    decided = Award.objects.filter(Q(document_id=document_id) | Q(revoking_document_id=document_id)).values("page_id")
    illustrating = Illustration.objects.filter(document_id=document_id).values("page_id")
    named = Q(pk__in=decided) | Q(pk__in=illustrating) | Q(pk__in=mentioned)
    return ExemplarPage.objects.visible().filter(named).defer("deed").newest_first()


def _described(document_id: int, rows: list[Any]) -> list[CitingItem]:
    clauses = _clauses([document_id])
    return [_item(exemplar, clauses.get(exemplar.pk, LABEL)) for exemplar in rows]


CITING = CitingTexts("guong", LABEL, lambda: ExemplarPage, _naming, _described)
"""The visible exemplars that illustrate a document, were honoured by it, or mention it."""


def record_on_publish(sender: Any, instance: ExemplarPage, revision: Any = None, **kwargs: Any) -> None:
    """Store the documents that are mentioned in the words of an exemplar that goes live."""
    words = {"title": instance.title, "text": "\n".join(passage.text for passage in passages(instance))}
    moment = instance.first_published_at
    citations.record_mentions(
        instance,
        words,
        revision.pk if revision is not None else None,
        day=timezone.localdate(moment) if moment else timezone.localdate(),
    )


def _clauses(document_ids: Collection[int]) -> dict[int, str]:
    named: dict[int, str] = {}
    decided = Q(document_id__in=document_ids) | Q(revoking_document_id__in=document_ids)
    for page_id in Award.objects.filter(decided).values_list("page_id", flat=True):
        named[page_id] = f"{LABEL}, quyết định khen thưởng"
    for page_id, clause in Illustration.objects.filter(document_id__in=document_ids).values_list("page_id", "clause"):
        named[page_id] = f"{LABEL}, minh họa {clause[:1].lower()}{clause[1:]}" if clause else LABEL
    return named


def _item(exemplar: Any, label: str) -> CitingItem:
    moment = exemplar.first_published_at
    return CitingItem(exemplar.title, exemplar.get_url() or "", label, timezone.localdate(moment) if moment else None)
