"""Find where a text cites documents by number, with what the same phrase says: type, date, issuer, provision.

Pure. A mention is evidence, not a link: what it stands for is decided elsewhere, with the archive at hand.
Offsets count in the given text, which is NFC (``normalise``).
"""

import re
from dataclasses import dataclass, replace
from datetime import date as Date
from functools import lru_cache

from documents import numbering
from documents.number_vocabulary import DEFAULT, Vocabulary
from portal.text.dates import date_at, find_dates
from portal.text.vietnamese import fold, place_tones

_LOOK_BACK = 220
_LOOK_AHEAD = 420
_CONNECT = re.compile(r"(?:\s?\()?,?\s{0,3}")
_ISSUER_BEGIN = re.compile(r",?\s{1,3}của\s{1,3}(?=\S)")
_ISSUER_END = re.compile(
    r"\s(?:ve|v/v|thuc hien|trien khai|quy dinh|huong dan|da|duoc|co|tai|nham|ban hanh|de|den|trong|la|sua doi|cho|voi"
    r"|phe duyet|theo|tiep tuc|gan|bao dam|xay dung|yeu cau|thi|nay|va (?:cac|nghi|chi thi|ket luan|chuong trinh|luat"
    r"|quyet|thong|cong van|ke hoach|huong dan|quy dinh|gan|nhung|mot so|viec))(?!\w)"
    r"|[;:.()\n\"“”/]|,(?! (?:the thao|cong nghe|vien thong|thuong binh|chinh quyen))"
)
_ABOUT = re.compile(r"(?:\s?[-–,])?\s{0,3}(?P<about>(?:về|v/v)\s[^;\n]{3,300})", re.IGNORECASE)
_ABOUT_END = re.compile(
    r"[.;\n](?:\s|$)|,? theo do|, (?:ban|bo|uy ban|chu tich|tinh uy|thanh uy)\s"
    r"|\s(?:den doi ngu|va (?:chi thi|chuong trinh|nghi quyet|ket luan|ke hoach))(?!\w)"
)
_ACT = re.compile(r"(?P<by>[^.;:\n]{3,120}?)\s(?:đã\s)?(?:ký\s)?(?:ban hành|thông qua|có)\s{1,3}$", re.IGNORECASE)
# The note of a codification names one document to its end: "(Điều 1 Thông tư số … ngày … của …, có hiệu lực …)".
_NOTE_END = re.compile(
    r"\s{1,3}ngày (?P<day>[0-9/.-]{8,10}) của (?P<by>[^()\n;]{3,120}?),\s{1,3}có hiệu lực[^()\d]{0,40}"
    r"(?P<effect>[0-9/.-]{8,10})"
)
_OWN_LABEL = re.compile(r"(?:[^\n]*\t)?[\W_]*(?:Số|SỐ)\s*:?\s*")
_UNIT = r"[\wđ]{1,6}(?:\.\d{1,3}){0,3}"
_LIST = rf"{_UNIT}(?:(?:, | và | đến ){_UNIT}){{0,12}}"
_PROVISION = re.compile(
    rf"(?P<all>(?:điểm {_LIST},? )?(?:(?:các )?khoản {_LIST},? )?"
    rf"(?:(?:các )?(?:Điều|điều|Chương|Mục|mục|Phần|Phụ lục) {_LIST}))"
    r"(?: của| ban hành kèm theo| tại)?\s{1,3}$"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention (*viện dẫn*): the symbol at ``[start, end)``, its whole phrase at ``[phrase_start, phrase_end)``."""

    start: int
    end: int
    phrase_start: int
    phrase_end: int
    symbol: str
    match_key: str
    number: numbering.DocumentNumber
    type_name: str = ""
    date: Date | None = None
    issuer_text: str = ""
    provision: str = ""
    about: str = ""
    effective_on: Date | None = None


def find(text: str, vocabulary: Vocabulary = DEFAULT) -> tuple[Citation, ...]:
    """Return the mentions of numbered documents in ``text``, in order; a number left blank is none."""
    found = [
        each
        for each in numbering.find(text, vocabulary)
        if each.number.kind != "blank" and not _is_own_line(text, each)
    ]
    made: list[Citation] = []
    for i, each in enumerate(found):
        before = made[-1].phrase_end if made else 0
        after = found[i + 1].start if i + 1 < len(found) else len(text)
        made.append(_as_note(text, _citation(text, each, (before, after), vocabulary)))
    return tuple(made)


def _is_own_line(text: str, found: numbering.FoundNumber) -> bool:
    """Say whether a symbol stands in the head of a document or copy as its own ("Số: 12-CV/TU"), citing nothing."""
    line = text[text.rfind("\n", 0, found.start) + 1 : found.start]
    return _OWN_LABEL.fullmatch(line) is not None


@lru_cache(maxsize=8)
def _type_before(vocabulary: Vocabulary) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in vocabulary.names)
    laws = r"(?:bo luat|luat|phap lenh|hien phap)"
    return re.compile(
        rf"(?<!\w)(?:(?P<law>{laws})(?P<name>(?: [^.;:\n\d]{{2,110}}?)?)|(?P<type>{names}))(?:,? ?so)?\s?:?\s{{0,3}}$"
    )


def _citation(text: str, found: numbering.FoundNumber, room: tuple[int, int], vocabulary: Vocabulary) -> Citation:
    back = max(room[0], found.start - _LOOK_BACK)
    typed = _type_before(vocabulary).search(fold(text[back : found.start]))
    phrase_start = back + typed.start() if typed else found.start
    entry = vocabulary.type_for_word((typed["law"] or typed["type"]) if typed else "")
    title = text[back + typed.start("name") : back + typed.end("name")].strip(" ,") if typed and typed["name"] else ""
    end, day, issuer, about = _after(text, found.end, min(room[1], found.end + _LOOK_AHEAD), vocabulary)
    if day is None:
        day, earlier, phrase_start = _enacted(text, back, phrase_start)
        issuer = issuer or earlier
    provision = _PROVISION.search(text, max(room[0], phrase_start - 120), phrase_start)
    number = found.number
    return Citation(
        start=found.start,
        end=found.end,
        phrase_start=provision.start("all") if provision else phrase_start,
        phrase_end=end,
        symbol=" ".join(text[found.start : found.end].split()),
        match_key=number.match_key,
        number=number,
        type_name=entry.name if entry else number.type_name,
        date=day,
        issuer_text=issuer,
        provision=provision["all"].strip() if provision else "",
        about=about or title,
    )


def _as_note(text: str, citation: Citation) -> Citation:
    """Complete the first mention of a bracketed source note, whose title may itself cite other documents."""
    if text[citation.phrase_start - 1 : citation.phrase_start] != "(":
        return citation
    match = _NOTE_END.search(text, citation.end, citation.end + 1500)
    if not match or "\n" in text[citation.end : match.start()]:
        return citation
    issued, effective = date_at(text, match.start("day")), date_at(text, match.start("effect"))
    return replace(
        citation,
        phrase_end=match.end(),
        date=issued.value if issued else None,
        issuer_text=" ".join(match["by"].split()),
        about=" ".join(text[citation.end : match.start()].split()),
        effective_on=effective.value if effective else None,
    )


def _after(text: str, start: int, limit: int, vocabulary: Vocabulary) -> tuple[int, Date | None, str, str]:
    """Read date, issuer and subject behind a symbol; return the end of the phrase too."""
    end, day, issuer, about = start, None, "", ""
    glue = _CONNECT.match(text, start, limit)
    printed = date_at(text, glue.end() if glue else start)
    if printed is not None and printed.end <= limit:
        day = printed.value if printed.precision == "day" else None
        end = printed.end + (1 if text[printed.end : printed.end + 1] == ")" else 0)
    issuer, end = _issuer(text, end, limit)
    match = _ABOUT.match(text, end, min(len(text), end + 300))
    if match:
        stop = _ABOUT_END.search(fold(match["about"]))
        about = match["about"][: stop.start()] if stop else match["about"]
        if day is None:
            late = next((d for d in find_dates(text, end, limit) if text[d.end : d.end + 5] == " của "), None)
            if late is not None and late.value and "\n" not in text[end : late.start]:
                day = late.value
                issuer, _ = _issuer(text, late.end, limit)
                about = text[match.start("about") : late.start].removesuffix("ngày ").strip(" ,.")
    return end, day, issuer, about.strip(' ,."“”')


def _issuer(text: str, start: int, limit: int) -> tuple[str, int]:
    begun = _ISSUER_BEGIN.match(text, start, limit)
    if not begun:
        return "", start
    window = text[begun.end() : min(limit, begun.end() + 140)]
    stop = _ISSUER_END.search(fold(window))
    name = (window[: stop.start()] if stop else window).strip(" ,")
    if not name or not name[0].isupper():
        return "", start
    return " ".join(name.split()), begun.end() + len(name)


def _enacted(text: str, back: int, phrase_start: int) -> tuple[Date | None, str, int]:
    """Read "Ngày … Bộ Chính trị đã ban hành" before a phrase: its date and issuer."""
    clause = text[back:phrase_start]
    cut = max(clause.rfind(". "), clause.rfind("\n"), clause.rfind("; ")) + 1
    match = _ACT.search(clause, cut)
    if not match:
        return None, "", phrase_start
    by = match["by"].strip()
    dates = find_dates(clause, cut)
    day = dates[-1].value if dates and dates[-1].precision == "day" else None
    issuer = clause[dates[-1].end : match.end("by")].strip(" ,") if dates else by
    known = 0 < len(issuer) <= 90 and issuer[:1].isupper() and "," not in issuer
    return day, " ".join(issuer.split()) if known else "", phrase_start


def speaks_of(citation: Citation, type_name: str, subject: str) -> bool:
    """Say whether a mention describes a document by its own type and subject: ground to propose its number.

    The subject must begin alike over at least twenty letters; a number alone is never a ground.
    """
    if not citation.about or fold(citation.type_name) != fold(type_name):
        return False
    said, own = (_letters(words) for words in (citation.about, subject))
    return len(own) >= 20 and len(said) >= 20 and (said.startswith(own) or own.startswith(said))


def _letters(text: str) -> str:
    words = re.sub(r"^(?:về việc|v/v|về)\s", "", place_tones(" ".join(text.split())), flags=re.IGNORECASE)
    return re.sub(r"[\W_]+", "", fold(words))
