"""Find laws that a text cites by name, without a number: "Luật Chứng khoán", "Bộ luật Dân sự năm 2015".

Pure. Where the name ends is told by the table of names and by the titles that the archive holds, the longest
first; a name that neither knows is read up to the word that goes on with the sentence.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date as Date

from documents.citation_finder import Citation, find, provision_before
from documents.law_names import NAMES, name_key, words_of
from documents.number_vocabulary import DEFAULT, Vocabulary
from documents.numbering import DocumentNumber
from portal.text.dates import date_at
from portal.text.vietnamese import fold

_WORD = re.compile(r"\s{0,2}(?P<word>[^\s]{1,24})")
_TYPE = re.compile(r"(?<![\w/.-])(?:(?P<law>bo luat|luat|phap lenh)(?=\s{1,2}\S)|(?P<constitution>hien phap)(?!\w))")
_STATE = re.compile(r"\s{1,2}nuoc\s{1,2}cong hoa xa hoi chu nghia viet nam")
_NO_LAW = re.compile(r"(?:dai hoc|khoa|cong ty|van phong|truong|hoc vien|vien|nganh|cu nhan|thac si|tien si|hoi) $")
_YEAR = re.compile(r"[\s,]{1,2}(?:\(\s?)?(?:nam\s{1,2})?(?P<year>(?:19|20)\d\d)(?!\d|[/.-]\d)\)?")
_DAY = re.compile(r"(?:\s?\(sua doi\))?,?\s{1,2}(?=ngay\s)")
_STOP = frozenset(
    [
        "va",
        "voi",
        "cua",
        "ve",
        "quy",
        "cho",
        "de",
        "den",
        "trong",
        "tren",
        "tai",
        "theo",
        "thi",
        "la",
        "duoc",
        "do",
        "co",
        "can",
        "phai",
        "nay",
        "nhu",
        "hoac",
        "ma",
        "se",
        "da",
        "dang",
        "khi",
        "boi",
        "nham",
        "bang",
        "khong",
        "nhung",
        "cac",
        "moi",
        "tu",
        "so",
        "ngay",
        "nam",
        "dieu",
        "khoan",
    ]
)
_LONGEST = 24
_NEW_NAME_AT_MOST = 9
_END = ".,;:!?()[]“”\"'…/"
_NO_NUMBER = DocumentNumber(raw="", kind="name")

Known = dict[str, tuple[str, ...]]


def known_names(titles: Iterable[tuple[str, str]]) -> Known:
    """Return names by folded type for ``find_names``: the table's with those of ``titles`` (type, name)."""
    found = {kind: set(names) for kind, names in NAMES.items()}
    for type_name, name in titles:
        found.setdefault(words_of(type_name), set()).add(words_of(name))
    return {kind: tuple(names) for kind, names in found.items()}


def mentions(text: str, vocabulary: Vocabulary = DEFAULT, known: Known | None = None) -> tuple[Citation, ...]:
    """Return every mention in NFC ``text``, with a number or by name alone, in order and without overlap."""
    numbered = find(text, vocabulary)
    named = find_names(text, [(each.phrase_start, each.phrase_end) for each in numbered], known)
    return tuple(sorted([*numbered, *named], key=lambda each: each.start))


def find_names(text: str, taken: Sequence[tuple[int, int]] = (), known: Known | None = None) -> list[Citation]:
    """Return the mentions of laws by name alone that do not lie in the spans ``taken``."""
    folded = fold(text)
    spans = sorted(taken)
    table = {kind: frozenset(names) for kind, names in (known or NAMES).items()}
    found: list[Citation] = []
    place = at = 0
    for match in _TYPE.finditer(folded):
        start = match.start()
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if start < place or (at < len(spans) and spans[at][0] <= start):
            continue
        one = _constitution(text, folded, match) if match["constitution"] else _law(text, folded, match, table)
        # A number right behind the name makes it the numbered mention's own words.
        if one is None or (at < len(spans) and spans[at][0] < one.end):
            continue
        found.append(one)
        place = one.phrase_end
    return found


def _law(text: str, folded: str, match: re.Match[str], table: dict[str, frozenset[str]]) -> Citation | None:
    kind = match["law"]
    words = _words(folded, match.end())
    first = words[0][1] if words else 0
    if not words or not text[first].isupper() or _NO_LAW.search(folded[max(0, match.start() - 12) : match.start()]):
        return None
    end = _known_end(words, table.get(kind, frozenset()))
    if end is None and text[match.start()].isupper() and not text[match.start() : first].isupper():
        end = _new_end(text, words)
    if end is None:
        return None
    name = " ".join(text[first:end].split())
    return _made(text, folded, (match.start(), end), kind, name)


def _constitution(text: str, folded: str, match: re.Match[str]) -> Citation | None:
    if not text[match.start()].isupper() or not text[match.start("constitution") :][:1].isupper():
        return None
    state = _STATE.match(folded, match.end())
    return _made(text, folded, (match.start(), state.end() if state else match.end()), "hien phap", "")


def _words(folded: str, at: int) -> list[tuple[str, int, int]]:
    """Return the next words with their places, up to the end of the sentence or line block."""
    found: list[tuple[str, int, int]] = []
    while len(found) < _LONGEST and (match := _WORD.match(folded, at)):
        found.append((match["word"], match.start("word"), match.end()))
        at = match.end()
        if match["word"][-1] in ".;:)":
            break
    return found


def _known_end(words: list[tuple[str, int, int]], names: frozenset[str]) -> int | None:
    for count in range(len(words), 0, -1):
        last = words[count - 1][0]
        bare = last.rstrip(_END)
        whole = words_of(" ".join([*(word for word, _, _ in words[: count - 1]), bare]))
        if bare and whole in names:
            return words[count - 1][2] - (len(last) - len(bare))
    return None


def _new_end(text: str, words: list[tuple[str, int, int]]) -> int | None:
    """Return where a name that nothing knows ends: before the word that goes on, or at a sign."""
    end = None
    for word, start, stop in words[:_NEW_NAME_AT_MOST]:
        bare = word.rstrip(_END)
        if not bare or bare in _STOP or not bare[0].isalpha() or "\n" in text[end or start : start]:
            break
        end = stop - (len(word) - len(bare))
        if len(bare) != len(word):
            break
    if end is None or words[0][0].rstrip(_END) in {"sua", "viet", "quoc", "nha"}:
        return None
    return end


def _made(text: str, folded: str, span: tuple[int, int], kind: str, name: str) -> Citation:
    start, end = span
    type_name = {"luat": "Luật", "bo luat": "Bộ luật", "phap lenh": "Pháp lệnh", "hien phap": "Hiến pháp"}[kind]
    phrase_end, day, year = end, None, None
    if (lead := _DAY.match(folded, end)) and (printed := date_at(text, lead.end())):
        day = printed.value if printed.precision == "day" else None
        year = printed.value.year if printed.value else None
        phrase_end = printed.end
    elif said := _YEAR.match(folded, end):
        year, phrase_end = int(said["year"]), said.end()
    provision, phrase_start = provision_before(text, start)
    return Citation(
        start=start,
        end=end,
        phrase_start=phrase_start,
        phrase_end=phrase_end,
        symbol="",
        match_key="",
        number=_NO_NUMBER,
        type_name=type_name,
        date=day if isinstance(day, Date) else None,
        provision=provision,
        name=f"{type_name} {name}".strip(),
        name_key=name_key(type_name, name),
        year=year,
    )
