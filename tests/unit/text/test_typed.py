"""What strangers type becomes plain text that cannot hide, turn around or heap anything."""

import unicodedata

import pytest

from portal.text.typed import says_something, typed_line, typed_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Chào bạn  ", "Chào bạn"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\n \n\n\t\n\nb", "a\n\nb"),
        ("a   \nb", "a\nb"),
        ("nh\u200bà\u2060 \u202eđảo\u202c\u2066\u2069", "nhà đảo"),
        ("\x00\x07a\x1b[31mb\x7f\x9f", "a[31mb"),
        ("a\ue000b\ufdd0c\uffffd", "abcd"),
        ("\U000e0041\U000e0042ab", "ab"),
        ("\ud83dx", "\ufffdx"),
        ("đu\u031bo\u031b\u0323c", "được"),
        ("😀 tiếng Thái ก็", "😀 tiếng Thái ก็"),
        ("code\n    thụt vào", "code\n    thụt vào"),
    ],
)
def test_the_words_stay_and_what_cannot_be_seen_goes(typed: str, kept: str) -> None:
    assert typed_text(typed) == kept


def test_marks_heaped_on_one_letter_are_cut_to_three() -> None:
    heaped = typed_text("z" + "\u0301" * 500 + "\u0336" * 500 + "a")

    assert len(heaped) <= 5
    assert heaped.endswith("a")


def test_it_is_composed_and_doing_it_twice_changes_nothing() -> None:
    once = typed_text(unicodedata.normalize("NFD", "Đường lối của Đảng, đồng bào nghĩ gì?\n\nXin thưa."))

    assert once == unicodedata.normalize("NFC", once) == typed_text(once)


def test_a_name_is_one_line() -> None:
    assert typed_line("Bàn\n Thị \t Sẩy\r\nBcc: x") == "Bàn Thị Sẩy Bcc: x"


@pytest.mark.parametrize(("text", "says"), [("", False), (" \n", False), ("\ufffd\ufffd", False), ("\u0301", False)])
def test_nothing_to_be_seen_is_nothing_said(text: str, says: bool) -> None:
    assert says_something(text) is says


@pytest.mark.parametrize("text", ["ừ", "!", "5", "👍"])
def test_little_is_something(text: str) -> None:
    assert says_something(text)
