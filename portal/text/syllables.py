"""Which letters can be a Vietnamese syllable: the measure by which garbled text is told from sound text. Pure.

Vietnamese is written syllable by syllable, and a syllable has one shape: onset, nucleus, coda and at most one tone
mark. Text read with the wrong table breaks that shape in most of its words.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from portal.text.vietnamese import fold

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_ONSET = "ngh|ng|nh|n|ch|c|gh|gi|g|kh|k|ph|p|qu|th|tr|t|b|d|đ|h|l|m|r|s|v|x"
_NUCLEUS = (
    "uyê|uya|uyu|iê|yê|ia|ua|ưa|uô|ươ|oa|oă|oe|uâ|uê|uơ|uy|oo|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu"
    "|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
)
_LONG = "iêu|yêu|oai|oay|oao|oeo|uây|uôi|ươi|ươu|uêu|ueo"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:{_LONG}|(?:{_NUCLEUS})(?:ch|c|m|ng|nh|n|p|t)?)")
_BARE = re.compile(rf"(?:{_ONSET})?(?:{fold(_LONG)}|(?:{fold(_NUCLEUS)})(?:ch|c|m|ng|nh|n|p|t)?)")
_ABBREVIATION = re.compile(r"[A-ZĐ&]{1,12}|đ")
_LONGEST = 24
"""More code points than any syllable has, decomposed or not."""
_WORD = re.compile(r"[^\W\d_]+(?:[\u00a8\u00ad\u00ae\u00b5-\u00be][^\W\d_]*)*")


def is_syllable(word: str) -> bool:
    """Say whether ``word`` has the shape of one Vietnamese syllable, in any case."""
    return _is_syllable(word) if len(word) <= _LONGEST else False


@lru_cache(maxsize=16_384)
def is_bare_syllable(folded: str) -> bool:
    """Say whether ``folded``, small letters without marks, is what some syllable leaves when its marks are taken."""
    return len(folded) <= _LONGEST and _BARE.fullmatch(folded) is not None


@lru_cache(maxsize=16_384)
def _is_syllable(word: str) -> bool:
    # Some thousand syllables make up every text.
    letters = unicodedata.normalize("NFD", word.lower())
    bare, tones = _TONES.subn("", letters)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None


def soundness(text: str) -> tuple[int, int]:
    """Return how many words of ``text`` that go beyond ASCII are syllables, and how many there are.

    Words of ASCII letters alone say nothing, they are the same under every table; abbreviations (NĐ, TTĐT) neither.
    """
    # No word reaches over a space, and a text repeats few pieces many times: each is looked at once.
    sound = total = 0
    for piece, times in Counter(unicodedata.normalize("NFC", text).split()).items():
        if not piece.isascii():
            syllables, words = _soundness_of(piece) if len(piece) <= _LONGEST else _counted(piece)
            sound, total = sound + syllables * times, total + words * times
    return sound, total


def _counted(piece: str) -> tuple[int, int]:
    words = [word for word in _WORD.findall(piece) if not word.isascii() and not _ABBREVIATION.fullmatch(word)]
    return sum(map(is_syllable, words)), len(words)


_soundness_of = lru_cache(maxsize=16_384)(_counted)
