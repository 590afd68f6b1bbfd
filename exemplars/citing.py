"""Which exemplars speak of a document: those that illustrate it, and those that it honoured."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.utils import timezone

from documents.citations import CitingItem
from exemplars.models import Award, ExemplarPage, Illustration

LABEL = "Gương điển hình"


def citing(document_ids: Collection[int]) -> list[CitingItem]:
    """Return the visible exemplars that illustrate, or were honoured by, any of the documents."""
    clauses = _clauses(document_ids)
    exemplars = ExemplarPage.objects.visible().filter(pk__in=clauses).defer("deed").newest_first()
    return [_item(exemplar, clauses[exemplar.pk]) for exemplar in exemplars]


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
