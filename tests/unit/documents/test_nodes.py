"""Parts of a text found, each with an anchor that stays."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.layout_nodes import nodes
from portal.text.vietnamese import normalise

LAW = """Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
Thông tư này quy định.
Điều 2. Đối tượng
1. Cơ quan.
a) Cấp tỉnh;
b) Cấp xã;
đ) Khác.
2. Cá nhân.
Chương II
TỔ CHỨC
Điều 3. Hiệu lực
1. Từ ngày ký.
"""
PARTY = """Mở đầu có 5 nội dung
I. MỤC TIÊU
1. Mục tiêu chung
1.1. Đến năm 2030
a) Phần một
2. Mục tiêu cụ thể
II- NHIỆM VỤ
1- Tuyên truyền
"""


def anchors(text: str) -> list[str]:
    return [node.anchor for node in nodes(text)]


def test_articles_clauses_and_points_of_a_norm() -> None:
    assert anchors(LAW) == [
        "chuong-i", "dieu-1", "dieu-2", "dieu-2.khoan-1", "dieu-2.khoan-1.diem-a", "dieu-2.khoan-1.diem-b",
        "dieu-2.khoan-1.diem-dd", "dieu-2.khoan-2", "chuong-ii", "dieu-3", "dieu-3.khoan-1",
    ]  # fmt: skip


def test_roman_and_decimal_parts_of_a_party_text() -> None:
    assert anchors(PARTY) == [
        "phan-i", "phan-i.muc-1", "phan-i.muc-1.1", "phan-i.muc-1.1.diem-a", "phan-i.muc-2", "phan-ii", "phan-ii.muc-1",
    ]  # fmt: skip


def test_a_part_ends_where_the_next_of_its_depth_begins() -> None:
    found = {node.anchor: LAW[node.start : node.end] for node in nodes(LAW)}

    assert found["dieu-2.khoan-1"] == "1. Cơ quan.\na) Cấp tỉnh;\nb) Cấp xã;\nđ) Khác."
    assert found["dieu-1"] == "Điều 1. Phạm vi\nThông tư này quy định."
    assert found["chuong-i"].endswith("2. Cá nhân.")


def test_anchors_stay_when_words_change() -> None:
    assert anchors(LAW.replace("Cơ quan.", "Cơ quan, tổ chức và đơn vị.")) == anchors(LAW)


def test_a_number_that_begins_a_broken_line_is_no_part() -> None:
    text = "Quyết tâm đến năm\n2030 trở thành tỉnh công nghiệp, thu\n50 triệu đồng và\n12 tháng sau\n1. Mục thật"

    assert anchors(text) == ["muc-1"]


def test_the_same_label_twice_gets_two_anchors() -> None:
    assert anchors("1. Một\n1. Lại một\n") == ["muc-1", "muc-1-2"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("seed", "expected"),
    [
        ("002", [f"muc-{n}" for n in range(1, 13)]),
        (
            "003",
            ["muc-1", "muc-2", "muc-2.1", "muc-2.2", "muc-2.3", "muc-2.4", "muc-2.5", "muc-3", "muc-3.1", "muc-3.2"],
        ),
        ("004", [f"muc-{n}" for n in range(1, 8)]),
    ],
)
def test_the_numbered_parts_of_real_party_texts(shared: Path, seed: str, expected: list[str]) -> None:
    assert anchors(normalise(next((shared / "seeds").glob(f"{seed}_*.txt")).read_text("utf-8"))) == expected


@pytest.mark.shared
def test_the_articles_of_real_norms_are_those_of_their_contents(shared: Path) -> None:
    rows = [json.loads(row) for row in (shared / "samples/vbpl_documents.jsonl").read_text("utf-8").splitlines()]
    listed = found = 0
    for row in rows:
        wanted = {head.split(".")[0].lower() for head in row["toc"] if head.startswith("Điều ")}
        listed += len(wanted)
        found += len(wanted & {node.label.lower() for node in nodes(normalise(row["text"])) if node.kind == "dieu"})

    assert found == listed > 200


@given(st.text(alphabet="Điều Chương123.a)I-\n Mục", max_size=200))
def test_anchors_are_unique_ascii_and_offsets_hold(text: str) -> None:
    found = nodes(normalise(text))

    assert len({node.anchor for node in found}) == len(found)
    assert all(node.anchor.isascii() and 0 <= node.start < node.end <= len(normalise(text)) for node in found)
