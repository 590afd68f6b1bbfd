"""Line ends of a page are told from those of an author."""

import pytest

from documents.wrapped_lines import unwrapped

PAGE = """ỦY BAN NHÂN DÂN
TỈNH VẠN XUÂN
Số: 208/KH-UBND

KẾ HOẠCH
Thí điểm hộp thư sáng kiến tại các xã, phường

Thực hiện Chương trình hành động số 31-CTr/TU ngày 14/02/2022 của Ban Thường vụ
Tỉnh ủy về chủ trương khuyến khích và bảo vệ cán bộ năng động, sáng tạo, dám nghĩ,
dám làm vì lợi ích chung, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:
1. Mỗi xã, phường mở một hộp thư nhận sáng kiến của cán bộ và người dân địa phương;
Ủy ban nhân dân cấp xã bố trí người nhận
- Văn phòng theo dõi
- Sở Nội vụ tổng hợp"""


def test_a_paragraph_is_one_line_again_and_every_letter_keeps_its_place() -> None:
    read = unwrapped(PAGE)

    assert len(read) == len(PAGE)
    assert "của Ban Thường vụ Tỉnh ủy về chủ trương" in read
    assert "dám nghĩ, dám làm vì lợi ích chung" in read


def test_heads_parts_and_lists_keep_their_lines() -> None:
    lines = unwrapped(PAGE).split("\n")

    assert lines[:6] == PAGE.split("\n")[:6]
    assert [line for line in lines if line.startswith(("1.", "- "))] == [
        "1. Mỗi xã, phường mở một hộp thư nhận sáng kiến của cán bộ và người dân địa phương;",
        "- Văn phòng theo dõi",
        "- Sở Nội vụ tổng hợp",
    ]


def test_lines_that_are_paragraphs_stay_so() -> None:
    text = "Căn cứ Luật Tổ chức chính quyền địa phương" + " và các văn bản liên quan" * 8 + "\nCăn cứ Nghị quyết mới"

    assert unwrapped(text) == text


def test_a_sentence_broken_in_the_middle_is_mended_in_any_text() -> None:
    text = "tạo sự thống nhất cao trong toàn đảng bộ, chính quyền\nvà đồng thuận trong xã hội." + " Thêm chữ." * 20

    assert "chính quyền và đồng thuận" in unwrapped(text)


def test_nothing_and_one_line_are_left_alone() -> None:
    assert unwrapped("") == ""
    assert unwrapped("Một dòng.") == "Một dòng."


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    line = "khơi dậy mạnh mẽ ý thức trách nhiệm, tinh thần đổi mới, hết lòng, hết sức vì Nhân"
    text = f"{line}\n\ndân phục vụ.\n\nĐiều sau bắt đầu ở đây."

    assert unwrapped(text) == f"{line}  dân phục vụ.\n\nĐiều sau bắt đầu ở đây."


def test_a_paragraph_that_begins_under_a_title_stays_apart() -> None:
    title = "dám nghĩ, dám làm, dám chịu trách nhiệm vì lợi ích chung"
    text = f"{title}\nTrong những năm qua, các cấp ủy, tổ chức đảng, chính quyền trong thành phố đã cố gắng"

    assert unwrapped(text) == text


def test_a_sentence_that_ends_in_quotes_or_brackets_has_ended() -> None:
    line = "Ban Thường vụ yêu cầu các cấp ủy quán triệt phương châm nói đi đôi với làm"
    for end in (".”", "?)", ": "):
        assert unwrapped(f"{line}{end}\nvà tiếp tục") == f"{line}{end}\nvà tiếp tục"


@pytest.mark.parametrize(
    "following", ["điều kiện thuận lợi", "phần lớn", "mục tiêu", "35 năm đổi mới", "2025 và xa hơn"]
)
def test_words_and_figures_that_only_look_like_parts_go_on(following: str) -> None:
    line = "Các cấp ủy tập trung lãnh đạo, chỉ đạo, tạo điều kiện và bảo đảm cho cán bộ hơn"

    assert "\n" not in unwrapped(f"{line}\n{following} cho cán bộ năng động, sáng tạo, dám nghĩ, dám làm vì dân.")


@pytest.mark.parametrize(
    "following", ["Điều 5. Hiệu lực", "Phần thứ hai", "3- Tiếp tục", "II. TỔ CHỨC", "2.1. Nâng", "a) một"]
)
def test_parts_begin_lines_of_their_own(following: str) -> None:
    line = "Các cấp ủy tập trung lãnh đạo, chỉ đạo, tạo điều kiện và bảo đảm cho cán bộ hơn"

    assert unwrapped(f"{line}\n{following} nữa") == f"{line}\n{following} nữa"


def test_behind_a_semicolon_a_full_line_goes_on_with_a_small_letter_and_a_short_one_does_not() -> None:
    full = "Thực hiện Kết luận về chủ trương khuyến khích và bảo vệ cán bộ vì lợi ích chung;"

    assert "\n" not in unwrapped(f"{full}\ntrước yêu cầu, nhiệm vụ chính trị của thành phố")
    assert unwrapped(f"{full}\nBan Tổ chức;\nvăn phòng;").endswith("Ban Tổ chức;\nvăn phòng;")
