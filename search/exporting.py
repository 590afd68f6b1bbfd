"""A whole result list as rows of a table, for officials who work on with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from portal.exports import Cell, Row
from search import archive, registry
from search.engine import EngineUnavailable
from search.types import Hit, SearchQuery
from search.walking import MAX_WALKED, walk

HEADS = (
    "Số, ký hiệu", "Loại", "Tiêu đề", "Cơ quan ban hành, tác giả", "Ngày", "Ngày chính xác", "Tình trạng hiệu lực",
    "Tình trạng tính đến", "Địa chỉ", "Nguồn", "Khóa tại nguồn",
)  # fmt: skip
WIDTHS = (18, 16, 70, 34, 14, 12, 20, 14, 50, 14, 22)
_WHOLE_DAY = re.compile(r"\d{2}/\d{2}/\d{4}")
BROKEN_OFF = "Danh sách chưa đủ: máy tìm kiếm ngừng trả lời giữa chừng. Mời tải lại sau ít phút."


@dataclass(frozen=True, slots=True)
class Export:
    """What is going to be written: the query in the order of the list, and how many records it finds."""

    query: SearchQuery
    total: int

    @property
    def note(self) -> str:
        """What is said where the list does not hold everything, else nothing."""
        if self.total <= MAX_WALKED:
            return ""
        return (
            f"Danh sách dừng ở {_number(MAX_WALKED)} dòng đầu; có {_number(self.total)} kết quả. "
            "Mời thu hẹp bằng bộ lọc rồi tải từng phần."
        )


def plan(query: SearchQuery, *, user: Any | None = None) -> Export | None:
    """Return what an export of ``query`` holds, or ``None`` where the engine does not answer.

    What a page lists by rank only in part is written newest first: an order by rank ends where the page's does.
    """
    found = archive.search(replace(query, page=1, page_size=1, facets=(), passages=0), user=user)
    if found.degraded:
        return None
    is_long = query.sort == "rank" and found.count > archive.MAX_RANK
    return Export(replace(query, page=1, sort="newest" if is_long else query.sort), found.count)


def rows(export: Export, *, base: str, today: date, user: Any | None = None) -> Iterator[Row]:
    """Yield the rows one by one, and a last one that says so where something is missing."""
    try:
        for hit in walk(export.query, user=user):
            yield _row(hit, base, today)
    except EngineUnavailable:
        yield [BROKEN_OFF]
        return
    if export.note:
        yield [export.note]


def _row(hit: Hit, base: str, today: date) -> Row:
    shown = hit.shown
    source = registry.source_of_kind(hit.kind)
    status = shown.get("status_label", "")
    return [
        hit.number or shown.get("no_number", ""),
        shown.get("type") or shown.get("section") or (source.label if source else ""),
        hit.title,
        shown.get("issuer") or shown.get("author") or "",
        _day(hit),
        shown.get("precision") or ("đến ngày" if hit.date else ""),
        status,
        today if status else None,
        f"{base}{hit.url}",
        hit.source,
        hit.source_key or hit.key,
    ]


def _day(hit: Hit) -> Cell:
    said = shown if (shown := hit.shown.get("date", "")) and not _WHOLE_DAY.fullmatch(shown) else ""
    return said or hit.date


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
