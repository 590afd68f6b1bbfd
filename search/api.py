"""The read interface of search: one address, JSON, nothing written."""

from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from portal.api.listing import problems
from portal.api.views import PublicView, Refused
from search import archive
from search.forms import BACKWARD, ONWARD, SORTS, ApiRequest
from search.ordering import spell_place
from search.types import Hit, Results, SearchQuery

REQUESTS_A_MINUTE = 120
SORT_WORDS = ", ".join(f"{name} ({label.lower()})" for name, label in SORTS.items())
DEGRADED = "Máy tìm kiếm tạm thời không trả lời; chỉ tìm được theo số, ký hiệu chính xác."


class MarkSerializer(serializers.Serializer):
    """A text of a result with the stretches that match."""

    field = serializers.CharField(help_text="title, number hoặc passage.")
    text = serializers.CharField(help_text="Nguyên văn.")
    spans = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()),
        help_text="Các đoạn khớp: cặp đầu, cuối tính theo ký tự của text, không gồm ký tự cuối.",
    )


class HitSerializer(serializers.Serializer):
    """A result."""

    source = serializers.CharField(help_text="Nguồn của bản ghi.")
    key = serializers.CharField(help_text="Khóa của bản ghi tại nguồn.")
    kind = serializers.CharField(help_text="Loại nội dung: document, article, exemplar, information.")
    title = serializers.CharField(help_text="Tiêu đề.")
    number = serializers.CharField(help_text="Số, ký hiệu; trống khi không có.")
    url = serializers.CharField(help_text="Đường dẫn trên trang này.")
    marks = MarkSerializer(many=True, help_text="Chỗ khớp để tô.")
    text_origin = serializers.CharField(required=False, help_text="Có khi toàn văn do máy làm ra.")


class FacetValueSerializer(serializers.Serializer):
    """A value of a facet."""

    value = serializers.CharField(help_text="Giá trị, dùng làm tham số lọc.")
    label = serializers.CharField(help_text="Tên của giá trị.")
    count = serializers.IntegerField(help_text="Số kết quả mang giá trị này.")


class ResultsSerializer(serializers.Serializer):
    """A page of results."""

    count = serializers.IntegerField(help_text="Số kết quả, đếm đủ.")
    results = HitSerializer(many=True, help_text="Kết quả của trang này.")
    next = serializers.CharField(
        allow_null=True,
        help_text="Đường dẫn của trang sau; null ở trang cuối. Danh sách xếp theo ngày hay số đi tiếp đến hết, "
        "không lặp và không sót.",
    )
    facets = serializers.DictField(
        child=FacetValueSerializer(many=True), help_text="Theo tên bộ lọc: các giá trị và số kết quả của từng giá trị."
    )


class DegradedSerializer(ResultsSerializer):
    """What the database alone can answer."""

    message = serializers.CharField(help_text="Một câu nói vì sao kết quả chưa đủ.")


class SearchView(PublicView):
    """Search for everybody: only what the public may find, whoever asks."""

    budget = "api-search"

    def a_minute(self) -> int:
        """Return how many searches one client may make in a minute."""
        return REQUESTS_A_MINUTE

    @extend_schema(
        operation_id="search",
        summary="Tìm kiếm",
        description=(
            "Tìm như ô tìm kiếm của trang: theo số, từ khóa, cụm từ trong ngoặc kép, có dấu hoặc không dấu. Mọi bộ lọc "
            "trong địa chỉ của trang tìm kiếm (loai, co-quan, nam, tinh-trang, …) đều dùng được ở đây, mỗi bộ lọc "
            f"nhiều giá trị. Xem được {archive.MAX_RANK} kết quả đầu."
        ),
        parameters=[
            OpenApiParameter("q", str, description="Câu tìm; trống là mọi nội dung."),
            OpenApiParameter("kind", str, description="Một loại nội dung: document, article, exemplar, information."),
            OpenApiParameter("sort", str, description=f"Cách xếp: {SORT_WORDS}."),
            OpenApiParameter("tu-ngay", str, description="Ngày của bản ghi từ ngày này (năm-tháng-ngày) trở đi."),
            OpenApiParameter("den-ngay", str, description="Ngày của bản ghi đến hết ngày này."),
            OpenApiParameter("plain", str, description="1: không đọc số, ký hiệu trong câu tìm."),
            OpenApiParameter("sau", str, description="Chỗ đi tiếp của danh sách xếp theo ngày hay số; next ghi sẵn."),
            OpenApiParameter("page", int, description="Trang, từ 1."),
            OpenApiParameter(
                "page_size", int, description=f"Số kết quả một trang, từ 1 đến {archive.MAX_PAGE_SIZE}; mặc định 20."
            ),
        ],
        responses={200: ResultsSerializer, **problems(400, 429), 503: OpenApiResponse(DegradedSerializer, DEGRADED)},
        tags=["Tìm kiếm"],
    )
    def get(self, request: Any) -> Response:
        """Answer with a page of results."""
        asked = ApiRequest.from_address(request.GET)
        if asked.error:
            raise Refused(400, asked.error)
        room = archive.MAX_RANK - (asked.query.page - 1) * asked.query.page_size
        if room <= 0:
            raise Refused(400, str(archive.TooDeep(archive.MAX_RANK)))
        found = archive.search(asked.query)
        found = replace(found, hits=found.hits[:room])
        if found.degraded:
            return Response({"message": DEGRADED, **to_json(found)}, status=503, headers={"Retry-After": "30"})
        return Response(to_json(found, path_of_next(request.GET, asked.query, found)))


search = require_safe(SearchView.as_view())


def path_of_next(data: QueryDict, query: SearchQuery, found: Results) -> str | None:
    """Return where the answer to ``data`` goes on: from the place at which a sorted page ends, or by the next page."""
    onward = data.copy()
    if found.last is not None:
        if not (found.more or (query.backward and not query.onward)):
            return None
        for name in ("page", BACKWARD):
            onward.pop(name, None)
        onward[ONWARD] = spell_place(found.last)
    elif query.page * query.page_size < min(found.count, archive.MAX_RANK):
        onward["page"] = str(query.page + 1)
    else:
        return None
    return f"{reverse('api-search')}?{onward.urlencode()}"


def to_json(found: Results, following: str | None = None) -> dict[str, object]:
    """Return ``found`` in the shape that the interface promises; ``following`` is the path of the next page."""
    return {
        "count": found.count,
        "results": [_hit(hit) for hit in found.hits],
        "facets": {
            name: [{"value": each.value, "label": each.label, "count": each.count} for each in values]
            for name, values in found.facets.items()
        },
        "next": following,
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
