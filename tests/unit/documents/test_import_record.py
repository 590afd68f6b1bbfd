"""A row of an import file is taken as it stands, or refused with a reason; nothing is put into it."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from documents.importing.adapters import read_lines, read_vbpl
from documents.importing.dates import HANOI
from documents.importing.record import RecordError, read_record
from documents.importing.title import read_title

ROW: dict[str, Any] = {"source": "cu", "key": "1", "title": "Thông báo"}


def test_a_full_row_is_read_field_by_field() -> None:
    record = read_record(
        ROW
        | {
            "kind": "article",
            "number": " 14-KL/TW ",
            "issued_on": "2021-09-22",
            "created_at": "2022-12-10T17:11:43",
            "old_paths": ["/tin/1.html", " "],
            "files": ["a.pdf"],
        }
    )

    assert record.number == "14-KL/TW"
    assert record.issued_on == date(2021, 9, 22)
    assert record.created_at == datetime(2022, 12, 10, 17, 11, 43, tzinfo=HANOI)
    assert (record.old_paths, record.files) == (("/tin/1.html",), ("a.pdf",))
    assert record.warnings == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"source": ""}, "source"),
        ({"key": None}, "key"),
        ({"title": None}, "title"),
        ({"title": 5}, "chuỗi"),
        ({"issued_on": "22/9/2021"}, "issued_on"),
        ({"issued_on": 2021}, "issued_on"),
        ({"created_at": "hôm qua"}, "created_at"),
        ({"files": "a.pdf"}, "danh sách"),
        ({"number": "1" * 161}, "161"),
        ({"title": "a" * 1001}, "1001"),
    ],
)
def test_a_wrong_row_is_refused_with_the_name_of_what_is_wrong(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(RecordError, match=reason):
        read_record(ROW | change)


@pytest.mark.parametrize("row", [None, [], "x", 3])
def test_what_is_no_object_is_refused(row: object) -> None:
    with pytest.raises(RecordError):
        read_record(row)


@pytest.mark.parametrize("day", ["2984-05-24", "0003-10-24", "1944-12-31"])
def test_a_day_that_cannot_be_is_left_out_and_said(day: str) -> None:
    record = read_record(ROW | {"effective_on": day, "issued_on": "2020-01-02"})

    assert record.effective_on is None
    assert record.issued_on == date(2020, 1, 2)
    assert day in record.warnings[0]


def test_days_that_contradict_each_other_are_not_both_believed() -> None:
    record = read_record(ROW | {"issued_on": "2020-05-01", "effective_on": "2020-04-01", "expired_on": "2021-01-01"})

    assert (record.issued_on, record.effective_on, record.expired_on) == (date(2020, 5, 1), None, date(2021, 1, 1))
    assert "effective_on" in record.warnings[0]


def test_a_strange_field_is_named_and_the_row_goes_in() -> None:
    assert "mau_sac" in read_record(ROW | {"mau_sac": "đỏ"}).warnings[0]


def test_text_is_composed_and_the_digest_does_not_move_with_the_encoding() -> None:
    composed = read_record(ROW | {"title": normalize("NFC", "Kết luận")})
    decomposed = read_record(ROW | {"title": normalize("NFD", "Kết luận")})

    assert composed == decomposed
    assert composed.digest() == decomposed.digest()
    assert composed.digest() != composed.digest("tệp khác")


def test_bad_lines_are_reported_by_line_and_the_others_read(tmp_path: Path) -> None:
    file = tmp_path / "nguon.jsonl"
    good = json.dumps(ROW, ensure_ascii=False).encode()
    file.write_bytes(b"\xef\xbb\xbf" + good + b"\n\n{bad\n\xff\xfe\n" + b"[" * 100_000 + b"\n" + good + b"\n")

    rows = list(read_lines(file))

    assert [row.place for row in rows if row.record] == ["nguon.jsonl:1", "nguon.jsonl:6"]
    assert [row.place for row in rows if row.error] == ["nguon.jsonl:3", "nguon.jsonl:4", "nguon.jsonl:5"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Nghị định số 05/2026/NĐ-CP Về tổ chức", ("Nghị định", "05/2026/NĐ-CP", "Về tổ chức")),
        ("Thông tư 96/2025/TT-BTC: Bãi bỏ Thông tư số 19/2003/TT-BTC",
         ("Thông tư", "96/2025/TT-BTC", "Bãi bỏ Thông tư số 19/2003/TT-BTC")),
        ("Luật Thi đua, khen thưởng số 06/2022/QH15", ("Luật", "06/2022/QH15", "Thi đua, khen thưởng")),
        ("Kết luận số 14-KL/TW ngày 22/9/2021 của Bộ Chính trị về chủ trương",
         ("Kết luận", "14-KL/TW", "về chủ trương")),
        ("số 750/TTg-QHĐP về việc đính chính", ("", "750/TTg-QHĐP", "về việc đính chính")),
    ],
)  # fmt: skip
def test_a_title_gives_type_symbol_and_the_rest_as_subject(title: str, expected: tuple[str, str, str]) -> None:
    read = read_title(title)

    assert (read.type_name, read.symbol, read.subject) == expected


@pytest.mark.parametrize(
    "title", ["Hướng dẫn thực hiện Nghị định số 73/2023/NĐ-CP", "Tin về Quyết định 12/QĐ-UBND", ""]
)
def test_a_number_inside_a_title_is_another_documents(title: str) -> None:
    assert read_title(title).symbol == ""


def test_a_day_in_the_title_is_read_only_right_behind_the_symbol() -> None:
    assert read_title("Kết luận số 14-KL/TW ngày 22 tháng 9 năm 2021 của Bộ Chính trị về x").issued_on == date(
        2021, 9, 22
    )
    assert read_title("Thông tư số 1/2020/TT-BTC sửa đổi Thông tư ngày 01/02/2003").issued_on is None


@pytest.mark.shared
def test_every_row_of_the_crawl_is_read(shared: Path) -> None:
    texts = list(read_vbpl(shared / "samples" / "vbpl_documents.jsonl"))
    attributes = list(read_vbpl(shared / "samples" / "vbpl_attributes.jsonl"))

    assert [row.error for row in texts + attributes if row.error] == []
    assert len(texts) == 30
    assert all(row.record and row.record.text and row.record.effective_on for row in texts)
    assert len(attributes) == 15
    assert all(row.record and not row.record.text and row.record.number and row.record.issued_on for row in attributes)
    assert len({row.record.key for row in texts + attributes if row.record}) == 45


@pytest.mark.shared
def test_every_title_of_the_gazette_gives_a_symbol(shared: Path) -> None:
    lines = (shared / "samples" / "gazette_titles.jsonl").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if not read_title(json.loads(line)["title"]).symbol] == []
