"""Reading an article out of an old page's plain text."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from news.layout import read_article

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
PAGE = """TRANG TIN CỦA TỈNH

TỈNH SÔNG XANH


Sông Xanh mở lớp tập huấn
cho báo cáo viên cơ sở

Ngày tạo:  03/04/2025 08:05:09
Sáng 3/4, lớp tập huấn mở tại hội trường tỉnh.

      Lớp có 120 người dự.

- Một là nói ngắn;

- Hai là trả lời nhiều.

Nguyễn Thị Hoa

File đính kèm
   lich-hoc.docx

Nhập nội dung ý kiến của bạn.
Nhập tên của bạn.
"""


def test_the_parts_of_an_old_page_are_told_apart() -> None:
    read = read_article(PAGE)

    assert read is not None
    assert read.title == "Sông Xanh mở lớp tập huấn cho báo cáo viên cơ sở"
    assert read.created_at == datetime(2025, 4, 3, 8, 5, 9, tzinfo=HANOI)
    assert read.author == "Nguyễn Thị Hoa"
    assert read.summary == "Sáng 3/4, lớp tập huấn mở tại hội trường tỉnh."
    assert read.text == "Lớp có 120 người dự.\n\n- Một là nói ngắn;\n\n- Hai là trả lời nhiều."


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Ngày đăng: 1/2/2024", datetime(2024, 2, 1, tzinfo=HANOI)),
        ("Đăng ngày 01.02.2024 7h05", datetime(2024, 2, 1, 7, 5, tzinfo=HANOI)),
        ("Ngày cập nhật: 01-02-2024, 23:59", datetime(2024, 2, 1, 23, 59, tzinfo=HANOI)),
    ],
)
def test_a_stamp_is_read_however_it_is_written(line: str, moment: datetime) -> None:
    read = read_article(f"Tiêu đề\n\n{line}\nĐoạn mở đầu.\n\nĐoạn sau.")

    assert read is not None
    assert read.created_at == moment


@pytest.mark.parametrize("last", ["bền vững./.", "Kính mời các cơ quan cùng thực hiện nhiệm vụ", "NƠI NHẬN"])
def test_a_last_line_that_is_no_name_stays_in_the_text(last: str) -> None:
    read = read_article(f"Tiêu đề\n\nNgày tạo: 01/02/2024\nĐoạn mở đầu.\n\n{last}")

    assert read is not None
    assert read.author == ""
    assert read.text.endswith(last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Chỉ có chữ.",
        "Ngày tạo: 01/02/2024\nKhông có tiêu đề.",
        "Tiêu đề\n\nNgày tạo: 31/02/2024\nĐoạn.",
        "A\n\nNgày tạo: 01/02/2024",
    ],
)
def test_what_is_no_article_page_is_left_to_others(text: str) -> None:
    assert read_article(text) is None


@pytest.mark.shared
def test_the_article_among_the_real_texts_is_read_and_the_others_are_not(shared: Path) -> None:
    read = {path.name[:3]: read_article(path.read_text(encoding="utf-8")) for path in (shared / "seeds").glob("*.txt")}

    article = read.pop("001")
    assert article is not None
    assert article.created_at == datetime(2022, 12, 10, 17, 11, 43, tzinfo=HANOI)
    assert article.author == "Tuấn Lâm"
    assert article.title.startswith("Thanh Hóa triển khai thực hiện Kết luận")
    assert "của bạn" not in article.text
    assert set(read.values()) == {None}
