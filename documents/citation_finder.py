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
    r"\s{1,3}ngày (?P<day>[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}) của "
    r"(?P<by>(?:(?!\sngày\s)[^()\n;]){3,120}?),\s{1,3}có hiệu lực"
    r"[^()\d]{0,40}(?P<effect>[0-9/.-]{8,10})"
)
_OWN_LABEL = re.compile(r"(?:[^\n]*\t)?[\W_]*(?:Số|SỐ)\s*:?\s*")
# A provision with what it lies in: "điểm a, b khoản 1 và khoản 2 Điều 3", "các điều 3, 5 và 7", "Điều 3 đến Điều 5".
_LABEL = r"(?:\d{1,4}[a-zđ]?(?:\.\d{1,3}){0,3}|[IVXLC]{1,7}(?:\.\d{1,3}){0,3}|[a-zđA-Z])(?!\w)"
_LABELS = rf"{_LABEL}(?:(?:, ?|\s(?:và|đến|hoặc)\s|,\s(?:và|hoặc)\s|\s?[-–]\s?){_LABEL}){{0,14}}"
_PART = (
    r"(?:(?:[Cc]ác|những)\s{1,2})?(?:[Đđ]iểm|[Tt]iết|[Kk]hoản|[Đđ]iều|[Tt]iểu mục|[Mm]ục|[Cc]hương|[Pp]hần|[Pp]hụ lục)"
    rf"\s{{1,2}}{_LABELS}"
)
_JOIN = r"(?:\s{1,2}|,\s{1,2}|;\s{1,2}|,?\s(?:và|đến|hoặc|của|thuộc|tại)\s{1,2})"
_PROVISION = re.compile(
    rf"(?<!\w)(?P<all>{_PART}(?:{_JOIN}{_PART}){{0,8}})(?:\s(?:của|ban hành kèm theo|tại|trong))?\s{{1,3}}$"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention (*viện dẫn*): the symbol at ``[start, end)``, its whole phrase at ``[phrase_start, phrase_end)``.

    A mention by name alone has ``name`` ("Luật Đất đai"), its ``name_key`` and perhaps a ``year``; its symbol is empty
    and ``[start, end)`` is the name.
    """

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
    name: str = ""
    name_key: str = ""
    year: int | None = None


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


_LAWS = r"(?:bo luat|luat|phap lenh|hien phap)"
# Sometimes the code of the type is printed once more: "Thông tư số TT 07/2023/TT-BNNPTNT".
_NUMBER_LEAD = r"(?:,? ?so)?\s?:?(?:\s[a-z]{2,4})?\s{0,3}$"
_NAMED_LAW = re.compile(rf"(?<!\w)(?P<word>{_LAWS})(?P<name> [^.;:\n\d]{{2,110}}?){_NUMBER_LEAD}")
_LAW_WORD = re.compile(rf"(?<!\w){_LAWS}(?= \w)")


@lru_cache(maxsize=8)
def _type_before(vocabulary: Vocabulary) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in vocabulary.names)
    return re.compile(rf"(?<!\w)(?P<word>{_LAWS}|{names}|(?<!menh )lenh){_NUMBER_LEAD}")


def _typed(text: str, back: int, found: numbering.FoundNumber, vocabulary: Vocabulary) -> tuple[str, str, int]:
    """Return the folded type's name before a symbol, a law's title between them, and where the phrase begins."""
    folded = fold(text[back : found.start])
    if match := _type_before(vocabulary).search(folded):
        return match["word"], "", back + match.start()
    match = _NAMED_LAW.search(folded) if found.number.type_name in _LAW_TYPES else None
    if not match:
        return "", "", found.start
    word, start, begin = match["word"], match.start(), match.start("name")
    if not match["name"].startswith(" sua doi"):
        # Of several laws in a row the number belongs to the last one.
        for later in _LAW_WORD.finditer(folded, begin, match.end("name")):
            if text[back + later.end() + 1].isupper():
                word, start, begin = later[0], later.start(), later.end()
    title = text[back + begin : back + match.end("name")].strip(" ,")
    return (word, title, back + start) if title[:1].isupper() or title.startswith("sửa") else ("", "", found.start)


_LAW_TYPES = frozenset({"", "Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})


def _citation(text: str, found: numbering.FoundNumber, room: tuple[int, int], vocabulary: Vocabulary) -> Citation:
    back = max(room[0], found.start - _LOOK_BACK)
    word, title, phrase_start = _typed(text, back, found, vocabulary)
    entry = vocabulary.type_for_word(word)
    end, day, issuer, about = _after(text, found.end, min(room[1], found.end + _LOOK_AHEAD), vocabulary)
    provision, begin = provision_before(text, phrase_start, room[0])
    if day is None:
        day, earlier, phrase_start = _enacted(text, back, phrase_start)
        issuer = issuer or earlier
    number = found.number
    type_name = entry.name if entry else number.type_name
    return Citation(
        start=found.start,
        end=found.end,
        phrase_start=begin if provision else phrase_start,
        phrase_end=end,
        symbol=" ".join(text[found.start : found.end].split()),
        match_key=number.match_key,
        number=number,
        type_name=type_name,
        date=day,
        issuer_text=issuer,
        provision=provision,
        about=about or title,
        name=f"{type_name} {title}" if title else "",
    )


def provision_before(text: str, at: int, floor: int = 0) -> tuple[str, int]:
    """Return the provision printed right before ``at`` ("khoản 2 Điều 5") and where it begins; if none, ``at``."""
    match = _PROVISION.search(text, max(floor, at - _LOOK_BACK), at)
    return (" ".join(match["all"].split()), match.start("all")) if match else ("", at)


def _as_note(text: str, citation: Citation) -> Citation:
    """Complete the first mention of a bracketed source note, whose title may itself cite other documents."""
    if text[citation.phrase_start - 1 : citation.phrase_start] != "(":
        return citation
    line_end = text.find("\n", citation.end, citation.end + 1500)
    limit = line_end if line_end >= 0 else citation.end + 1500
    match = _NOTE_END.search(text, citation.end, limit)
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
    return end, day, issuer, " ".join(about.split()).strip(' ,."“”')


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
