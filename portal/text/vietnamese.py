"""Normalise, fold, sort and slug Vietnamese text. Pure: the one place where letters are compared.

Folding is one character to one character on NFC text, so an offset in folded text is an offset in the
original. Nothing here rewrites what a document says: ``place_tones`` and ``fold`` are for index keys.
"""

import re
import unicodedata
from functools import lru_cache

_IGNORABLE_RANGES = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
_IGNORABLE = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in _IGNORABLE_RANGES) + "\x00]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Everything that the four above would change, so that clean text is looked through once.
_UNCLEAN = re.compile(f"[{_IGNORABLE.pattern[1:-1]}{_SPACES.pattern[1:-1]}\r\u0085\u2028\u2029\ud800-\udfff]")

# How long texts are of which the last few are remembered: everybody who reads one asks for the same again. Short ones
# are done sooner than looked up, and of the longest nothing is kept.
_REMEMBERED = range(2_000, 200_000)

# One vowel pair carries its tone on either letter in official use; keys put it on the first.
_TONED_SECOND = {
    "à": "\u0300", "á": "\u0301", "ả": "\u0309", "ã": "\u0303", "ạ": "\u0323",
    "è": "\u0300", "é": "\u0301", "ẻ": "\u0309", "ẽ": "\u0303", "ẹ": "\u0323",
    "ỳ": "\u0300", "ý": "\u0301", "ỷ": "\u0309", "ỹ": "\u0303", "ỵ": "\u0323",
}  # fmt: skip
_OPEN_PAIR = re.compile(r"(?<![qQ])(?:([oO])([àáảãạÀÁẢÃẠèéẻẽẹÈÉẺẼẸ])|([uU])([ỳýỷỹỵỲÝỶỸỴ]))(?![^\W\d_])")

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_SHAPES = {"\u0306": "breve", "\u0302": "circumflex", "\u031b": "horn"}
_SHAPED = {
    ("a", "breve"): "ă", ("a", "circumflex"): "â", ("e", "circumflex"): "ê", ("o", "circumflex"): "ô",
    ("o", "horn"): "ơ", ("u", "horn"): "ư",
}  # fmt: skip
_STROKED_D = {"đ": "d", "Đ": "d", "Ð": "d", "ð": "d", "Ɖ": "d", "ɖ": "d"}


def strip_ignorable(text: str) -> str:
    """Drop the code points that print nothing (soft hyphen, zero width, direction marks, NUL)."""
    return _IGNORABLE.sub("", text)


def _is_normal(text: str) -> bool:
    return not _UNCLEAN.search(text) and unicodedata.is_normalized("NFC", text)


_remembered_normal = lru_cache(maxsize=8)(_is_normal)


def normalise(text: str) -> str:
    """Return ``text`` in the form that everything is stored in.

    NFC, ordinary spaces for no-break ones, ``\\n`` for every line end, nothing invisible. Lines and
    runs of spaces stay as they are. A half of a surrogate pair, which no database stores, becomes U+FFFD.
    """
    if _remembered_normal(text) if len(text) in _REMEMBERED else _is_normal(text):
        return text
    visible = _SURROGATES.sub("\ufffd", strip_ignorable(text))
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", _SPACES.sub(" ", visible)))


@lru_cache(maxsize=4096)
def _lower_character(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


class _Folds(dict[str, str]):
    """Character → folded character, worked out when first met: a look-up a letter is what long texts can afford."""

    def __missing__(self, character: str) -> str:
        base = unicodedata.normalize("NFD", character)[0]
        folded = _STROKED_D.get(character) or _lower_character(_STROKED_D.get(base, base))
        self[character] = folded
        return folded


_FOLDS = _Folds()


def lower(text: str) -> str:
    """Lower ``text`` without ever changing its length."""
    return "".join(map(_lower_character, text))


def fold(text: str) -> str:
    """Lower NFC ``text`` and take its marks away, đ to d: one character for one character.

    Offsets in the result are offsets in ``text``. A combining mark that has no composed letter stays.
    """
    return _remembered_fold(text) if len(text) in _REMEMBERED else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    # Letters in one go where each is a base letter and its marks; anything else character by character.
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore")
    if len(bare) == len(text):
        return bare.decode("ascii").lower()
    return "".join(map(_FOLDS.__getitem__, text))


_remembered_fold = lru_cache(maxsize=8)(_fold)


def place_tones(text: str) -> str:
    """Move the tone of an open oa, oe, uy to its first letter (hoà to hòa, uỷ to ủy), length preserved.

    For index keys only; a legal text is never corrected. After q the pair is not a rhyme (quý stays),
    before another letter the tone is already where both customs put it (hoàn, ngoài, khuỷu stay).
    """

    def moved(match: re.Match[str]) -> str:
        first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
        tone = _TONED_SECOND[second.lower()]
        bare = unicodedata.normalize("NFD", second)[0]
        return unicodedata.normalize("NFC", first + tone) + bare

    return _OPEN_PAIR.sub(moved, text)


def index_form(text: str) -> str:
    """Return the accent-kept form for an index: normalised, lowered, tones placed one way."""
    return place_tones(lower(normalise(text)))


def search_form(text: str) -> str:
    """Return the folded form for an index: ``fold`` of the normalised text."""
    return fold(normalise(text))


def _weigh(character: str) -> tuple[str, str, str]:
    """Return the two-digit letter weight, the tone digit and the case digit of one NFC character."""
    parts = unicodedata.normalize("NFD", character)
    letter, tone = _lower_character(parts[0]), "1"
    if character in _STROKED_D:
        letter = "đ"
    for mark in parts[1:]:
        if mark in _TONES:
            tone = _TONES[mark]
        elif (letter, _SHAPES.get(mark, "")) in _SHAPED:
            letter = _SHAPED[letter, _SHAPES[mark]]
        else:
            tone = "7"
    case = "2" if character != _lower_character(character) else "1"
    if letter.isspace():
        return "01", "1", "1"
    if "0" <= letter <= "9":
        return f"{10 + int(letter)}", "1", "1"
    if letter in _LETTERS:
        return f"{20 + _LETTERS.index(letter)}", tone, case
    return ("90" if letter.isalpha() else "02"), tone, case


def sort_key(text: str, limit: int = 60) -> str:
    """Return a string of digits that sorts as a Vietnamese dictionary does, in any collation.

    Alphabet a ă â b c d đ … y with f j w z after their Latin neighbours, then tones
    ngang-huyền-hỏi-ngã-sắc-nặng, then small before capital letters. At most ``limit`` characters count,
    so the key is at most ``4 * limit + 3`` long.
    """
    weights = [_weigh(c) for c in " ".join(place_tones(normalise(text)).split())[:limit]]
    letters, tones, cases = ("".join(column) for column in zip(*weights, strict=True)) if weights else ("", "", "")
    return f"{letters}00{tones}0{cases}"


def person_sort_key(name: str) -> str:
    """Return the sort key of a person's name: given name (the last word) first, then family and middle names."""
    words = normalise(name).split()
    if not words:
        return ""
    return f"{sort_key(words[-1], 15)}0{sort_key(' '.join(words[:-1]), 40)}"


def slug(text: str, limit: int = 80) -> str:
    """Return an ASCII address part of at most ``limit`` characters, cut at a word; empty if nothing is left."""
    words = re.findall(r"[a-z0-9]+", fold(normalise(text)))
    made = "-".join(words)
    if len(made) <= limit:
        return made
    return made[: limit + 1].rpartition("-")[0] or made[:limit]
