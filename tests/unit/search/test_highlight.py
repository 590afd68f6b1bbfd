"""Marks and passages on the original spelling."""

import pytest

from search.analysis import analyse
from search.highlight import PASSAGE_LENGTH, Wanted, mark, marked
from search.passages import shown
from search.templatetags.search_marks import marks
from search.types import MarkedText, Passage


def marked_words(text: str, typed: str, *identifiers: str) -> list[str]:
    return [text[start:end] for start, end in mark(text, Wanted.from_query(analyse(typed), identifiers))]


@pytest.mark.parametrize(
    ("text", "typed", "words"),
    [
        ("Khối đoàn kết toàn dân", "doan ket", ["đoàn kết"]),
        ("Khối đoàn kết toàn dân", "đoàn kết", ["đoàn kết"]),
        ("Uỷ ban nhân dân", "ủy ban", ["Uỷ ban"]),
        ("Kết luận số 14-KL/TW", "14-kl/tw", ["14-KL/TW"]),
        ("Kết luận số 14-KL/TW", "kết luận 14", ["Kết luận", "14"]),
        ("Đoan ket viet khong dau", "đoàn kết", ["Đoan ket"]),
        ("Bản tin", "bàn", ["Bản"]),
        ("Không có gì", "đoàn", []),
        ("14-KL/TW", "14kltw", []),
    ],
)
def test_marks_cover_what_was_typed_in_any_spelling(text: str, typed: str, words: list[str]) -> None:
    assert marked_words(text, typed) == words


def test_a_number_that_was_understood_is_marked() -> None:
    assert marked_words("14-KL/TW", "14kltw", "14.kl.tw") == ["14-KL/TW"]


def test_an_accented_hit_leaves_other_spellings_alone() -> None:
    assert marked_words("bàn bạc về văn bản", "bản") == ["bản"]


@pytest.mark.parametrize(
    ("text", "typed", "words"),
    [
        ("điểm d khoản đ", "đ", ["đ"]),
        ("điểm d", "đ", []),
        ("ĐIỂM Đ", "điểm đ", ["ĐIỂM Đ"]),
    ],
)
def test_a_letter_is_no_other_letter(text: str, typed: str, words: list[str]) -> None:
    assert marked_words(text, typed) == words


@pytest.mark.parametrize(
    ("text", "typed", "words"),
    [
        ("Đoàn kết toàn dân, đoàn viên và kết luận", '"đoàn kết"', ["Đoàn kết"]),
        ("Đoàn viên và kết luận", '"đoàn kết"', []),
        ("Bảo vệ rừng; bảo vệ cán bộ", '"bảo vệ cán bộ"', ["bảo vệ cán bộ"]),
        ("Bảo vệ rừng; bảo vệ cán bộ", '"bao ve can bo" rung', ["rừng", "bảo vệ cán bộ"]),
        ("Cán bộ xã", '"xã"', ["xã"]),
    ],
)
def test_a_quoted_phrase_is_marked_as_a_whole_or_not_at_all(text: str, typed: str, words: list[str]) -> None:
    assert marked_words(text, typed) == words


def test_of_a_long_question_single_words_are_not_marked() -> None:
    question = "trách nhiệm của cấp ủy trong công tác cán bộ"
    assert marked_words("Công tác cán bộ của tỉnh là việc chung", question) == ["Công tác cán bộ"]


def test_a_title_marks_no_lone_word_of_a_long_question() -> None:
    def words(typed: str) -> list[str]:
        title = marked("title", "Khen cá nhân có thành tích, cả tổ hoà giải", Wanted.from_query(analyse(typed)))
        return [title.text[start:end] for start, end in title.spans]

    assert words("hoa giai co so") == ["hoà giải"]
    assert words("sua doi co che") == []
    assert words("thanh tich co") == ["có thành tích"]


def test_a_passage_is_the_densest_stretch_and_its_spans_are_true() -> None:
    text = "Mở đầu nói về cán bộ. " + "Chữ khác. " * 100 + "Ở đây bảo vệ cán bộ năng động.\nDòng sau." + " Đuôi." * 100
    wanted = Wanted.from_query(analyse("bảo vệ cán bộ năng động"))
    (found,) = shown([Passage(text, "Điều 3", "dieu-3")], wanted)

    assert (found.label, found.anchor) == ("Điều 3", "dieu-3")
    assert "bảo vệ cán bộ năng động" in [found.text[start:end] for start, end in found.spans]
    assert len(found.text) <= PASSAGE_LENGTH + 4
    assert found.text.startswith("… ")
    assert "\n" not in found.text


def test_a_passage_of_nothing_but_the_question_comes_last() -> None:
    wanted = Wanted.from_query(analyse("quyết định"))
    bare, telling = Passage("QUYẾT ĐỊNH:", "Mục 1", "muc-1"), Passage("Bãi bỏ quyết định số 5", "Điều 1", "dieu-1")

    assert [each.label for each in shown([bare, telling], wanted)] == ["Điều 1", "Mục 1"]
    assert [each.label for each in shown([bare], wanted)] == ["Mục 1"]


def test_without_a_hit_the_passage_is_the_summary_and_never_the_letterhead() -> None:
    wanted = Wanted.from_query(analyse("không có"))

    assert shown([Passage("Thân bài")], wanted, otherwise="Tóm tắt") == (MarkedText("passage", "Tóm tắt"),)
    assert shown([Passage("Thân bài")], wanted) == ()


def test_text_is_escaped_before_it_is_marked() -> None:
    text = '<script>alert("kết")</script> & kết'
    html = marks(MarkedText("title", text, mark(text, Wanted.from_query(analyse("script kết")))))

    assert "<script>" not in html
    assert html.count("<mark>") == 2
    assert "&amp;" in html


def test_spans_that_do_not_fit_are_left_out() -> None:
    assert marks(MarkedText("title", "abc", ((2, 9), (0, 1), (0, 2)))) == "<mark>a</mark>bc"
    assert marks(None) == ""
