"""What is like a record: a page of its own, and the part of it that the record's page puts in place."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.pages.cache import keep
from portal.throttle import limits
from search import registry
from search.page import row_of
from search.similar import similar

READINGS_A_MINUTE = 60
PART = "phan"
TITLES = {"document": "Văn bản gần giống", "article": "Bài liên quan"}


@require_safe
def similar_records(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Answer with the records like a public one; with ``?phan=1`` only their list. 404 for what is not public."""
    client = limits.client_of(request.META.get("REMOTE_ADDR", ""))
    if not limits.allow("similar", client, limit=READINGS_A_MINUTE, seconds=60):
        return HttpResponse("Quá nhiều yêu cầu trong một phút. Mời thử lại sau.", status=429, content_type="text/plain")
    source = registry.source_of_kind(kind)
    if source is None or not source.visible([pk]):
        raise Http404("Không có nội dung này.")
    obj = next(iter(source.objects([pk])), None)
    if obj is None:
        raise Http404("Không có nội dung này.")
    document = source.to_document(obj)
    title = TITLES.get(kind, "Nội dung gần giống")
    context = {
        "heading": title,
        "of": document,
        "rows": [row_of(hit) for hit in similar(document, user=getattr(request, "user", None))],
        "breadcrumbs": (("Trang chủ", "/"), (document.number or document.title, document.url), (title, "")),
    }
    is_part = request.GET.get(PART) == "1"
    template = "search/parts/similar_list.html" if is_part else "search/similar.html"
    response = render(request, template, context)
    keep(response, PART, is_kept=False)
    return response
