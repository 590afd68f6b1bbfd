"""Whether a text can be read at all, and whether it is Vietnamese. Pure."""

import re
from collections.abc import Iterator

from portal.comments.hints import Hint, Rule, Text

UNREADABLE = Rule("KD-1", "Có thể không đọc được", "khó đọc", "Chữ lặp, gõ bừa hoặc vỡ phông. Thử đọc thành tiếng.")
LANGUAGE = Rule(
    "NN-1", "Có thể không phải tiếng Việt", "tiếng khác",
    "Tiếng dân tộc thiểu số và tiếng nước ngoài không phải lý do từ chối: nhờ người đọc được.",
)  # fmt: skip
NO_MARKS = Rule("NN-2", "Viết không dấu", "không dấu", "Vẫn đọc và xử lý như mọi ý kiến.")
SHOUTING = Rule("KD-2", "Viết toàn chữ in hoa", "chữ in hoa", "Không phải lý do từ chối.")

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?(?:uye|uyu|uya|uoi|uou|ieu|yeu|oai|oay|oeo|uay|uao|[aeiouy]{1,3})"
    r"(?:ch|ng|nh|[cmnpt])?$"
)
_ENGLISH_TEXT = (
    "the and you are this that with have for not but was were from they what will your all can there would about "
    "which when who how is it my please best free click here win money good great very people government"
)
_ENGLISH = frozenset(_ENGLISH_TEXT.split())
_REPEATED = re.compile(r"(.)\1{5,}|(\S{1,4})\2{4,}")
# What remains of Vietnamese letters when their bytes are read as another encoding.
_BROKEN = re.compile(r"á[º»]|Ã[^\sa-zA-Z]|Ä[‘\u0090]|Æ[°¡]|â€|\ufffd")
_LONG = 24


def find(text: Text) -> Iterator[Hint]:
    """Yield hints about how ``text`` reads."""
    words = re.findall(r"[^\W\d_]+", text.folded)
    letters = [each for each in text.plain if each.isalpha()]
    if len(letters) < 2 or _is_broken(text.plain):
        yield UNREADABLE.at()
        return
    for found in _REPEATED.finditer(text.folded):
        if found[0].strip(" .…_-*=\n"):
            yield UNREADABLE.at(found.start(), found.end())
    for long in re.finditer(rf"[^\W\d_]{{{_LONG},}}", text.folded):
        yield UNREADABLE.at(long.start(), long.end())
    if _other_script(letters):
        yield LANGUAGE.at()
        return
    share = sum(bool(_SYLLABLE.match(word)) for word in words) / len(words)
    english = sum(word in _ENGLISH for word in words)
    has_marks = any(not each.isascii() for each in letters)
    if share < 0.7 and (english >= 2 or (len(words) >= 4 and share >= 0.25)) and not (has_marks and share > 0.5):
        yield LANGUAGE.at()
    elif share < 0.4:
        yield UNREADABLE.at()
    elif not has_marks and len(words) >= 6:
        yield NO_MARKS.at()
    if len(letters) >= 30 and sum(each.isupper() for each in letters) > 0.9 * len(letters):
        yield SHOUTING.at()


def _other_script(letters: list[str]) -> bool:
    ours = sum(each <= "\u024f" or "\u1e00" <= each <= "\u1eff" for each in letters)
    return ours < 0.7 * len(letters)


def _is_broken(plain: str) -> bool:
    return len(_BROKEN.findall(plain)) >= 2
