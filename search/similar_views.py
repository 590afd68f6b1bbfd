"""What is like a record: a page of its own, and the part of it that the record's page puts in place."""

from django.db.models import BigIntegerField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.pages import errors
from portal.pages.cache import keep
from portal.throttle import limits
from search import registry
from search.engine import EngineUnavailable
from search.patience import at_most
from search.result_rows import row_of
from search.similar import similar

READINGS_A_MINUTE = 60
PART = "phan"
TITLES = {"document": "Văn bản gần giống", "article": "Bài liên quan"}


@require_safe
@at_most()
def similar_records(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Answer with the records like a public one; with ``?phan=1`` only their list. 404 for what is not
    public, 503 without the engine."""
    client = limits.sender_of(request.META)
    if not limits.allow("similar", client, limit=READINGS_A_MINUTE, seconds=60):
        response = errors.too_many(request)
        response["Retry-After"] = "60"
        return response
    source = registry.source_of_kind(kind)
    # No database can even be asked for a larger key.
    if source is None or pk > BigIntegerField.MAX_BIGINT or not source.visible([pk]):
        raise Http404("Không có nội dung này.")
    obj = next(iter(source.objects([pk])), None)
    if obj is None:
        raise Http404("Không có nội dung này.")
    document = source.to_document(obj)
    try:
        found = similar(document, user=getattr(request, "user", None))
    except EngineUnavailable:
        return errors.unavailable(request)
    title = TITLES.get(kind, "Nội dung gần giống")
    context = {
        "heading": title,
        "of": document,
        "rows": [row_of(hit) for hit in found],
        "breadcrumbs": (("Trang chủ", "/"), (document.number or document.title, document.url), (title, "")),
    }
    is_part = request.GET.get(PART) == "1"
    template = "search/parts/similar_list.html" if is_part else "search/similar.html"
    response = render(request, template, context)
    keep(response, PART, is_kept=False)
    return response
