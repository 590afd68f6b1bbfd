"""Which exemplars speak of a document: those that illustrate it, and those that it honoured."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from documents.citations import CitingItem
from exemplars.models import Award, ExemplarPage, Illustration

LABEL = "Gương điển hình"


def citing(document_ids: Collection[int]) -> list[CitingItem]:
    """Return the visible exemplars that illustrate, or were honoured by, any of the documents, with one query."""
    here = {"page": OuterRef("pk")}
    decided = Q(document_id__in=document_ids) | Q(revoking_document_id__in=document_ids)
    illustrating = Illustration.objects.filter(**here, document_id__in=document_ids)
    exemplars = (
        ExemplarPage.objects.visible()
        .annotate(
            is_honoured=Exists(Award.objects.filter(decided, **here)),
            illustrated=Subquery(illustrating.order_by("sort_order", "pk").values("clause")[:1]),
        )
        .filter(Q(is_honoured=True) | Q(illustrated__isnull=False))
    )
    return [_item(exemplar) for exemplar in exemplars.defer("deed").newest_first()]


def _item(exemplar: Any) -> CitingItem:
    clause, moment = exemplar.illustrated, exemplar.first_published_at
    label = f"{LABEL}, quyết định khen thưởng"
    if clause is not None:
        label = f"{LABEL}, minh họa {clause[:1].lower()}{clause[1:]}" if clause else LABEL
    return CitingItem(exemplar.title, exemplar.get_url() or "", label, timezone.localdate(moment) if moment else None)
