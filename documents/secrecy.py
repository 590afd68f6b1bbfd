"""Find stamps that keep a document off the open web: secrecy, internal use, drafts; and its stated scope.

A stamp stands alone: its line, or its cell of a table, holds nothing but words of stamps. A sentence
that speaks of secrets ("Luật Bảo vệ bí mật nhà nước", "làm lộ bí mật") is none. Offsets count in
``normalise(text)``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from documents.number_forms import alike
from portal.text.vietnamese import fold, lower, normalise, place_tones

_SECRET = ("tuyệt mật", "tối mật", "mật")
_INTERNAL = (
    "lưu hành nội bộ", "sử dụng nội bộ", "tài liệu nội bộ", "xem xong trả lại", "đọc xong trả lại",
    "xong hội nghị trả lại", "tài liệu thu hồi", "thu hồi sau hội nghị",
    "thu hồi tài liệu", "không sao chụp", "không được sao chụp",
    "không phổ biến", "cấm sao chụp",
)  # fmt: skip
_DRAFT = ("dự thảo", "bản dự thảo")
_MEETING = ("tài liệu hội nghị", "tài liệu họp", "tài liệu phục vụ hội nghị")
_PHRASES = {
    **dict.fromkeys(_SECRET, "secret"),
    **dict.fromkeys(_INTERNAL, "internal"),
    **dict.fromkeys(_DRAFT, "draft"),
    **dict.fromkeys(_MEETING, "meeting"),
}
_FILLERS = (
    "độ mật", "mức độ mật", "độ khẩn", "dấu", "tài liệu", "văn bản", "chỉ", "và", "thượng khẩn", "hỏa tốc", "hẹn giờ",
    "khẩn", "bản số", "lần", "số", "không được", "tuyệt đối", "đảng cộng sản việt nam",
    "cộng hòa xã hội chủ nghĩa việt nam", "độc lập tự do hạnh phúc",
)  # fmt: skip
_SINGLE = frozenset({"mật"})
_HEAD_LINES = 40
_REMEMBERED = 50_000
_WORDS = {phrase: place_tones(phrase).split() for phrase in (*_PHRASES, *_FILLERS)}
_BY_LENGTH = sorted(_WORDS, key=lambda phrase: -len(_WORDS[phrase]))
_JOINED = {"".join(words): phrase for phrase, words in _WORDS.items() if phrase in _PHRASES}
_CELL = re.compile(r"[^\t|\n]+?(?=\t| {2,}|\||\n|$)")
_GAPS = ("\t", "  ", "|")
_BRACKETED = re.compile(r"\([^()\n]{2,40}\)\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_SYMBOL = re.compile(r"(?:số|so)\s?:?\s?[\d.…]*\s?[-/]\s?[\w/-]+", re.IGNORECASE)
# Some letters that every stamp has: most lines are put aside by them.
_TELLING = (b"mat", b"noibo", b"tralai", b"thuhoi", b"saochup", b"phobien", b"duthao", b"tailieu")
_NO_LETTERS = bytes(set(range(128)) - set(b"abcdefghijklmnopqrstuvwxyz"))
# A line broken inside such a word leaves "MẬT" alone on the next line.
_BROKEN = frozenset({"bí", "bảo", "cơ", "thân", "trù", "độ"})
_TYPE = (
    r"(?:nghi quyet|quyet dinh|quy dinh|chi thi|ket luan|quy che|huong dan|thong bao|thong tri|ke hoach|chuong trinh"
    r"|van ban)"
)
# Of these "gửi đến" and "phổ biến đến" more often say what readers shall do, so they count only right behind the name.
_OTHER_TYPE = (
    r"(?:nghi dinh|cong van|thong tu|de an|phuong an|quy hoach|du an|to trinh|bao cao|bien ban|tuyen bo|thong cao"
    r"|cong dien|tai lieu|luat|phap lenh|chien luoc|loi keu goi)"
)
_SCOPE = re.compile(
    rf"(?:{_TYPE} nay[^.;\n]{{0,90}}?|{_OTHER_TYPE} nay(?: (?:chi|duoc|se|phai|can)){{0,3}} )"
    r"(?:pho bien|luu hanh|gui) (?:den|toi|trong|xuong) (?P<to>[^.;\n]{2,90})"
    r"|(?<=\n)[ \t]*pham vi (?:pho bien|luu hanh)\s?: ?(?P<range>[^\n]{2,90})"
)
# What every such sentence has, looked for first: few texts have it, and it is found at once.
_SPREAD = re.compile(r"(?:pho bien|luu hanh|gui) (?:den|toi|trong|xuong) |pham vi (?:pho bien|luu hanh)")


@dataclass(frozen=True, slots=True)
class SecrecyMark:
    """A stamp: ``mark`` in capitals as it is known, ``kind`` secret, internal, draft or meeting."""

    mark: str
    start: int
    end: int
    quote: str
    kind: str = "secret"


@dataclass(frozen=True, slots=True)
class ScopeStatement:
    """A sentence that says how far a document is passed on (*phổ biến đến chi bộ*); not a secrecy mark."""

    audience: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    line: int
    before: str


def marks(text: str) -> tuple[SecrecyMark, ...]:
    """Return the stamps that forbid publication: secrecy and internal use."""
    return tuple(mark for mark in stamps(text) if mark.kind in {"secret", "internal"})


def notices(text: str) -> tuple[SecrecyMark, ...]:
    """Return the stamps that only ask for a look: draft, conference paper."""
    return tuple(mark for mark in stamps(text) if mark.kind in {"draft", "meeting"})


def stamps(text: str) -> tuple[SecrecyMark, ...]:
    """Return every stamp in ``text``, in order, each place once."""
    return _remembered(text) if len(text) <= _REMEMBERED else _found(text)


@lru_cache(maxsize=256)
def _remembered(text: str) -> tuple[SecrecyMark, ...]:
    # Several ask for the stamps of one text in a row: its reading, its clearance, the gate.
    return _found(text)


def _found(text: str) -> tuple[SecrecyMark, ...]:
    same = alike(normalise(text))
    folded = fold(same)
    accented: bool | None = None
    found: dict[int, SecrecyMark] = {}
    for piece in _pieces(same):
        if not _may_be_stamp(folded[piece.start : piece.end]):
            continue
        if accented is None:
            accented = folded[:2000] != lower(same[:2000])
        words = _stamp_words(same, piece, accented)
        if words is None:
            continue
        for phrase, start, end in words:
            at = piece.start + start
            if at not in found:
                found[at] = SecrecyMark(
                    phrase.upper(), at, piece.start + end, same[piece.start : piece.end].strip(), _PHRASES[phrase]
                )
    return tuple(found[at] for at in sorted(found))


def scopes(text: str) -> tuple[ScopeStatement, ...]:
    """Return the sentences that limit how far the document is passed on."""
    normal = normalise(text)
    same, folded = f"\n{normal}", f"\n{fold(normal)}"
    found: list[ScopeStatement] = []
    if not _SPREAD.search(folded):
        return ()
    for match in _SCOPE.finditer(folded):
        group = "to" if match["to"] else "range"
        audience = same[match.start(group) : match.end(group)].strip()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        found.append(ScopeStatement(audience, start - 1, match.end() - 1, same[start : match.end()]))
    return tuple(found)


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield every line, every cell of a line, and runs of lines of one letter each (a stamp set upright)."""
    offset, before, upright = 0, "", -1
    for count, line in enumerate(text.split("\n")):
        end = offset + len(line)
        if len(line) <= 400 and line.strip():
            if len(line.strip()) == 1:
                upright = offset if upright < 0 else upright
                yield _Piece(upright, end, count, "")
            else:
                upright = -1
            yield _Piece(offset, end, count, before)
            cells = list(_CELL.finditer(text, offset, end)) if any(gap in line for gap in _GAPS) else []
            if len(cells) > 1:
                yield from (_Piece(cell.start(), cell.end(), count, "") for cell in cells)
            closed = line.rstrip().endswith(")") and line.upper() == line
            bracketed = _BRACKETED.search(line) if closed else None
            if bracketed:
                yield _Piece(offset + bracketed.start(), end, count, "")
            before = line
        offset = end + 1


def _may_be_stamp(folded: str) -> bool:
    """Say whether a piece is worth a look: most lines of a long text have no letters of a stamp in a row."""
    if _tells(folded):
        return True
    return "so" in folded and ("/" in folded or "-" in folded) and bool(_SYMBOL.search(folded))


def _tells(folded: str) -> bool:
    letters = folded.encode("ascii", "ignore").translate(None, delete=_NO_LETTERS)
    return any(each in letters for each in _TELLING)


def _stamp_words(text: str, piece: _Piece, accented: bool) -> list[tuple[str, int, int]] | None:
    """Return the stamp phrases of a piece that is made of nothing else, with offsets in the piece."""
    shown = text[piece.start : piece.end]
    body = _SYMBOL.sub(lambda match: " " * len(match[0]), shown)
    plain = place_tones(lower(body))
    matches = list(_WORD.finditer(plain))
    if not matches or len(matches) > 24:
        return None
    words = [match[0] for match in matches]
    if not _tells(fold("".join(words))):
        return None
    capitals = body.upper() == body
    # "MAT" is a stamp only where nothing is written with accents.
    unmarked = fold(body) == lower(body) and (not accented or len(words) > 1)
    whole = _same("".join(words), unmarked)
    if whole and (capitals or " " in whole) and not _is_torn(piece, words):
        return [(whole, matches[0].start(), matches[-1].end())]
    spans = _covered(words, unmarked)
    if spans is None or _is_torn(piece, words):
        return None
    stamped = [span for span in spans if span[0] in _PHRASES]
    labelled = any(phrase in {"độ mật", "mức độ mật"} for phrase, _, _ in spans)
    loud = capitals or labelled or (piece.line < _HEAD_LINES and body[matches[0].start()].isupper())
    if not stamped or (not loud and all(span[0] in _SINGLE for span in stamped)):
        return None
    return [(phrase, matches[first].start(), matches[last].end()) for phrase, first, last in stamped]


def _same(joined: str, unmarked: bool) -> str:
    """Return the phrase that letters make with all spaces gone; without any accents the folded one counts."""
    if joined in _JOINED:
        return _JOINED[joined]
    return next((phrase for key, phrase in _JOINED.items() if fold(key) == joined), "") if unmarked else ""


def _covered(words: list[str], unmarked: bool) -> list[tuple[str, int, int]] | None:
    """Cover ``words`` with known phrases from left to right, longest first; ``None`` where a word is left over."""
    spans, at = [], 0
    while at < len(words):
        for phrase in _BY_LENGTH:
            known = _WORDS[phrase]
            part = words[at : at + len(known)]
            if part == known or (unmarked and part == [fold(word) for word in known]):
                spans.append((phrase, at, at + len(known) - 1))
                at += len(known)
                break
        else:
            return None
    return spans


def _is_torn(piece: _Piece, words: list[str]) -> bool:
    last = _WORD.findall(lower(piece.before))
    return bool(last) and last[-1] in _BROKEN and words[0] == "mật"
