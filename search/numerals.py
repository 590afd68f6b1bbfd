"""Roman numerals in titles and questions: "khóa XIII" is "khoá 13". Pure."""

import re

from portal.text.vietnamese import fold

# Behind these words (folded) a numeral counts something; anywhere else "vi", "i", "x" are syllables and letters.
_COUNTED = frozenset({"khoa", "chuong", "phan", "muc", "thu", "ky", "hoi", "quy", "tap", "quyen", "hang", "bac"})
_ROMAN = re.compile(r"[xvil]{1,6}")
_TENS = ("", "x", "xx", "xxx", "xl")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_LARGEST = 49


def to_roman(number: int) -> str:
    """Return ``number`` (1 to 49) in small roman letters; empty beyond that."""
    return _TENS[number // 10] + _ONES[number % 10] if 0 < number <= _LARGEST else ""


def from_roman(letters: str) -> int:
    """Return what small roman ``letters`` say, 0 where they are none up to 49."""
    return next((number for number in range(1, _LARGEST + 1) if to_roman(number) == letters), 0)


def other_numeral(word: str) -> str:
    """Return the other way of writing the numeral ``word``: ``xiii`` for ``13`` and back; empty for other words."""
    if word.isascii() and word.isdigit():
        return to_roman(int(word)) if len(word) <= 3 else ""
    if not 0 < len(word) <= 6 or not _ROMAN.fullmatch(word):
        return ""
    number = from_roman(word)
    return str(number) if number else ""


def is_counted(word: str) -> bool:
    """Return whether a numeral behind ``word`` counts something."""
    return fold(word) in _COUNTED
