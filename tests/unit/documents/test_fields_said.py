"""A field of work is proposed where a subject plainly names one, and nowhere else."""

import pytest

from documents.document_types import FIELDS_OF_WORK
from documents.fields_said import field_in


@pytest.mark.parametrize(
    ("subject", "name", "words"),
    [
        ("về đẩy mạnh chuyển đổi số trong cơ quan Đảng", "Khoa học, công nghệ, chuyển đổi số", "chuyển đổi số"),
        ("Tăng cường công tác dân vận của chính quyền", "Dân vận, Mặt trận, đoàn thể", "dân vận"),
        ("thủ tục trong lĩnh vực đất\nđai trên địa bàn tỉnh", "Xây dựng, giao thông, đất đai", "đất\nđai"),
        ("CẢI CÁCH  HÀNH CHÍNH năm 2026", "Cải cách hành chính, tổ chức bộ máy", "CẢI CÁCH  HÀNH CHÍNH"),
        ("về công tác kiểm tra, giám sát năm 2026", "Kiểm tra, giám sát", "kiểm tra, giám sát"),
    ],
)
@pytest.mark.parametrize("before", ["", "KẾT LUẬN\n"])
def test_a_field_that_is_named_is_found_where_it_stands(subject: str, name: str, words: str, before: str) -> None:
    text = f"{before}{subject}\nchuyển đổi số"

    found = field_in(text, len(before), len(before) + len(subject), FIELDS_OF_WORK)

    assert found is not None
    assert found[0] == name
    assert text[found[1] : found[2]] == words


@pytest.mark.parametrize(
    "subject",
    [
        "về việc tổ chức thực hiện Nghị quyết",
        "xây dựng kế hoạch kiểm tra hồ sơ",
        "công tác tổ chức hội nghị tổng kết",
        "ngành giáo dục và công tác dân vận",
        "thông tin về người phát ngôn",
        "",
    ],
)
def test_everyday_words_and_two_fields_at_once_propose_none(subject: str) -> None:
    assert field_in(subject, 0, len(subject), FIELDS_OF_WORK) is None


def test_the_names_that_editors_keep_are_what_is_looked_for() -> None:
    subject = "chế độ trong lĩnh vực thủy sản, nước mắm"

    assert field_in(subject, 0, len(subject), FIELDS_OF_WORK) is None
    assert field_in(subject, 0, len(subject), ["Thủy sản"]) == ("Thủy sản", 22, 30)
