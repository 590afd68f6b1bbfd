"""Going through a resource by key: nothing twice and nothing lost, whatever is added or taken down meanwhile.

Records come newest key first. A page is asked for by the key of the last record before it, so that it costs the same
at any depth.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from portal.api.views import Refused

PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
_NUMBER = re.compile(r"\d{1,18}", re.ASCII)
PARAMETERS = [
    OpenApiParameter("after", int, description="Mã của bản ghi cuối ở trang trước; bỏ trống ở trang đầu."),
    OpenApiParameter(
        "page_size", int, description=f"Số bản ghi một trang, từ 1 đến {MAX_PAGE_SIZE}; mặc định {PAGE_SIZE}."
    ),
    OpenApiParameter(
        "updated_since", str, description="Chỉ bản ghi đăng hoặc cập nhật từ ngày (2026-11-28) hoặc lúc này."
    ),
]


class ProblemSerializer(serializers.Serializer):
    """Why a request is not served."""

    message = serializers.CharField(help_text="Một câu nói điều gì chưa đúng.")


RECORD = OpenApiParameter("id", int, OpenApiParameter.PATH, description="Mã của bản ghi (id trong danh sách).")
_PROBLEMS = {
    400: "Có tham số không đọc được.",
    404: "Không có bản ghi này, hoặc bản ghi không công khai.",
    410: "Bản ghi đã được gỡ; message nói ngày và lý do.",
    429: "Hỏi quá nhiều trong một phút; Retry-After là số giây cần chờ.",
}


def problems(*statuses: int) -> dict[int, OpenApiResponse]:
    """Return the description of these refusals."""
    return {status: OpenApiResponse(ProblemSerializer, _PROBLEMS[status]) for status in statuses}


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a resource: its rows, and the address of the next page, if there is one."""

    rows: list[Any]
    next: str | None


def number_in(asked: Mapping[str, Any], name: str, *, most: int, default: int = 0) -> int:
    """Return the whole number that ``asked`` names; raises Refused where it is none from 1 to ``most``."""
    typed = str(asked.get(name) or "")
    if not typed:
        return default
    if not (_NUMBER.fullmatch(typed) and 1 <= int(typed) <= most):
        raise Refused(400, f"{name} phải là số từ 1 đến {most}.")
    return int(typed)


def moment_in(asked: Mapping[str, Any], name: str) -> datetime | None:
    """Return the day or instant that ``asked`` names, in our zone if none is said; raises Refused for anything else."""
    typed = str(asked.get(name) or "")
    if not typed:
        return None
    try:
        moment = parse_datetime(typed) if "T" in typed else None
        day = parse_date(typed) if moment is None else None
    except ValueError:
        moment = day = None
    if moment is None and day is not None:
        moment = datetime(day.year, day.month, day.day)
    try:
        # At either end of the calendar an instant has no day in another zone.
        found = moment and (moment if timezone.is_aware(moment) else timezone.make_aware(moment)).astimezone(UTC)
    except OverflowError:
        found = None
    if found is None:
        raise Refused(400, f"{name} phải là ngày như 2026-11-28, hoặc lúc như 2026-11-28T08:00:00+07:00.")
    return found


def part_of(rows: "QuerySet[Any]", asked: Mapping[str, Any], path: str) -> Part:
    """Return the page of ``rows`` that ``asked`` names; raises Refused. ``path`` is the resource's address."""
    size = number_in(asked, "page_size", most=MAX_PAGE_SIZE, default=PAGE_SIZE)
    after = number_in(asked, "after", most=10**18 - 1)
    since = moment_in(asked, "updated_since")
    if after:
        rows = rows.filter(pk__lt=after)
    if since:
        rows = rows.filter(last_published_at__gte=since)
    found = list(rows.order_by("-pk")[: size + 1])
    if len(found) <= size:
        return Part(found, None)
    kept = {name: value for name, value in asked.items() if name != "after" and value}
    return Part(found[:size], f"{path}?{urlencode({**kept, 'after': found[size - 1].pk})}")


def page_serializer(name: str, of: type[serializers.Serializer]) -> Any:
    """Return the serializer of one page of ``of``."""
    fields = {
        "__doc__": "Một trang bản ghi.",
        "results": of(many=True),
        "next": serializers.CharField(allow_null=True, help_text="Địa chỉ trang sau; null ở trang cuối."),
    }
    return type(name, (serializers.Serializer,), fields)
