"""Read the dates that Vietnamese documents print: day first, with blanks, numerals or words; accents may be left out.

Text is NFC.
"""

import re
from dataclasses import dataclass
from datetime import date

# One character of a date that was left to be filled in by hand.
_BLANK = r"[.…_\s]{1,40}"
_WORDS = (
    rf"ng[aà]y(?:\s{{0,4}}(?P<d1>[0-3]?[0-9])\s{{0,4}}|{_BLANK})th[aá]ng(?:\s{{0,4}}(?P<m1>[01]?[0-9])\s{{0,4}}|{_BLANK})"
    r"n[aă]m\s{0,4}(?P<y1>(?:19|20)[0-9]{2})?"
)
_DIGITS = (
    r"(?<![\w/.-])(?P<d2>[0-3]?[0-9])\s?(?P<sep>[/.-])\s?(?P<m2>[01]?[0-9])\s?(?P=sep)\s?(?P<y2>(?:19|20)[0-9]{2})"
)
_MONTH = r"th[aá]ng\s{1,4}(?P<m3>[01]?[0-9])\s{0,2}(?:n[aă]m|/)\s{0,2}(?P<y3>(?:19|20)[0-9]{2})"
_DATE = re.compile(rf"(?:{_WORDS}|(?:ngày\s{{0,3}})?{_DIGITS}|{_MONTH})(?![\w/])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed in ``[start, end)``; ``precision`` is day, month, year or unknown (all blank).

    ``value`` is the first day that the print allows, ``None`` where not even the year is there.
    """

    value: date | None
    precision: str
    start: int
    end: int


def _made(match: re.Match[str]) -> PrintedDate | None:
    day = match["d1"] or match["d2"]
    month = match["m1"] or match["m2"] or match["m3"]
    year = match["y1"] or match["y2"] or match["y3"]
    span = match.start(), match.end()
    if not year:
        return PrintedDate(None, "unknown", *span)
    try:
        value = date(int(year), int(month or 1), int((month and day) or 1))
    except ValueError:
        return None
    return PrintedDate(value, "day" if day and month else "month" if month else "year", *span)


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[PrintedDate]:
    """Return the dates printed in ``text[start:end]``, impossible ones left out; offsets count in ``text``."""
    found = (_made(match) for match in _DATE.finditer(text, start, len(text) if end is None else end))
    return [printed for printed in found if printed is not None]


def date_at(text: str, start: int) -> PrintedDate | None:
    """Return the date that begins exactly at ``start``, or ``None``."""
    match = _DATE.match(text, start)
    return _made(match) if match else None
