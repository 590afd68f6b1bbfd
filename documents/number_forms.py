"""The written forms of a document symbol, as patterns on text whose look-alike signs were made one.

``alike`` changes one character into one, so that offsets stay. The patterns of a whole symbol are
anchored by their caller (``fullmatch``, ``match``); those for running text carry their own borders.
"""

import re

from portal.text.lookalikes import LETTERS

# Signs that print alike: dashes, slashes, the wrong Đ, full-width forms, Cyrillic and Greek capitals.
_ALIKE: dict[int, str] = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D), "-")
_ALIKE.update(dict.fromkeys((0x2044, 0x2215, 0x29F8, 0xFF0F), "/"))
_ALIKE.update(dict.fromkeys((0x00D0, 0x0189), "Đ"))
_ALIKE.update({0x00F0: "đ", 0x0256: "đ"})
_ALIKE.update({code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()})
_ALIKE.update(LETTERS)
_TO_MEND = re.compile("[" + "".join(re.escape(chr(code)) for code in _ALIKE) + "]")

_A = "A-Za-zĐđƯưÔôƠơÂâÊêĂă"
_NUM = r"(?P<num>[0-9]{1,6})(?:\.(?P<dec>[0-9]{1,3})|(?P<let>[A-Za-zđĐ])(?![A-Za-z0-9đĐ]))?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_SEGMENT = rf"[{_A}][{_A}0-9&]{{0,14}}"
_PLAIN = rf"[{_A}]{{1,10}}[0-9]{{0,2}}"
_BLANK = r"[.…_ ]{0,60}"

ORG = rf"{_SEGMENT}(?:\s?[-.,]\s?{_SEGMENT}){{0,9}}"
SLASHED_ORG = rf"{_SEGMENT}(?:\s?[-./,]\s?{_SEGMENT}){{0,9}}"
TIGHT_ORG = rf"{_SEGMENT}(?:[-/]{_SEGMENT}|(?-i:\.[A-ZĐƯ]{{1,3}}(?!\w)|,[A-ZĐ]{{2,15}}(?!\w))){{0,9}}"
_LEGISLATURE = r"(?P<org>(?:QH|UBTVQH|HĐNN)\s?K?[0-9]{1,2})"
PREFIX = r"(?:số|so|s0)\s?[:.]?\s?"


# Between a type and a body: a hyphen or slash, or a full stop that touches both (12/2010/QĐ.UBND).
_JOINT = r"(?:\s?[-/]\s?|(?-i:\.(?=[A-ZĐ]{2})))"
# A joint circular's bodies stand behind a space where their first hyphen was forgotten.
_BEFORE_BODIES = rf"(?:{_JOINT}|(?-i:(?<=TTLT|NQLT)\s(?=[A-ZĐ&]{{2,12}}-[A-ZĐ])))"


def _law() -> str:
    return rf"{_NUM}\s?[/-]\s?{_YEAR}\s?[/-]\s?{_LEGISLATURE}"


def _norm(org: str) -> str:
    return rf"{_NUM}\s?[/-]\s?{_YEAR}\s?/\s?(?P<type>[{_A}]{{1,10}})(?:{_BEFORE_BODIES}(?P<org>{org}))?"


def _party(org: str, gap: str) -> str:
    return rf"{_NUM}{gap}(?P<type>[{_A}]{{1,5}})(?:\s?/\s?|(?-i:\.(?=[A-ZĐ]{{2}})))(?P<org>{org})"


def _admin(org: str) -> str:
    return rf"{_NUM}\s?/\s?(?P<type>{_PLAIN}){_JOINT}(?P<org>{org})"


def _year_last(org: str) -> str:
    return rf"{_admin(org)}\s?/\s?{_YEAR}"


UNDERSCORED = re.compile(rf"(?<=[{_A}])_(?=[{_A}])")
"""A hyphen as file names have it."""
_HYPHEN_OR_SPACE = r"(?:\s?-\s?|\s)"

LAW = re.compile(_law(), re.IGNORECASE)
NORM = re.compile(_norm(SLASHED_ORG), re.IGNORECASE)
PARTY = re.compile(_party(ORG, _HYPHEN_OR_SPACE), re.IGNORECASE)
ADMIN = re.compile(_admin(ORG), re.IGNORECASE)
WHOLE = (
    ("law", LAW),
    ("norm", NORM),
    ("party", PARTY),
    ("admin", ADMIN),
    ("admin", re.compile(_year_last(ORG), re.IGNORECASE)),
)
"""The full forms, in the order in which they are tried."""
BLANK_STATE = re.compile(rf"{_BLANK}(?:/\s?{_YEAR})?\s?/\s?(?P<type>{_PLAIN})\s?-\s?(?P<org>{ORG})", re.IGNORECASE)
BLANK_PARTY = re.compile(rf"{_BLANK}-\s?(?P<type>[{_A}]{{1,5}})\s?/\s?(?P<org>{ORG})", re.IGNORECASE)
SHORT = re.compile(rf"{_NUM}(?:\s?[/-]\s?{_YEAR}(?=\s?[/-]))?\s?[/-]\s?(?P<org>{_PLAIN})", re.IGNORECASE)
OLD = re.compile(rf"{_NUM}\s?[-/]\s?(?P<org>{_SEGMENT}(?:\s?[-/]\s?{_SEGMENT}){{1,4}})", re.IGNORECASE)
NUMBERED = re.compile(
    rf"\b(?:số|Số|SỐ)\s?:?\s?(?P<symbol>{_NUM}\s?[/-]\s?(?P<org>{_PLAIN}))(?!\w|\s?[-/]\s?\w)", re.IGNORECASE
)
NUMBER_OF_YEAR = re.compile(rf"{_NUM}\s?[/-]\s?{_YEAR}(?![0-9])")
BARE = re.compile(_NUM)

# On folded text. The letters of LOOSE are split by the vocabulary, not by the pattern.
LOOSE = re.compile(
    r"(?P<num>[0-9]{1,5})(?:[\s./-]+(?P<year>(?:19|20)[0-9]{2}))?(?P<rest>[\s./-]*[a-z][a-z\s./-]{1,24}[0-9]{0,2})"
)

# Running text: nothing of a word, path or date may touch a symbol. "số" may, in careless print.
_BEFORE = r"(?:(?<![\w/.-])|(?<=\bsố)|(?<=\bSố)|(?<=\bSỐ))"
IN_TEXT = tuple(
    (kind, re.compile(rf"{_BEFORE}{pattern}(?!\w)", re.IGNORECASE))
    for kind, pattern in (
        ("law", _law()),
        ("norm", _norm(TIGHT_ORG)),
        ("party", _party(TIGHT_ORG, _HYPHEN_OR_SPACE)),
        ("admin", _year_last(TIGHT_ORG)),
        ("admin", _admin(TIGHT_ORG)),
    )
)
# Where a symbol, or one with a blank for its number, may begin: cheap to look for in a long text.
MAY_BEGIN = re.compile(r"[0-9][.0-9]{0,9}[A-Za-zđĐ]?\s?[-/ ]")
MAY_BE_BLANK = re.compile(r"[.…_ \t:](?=[/-]\s?[A-ZĐ12])")
BLANK_IN_TEXT = re.compile(
    r"(?:\b(?:số|SỐ|Số)(?:\s?:[.…_ \t]{0,60}|[.…_ \t]{2,60})|(?<![\w.…])(?:\.{2,60}|…{1,60}))"
    rf"(?P<symbol>(?:/\s?{_YEAR}\s?)?/\s?(?P<type>[A-ZĐ][{_A}]{{0,9}})\s?-\s?(?P<org>{TIGHT_ORG})"
    rf"|-\s?(?P<ptype>[A-ZĐ][{_A}]{{0,4}})\s?/\s?(?P<porg>{TIGHT_ORG}))(?!\w)"
)


def alike(text: str) -> str:
    """Return ``text`` with signs that print alike made one; every character stays in its place."""
    # Most texts have none of them, and looking is cheaper than going through every letter.
    return text.translate(_ALIKE) if _TO_MEND.search(text) else text
