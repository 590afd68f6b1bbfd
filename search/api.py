"""The read interface of search: one address, JSON, nothing written."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from portal.throttle import limits
from search import archive
from search.forms import ApiRequest
from search.types import Hit, Results

REQUESTS_A_MINUTE = 120


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer ``GET /api/v1/search`` for everybody: only what the public may find, whoever asks."""
    client = limits.client_of(request.META.get("REMOTE_ADDR", ""))
    if not limits.allow("api-search", client, limit=REQUESTS_A_MINUTE, seconds=60):
        return _problem(429, "Quá nhiều yêu cầu trong một phút. Mời thử lại sau ít phút.", retry_after=60)
    asked = ApiRequest.from_address(request.GET)
    if asked.error:
        return _problem(400, asked.error)
    room = archive.MAX_RANK - (asked.query.page - 1) * asked.query.page_size
    if room <= 0:
        return _problem(400, str(archive.TooDeep(archive.MAX_RANK)))
    found = archive.search(asked.query)
    found = replace(found, hits=found.hits[:room])
    if found.degraded:
        body = {"message": "Máy tìm kiếm tạm thời không trả lời; chỉ tìm được theo số, ký hiệu chính xác."}
        return _json({**body, **to_json(found)}, status=503, retry_after=30)
    return _json(to_json(found))


def to_json(found: Results) -> dict[str, object]:
    """Return ``found`` in the shape that the interface promises."""
    return {
        "count": found.count,
        "results": [_hit(hit) for hit in found.hits],
        "facets": {
            name: [{"value": each.value, "label": each.label, "count": each.count} for each in values]
            for name, values in found.facets.items()
        },
    }


def _hit(hit: Hit) -> dict[str, object]:
    shown: dict[str, object] = {
        "source": hit.source,
        "key": hit.source_key or hit.key,
        "kind": hit.kind,
        "title": hit.title,
        "number": hit.number,
        "url": hit.url,
        "marks": [
            {"field": mark.field, "text": mark.text, "spans": [list(span) for span in mark.spans]} for mark in hit.marks
        ],
    }
    if origin := hit.shown.get("text_origin"):
        shown["text_origin"] = origin
    return shown


def _problem(status: int, message: str, retry_after: int = 0) -> JsonResponse:
    return _json({"message": message}, status, retry_after)


def _json(body: dict[str, object], status: int = 200, retry_after: int = 0) -> JsonResponse:
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response
