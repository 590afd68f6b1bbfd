"""What readers look for, for those who write and decide: what led nowhere, and what is looked for most."""

import sqlite3
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.exports import csv_answer
from search import query_log

MAY_READ = "search.read_query_log"
LISTS = {"khong-ra": ("Tìm không ra", True), "nhieu": ("Tìm nhiều", False)}
HEADS = (
    "Câu tìm (đã bỏ dấu)", "Số lần", "Kết quả lần gần nhất", "Ngày tìm gần nhất", "Số lần mở", "Hạng mở trung bình",
)  # fmt: skip
may_read = permission_required(MAY_READ, raise_exception=True)


@may_read
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """Show both lists."""
    try:
        found: list[dict[str, Any]] = [
            {"name": name, "title": title, "rows": query_log.sought(found_nothing=nothing), "nothing": nothing}
            for name, (title, nothing) in LISTS.items()
        ]
    except sqlite3.Error:
        found = []
    return _page(request, found)


def _page(request: HttpRequest, found: list[dict[str, Any]], status: int = 200) -> HttpResponse:
    context = {"lists": found, "floor": query_log.FLOOR, "days": query_log.KEPT.days}
    return render(request, "search/admin/query_log.html", context, status=status)


@may_read
@require_safe
def table(request: HttpRequest, name: str) -> HttpResponseBase:
    """Give one of the lists out as CSV; 503 with a sentence where it cannot be read."""
    try:
        rows = query_log.sought(found_nothing=LISTS[name][1], limit=5_000)
    except sqlite3.Error:
        return _page(request, [], status=503)
    cells = ([row.term, row.times, row.found, row.last_on, row.opened, _rounded(row.mean_rank)] for row in rows)
    response = csv_answer(f"tim-kiem-{name}-{timezone.localdate():%Y-%m-%d}", HEADS, cells)
    response["Cache-Control"] = "private, no-store"
    return response


def _rounded(rank: float | None) -> float | None:
    return None if rank is None else round(rank, 1)
