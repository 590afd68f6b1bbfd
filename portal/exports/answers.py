"""Answers that hand a table over as a file."""

from collections.abc import Iterable

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from portal.exports import comma_separated, workbook
from portal.exports.cells import Row

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_answer(name: str, heads: Iterable[str], rows: Iterable[Row]) -> StreamingHttpResponse:
    """Return ``name``.csv. ``rows`` is read while the answer is sent."""
    answer = StreamingHttpResponse(comma_separated.lines(heads, rows), content_type="text/csv; charset=utf-8")
    return _as_file(answer, f"{name}.csv")


def xlsx_answer(
    name: str, sheet: str, heads: Iterable[str], rows: Iterable[Row], widths: Iterable[int] = ()
) -> StreamingHttpResponse:
    """Return ``name``.xlsx with one sheet."""
    answer = StreamingHttpResponse(workbook.pieces(sheet, heads, rows, widths), content_type=XLSX)
    return _as_file(answer, f"{name}.xlsx")


def _as_file(answer: StreamingHttpResponse, name: str) -> StreamingHttpResponse:
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer
