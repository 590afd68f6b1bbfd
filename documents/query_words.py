"""Read what kind of document a question is about: its type, whose it is, of which day, month or year. Pure.

Everything read here is only offered to narrow the results by; nothing is forced on the question.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from documents.number_vocabulary import DEFAULT, TypeEntry, Vocabulary
from portal.text.dates import PrintedDate, find_dates
from portal.text.vietnamese import fold

_YEAR = re.compile(
    r"\b(?:trong |tu )?nam (?P<year>(?:19|20)\d\d)(?!\s?[-–/]\s?\d)\b|(?<![\w/.-])(?P<last>(?:19|20)\d\d)$"
)
# Typed with marks it must be these very words: "độ tuổi" names nobody.
_BY_WORDS = frozenset({"của", "cuả", "cua", "do"})
_ISSUER = re.compile(
    r"\b(?P<word>cua|do) (?P<by>\w.*?)"
    r"(?=,? (?:ban hanh|ve|v/v|ngay|nam|thang|trong|quy dinh|noi ve|lien quan)\b|[,;?.]|$)"
)
_DAY_WORD = re.compile(r"(?:trong )?(?:ngay|thang) $")
_LONGEST_ISSUER = 120


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``since`` until before ``before``, in the words of a reader; a whole year has ``year``."""

    since: date
    before: date
    words: str
    year: str = ""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What a question says of the documents it wants; ``rest`` is the question without issuer and days.

    ``undated`` is the question without its days alone, for whom the issuer turns out to be none.
    """

    type: TypeEntry | None = None
    issuer: str = ""
    days: Span | None = None
    rest: str = ""
    undated: str = ""


def read_words(text: str, vocabulary: Vocabulary = DEFAULT) -> AskedFor | None:
    """Return what NFC ``text`` (one line) says of type, issuer and days, or ``None`` where it says nothing."""
    found = _days(text)
    days, cut = found if found else (None, (0, 0))
    left = f"{text[: cut[0]]} {text[cut[1] :]}" if days else text
    undated, issuer = _tidy(left), _issuer(left)
    if issuer:
        left = left[: issuer[1]] + " " + left[issuer[2] :]
    kind = type_at_start(text, vocabulary)
    if kind is None and days is None and not issuer:
        return None
    return AskedFor(kind, issuer[0] if issuer else "", days, _tidy(left), undated)


def type_at_start(text: str, vocabulary: Vocabulary = DEFAULT) -> TypeEntry | None:
    """Return the type whose full name ``text`` begins with, marks or none; typed with marks they must be its own."""
    folded = fold(text)
    for name in vocabulary.names:
        if folded.startswith(name) and not folded[len(name) : len(name) + 1].isalnum():
            entry = vocabulary.type_for_word(text[: len(name)])
            typed = text[: len(name)].lower()
            return entry if entry and (typed == name or typed == entry.name.lower()) else None
    return None


def span_of(printed: PrintedDate) -> Span | None:
    """Return the days that a printed date stands for; ``None`` where not even its year is there."""
    first = printed.value
    if first is None:
        return None
    if printed.precision == "day":
        return Span(first, first + timedelta(days=1), f"ngày {first.day}/{first.month}/{first.year}")
    if printed.precision == "month":
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return Span(first, after, f"tháng {first.month}/{first.year}")
    return year_span(str(first.year))


def year_span(year: str) -> Span:
    """Return the days of a year."""
    return Span(date(int(year), 1, 1), date(int(year) + 1, 1, 1), f"năm {year}", year)


def _days(text: str) -> tuple[Span, tuple[int, int]] | None:
    for printed in find_dates(text):
        span = span_of(printed)
        if span is not None:
            word = _DAY_WORD.search(fold(text[: printed.start]))
            return span, (word.start() if word else printed.start, printed.end)
    match = _YEAR.search(fold(text))
    if match is None:
        return None
    return year_span(match["year"] or match["last"]), match.span()


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;")


def _issuer(text: str) -> tuple[str, int, int] | None:
    folded, start = fold(text), 0
    while (match := _ISSUER.search(folded, start)) and text[slice(*match.span("word"))].lower() not in _BY_WORDS:
        start = match.end("word")
    if match is None or match.end("by") - match.start("by") > _LONGEST_ISSUER:
        return None
    return text[match.start("by") : match.end("by")].strip(), match.start(), match.end()
