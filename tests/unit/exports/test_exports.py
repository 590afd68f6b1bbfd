"""A table comes back out of its file as it went in, and nothing in it runs."""

import csv
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest

from portal.exports import csv_answer, xlsx_answer
from portal.exports.cells import starts_formula

HEADS = ["Cơ quan", "Ngày", "Số ngày"]
ROWS = [
    ["Sở Nội vụ, “một cửa”", date(2026, 1, 15), 36],
    ["Đảng ủy xã\nPhú Khê", None, -4],
    ["", date(2021, 9, 22), 1.5],
]
DANGEROUS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1dHYPERLINK(1)", "|x", "%0"]


def csv_rows(rows: list[list[object]]) -> list[list[str]]:
    content = b"".join(csv_answer("bang", HEADS, rows))  # type: ignore[arg-type]
    assert content.startswith(b"\xef\xbb\xbf"), "office programs see UTF-8 by the mark"
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def xlsx_sheet(rows: list[list[object]]) -> openpyxl.worksheet.worksheet.Worksheet:
    content = b"".join(xlsx_answer("bang", "Bảng: 1/2", HEADS, rows))  # type: ignore[arg-type]
    return openpyxl.load_workbook(BytesIO(content)).active


def test_csv_parses_back() -> None:
    assert csv_rows(ROWS) == [
        HEADS,
        ["Sở Nội vụ, “một cửa”", "15/01/2026", "36"],
        ["Đảng ủy xã\nPhú Khê", "", "-4"],
        ["", "22/09/2021", "1.5"],
    ]


def test_xlsx_parses_back_with_days_and_numbers_as_such() -> None:
    sheet = xlsx_sheet(ROWS)

    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[0] == HEADS
    assert values[1][0] == ROWS[0][0]
    assert values[1][1].date() == date(2026, 1, 15)
    assert values[2][2] == -4
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_a_spreadsheet_would_run_is_only_text(text: str) -> None:
    assert starts_formula(text)
    (_, (cell, *_)) = csv_rows([[text, None, None]])
    assert cell.startswith("'")

    written = xlsx_sheet([[text, None, None]])["A2"]
    assert written.data_type == "s"
    assert written.quotePrefix


def test_control_characters_and_endless_text_do_not_break_a_file() -> None:
    sheet = xlsx_sheet([["a\x00\x0bb" + "c" * 100_000, None, 1]])

    assert sheet["A2"].value.startswith("abc")
    assert len(sheet["A2"].value) <= 32_767


def test_rows_are_read_while_the_answer_is_sent() -> None:
    read: list[int] = []

    def rows() -> Iterator[list[int]]:
        for number in range(3):
            read.append(number)
            yield [number]

    answer = iter(csv_answer("bang", ["n"], rows()))
    next(answer)
    assert read == []
    next(answer)
    assert read == [0]
