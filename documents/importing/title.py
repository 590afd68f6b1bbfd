"""Take a source's title apart: type, symbol and *trích yếu*. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from documents import numbering
from documents.number_vocabulary import DEFAULT
from documents.numbering import DocumentNumber
from portal.text.vietnamese import fold

_SIGN = re.compile(r"(?:^|\s+)(?:số|so)\s*:?\s*$|\s+$", re.IGNORECASE)
_NAMED_LAW = re.compile(r"(?P<type>bo luat|luat|phap lenh)\s+\S")
_JOINT = re.compile(r"^[\s:,.–—-]+")
_DATED = re.compile(
    r"^\s*,?\s*ngày\s+(?P<d>\d{1,2})(?:[/.-]|\s+tháng\s+)(?P<m>\d{1,2})(?:[/.-]|\s+năm\s+)(?P<y>\d{4})"
    r"(?:\s+của\s+(?P<by>[^,;]+?)(?=,?\s+(?:về|v/v)\b|\s*$))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReadTitle:
    """What a title says. ``end`` is where the symbol ends in it; the subject is the rest, never a summary."""

    type_name: str = ""
    symbol: str = ""
    subject: str = ""
    number: DocumentNumber | None = None
    end: int = 0
    issued_on: date | None = None
    issuer: str = ""


def read_title(title: str) -> ReadTitle:
    """Return type, symbol and subject of ``title``; a number that stands later in it belongs to another document."""
    found = numbering.find(title[:400])
    first = found[0] if found else None
    lead = _SIGN.sub("", title[: first.start]).strip() if first else ""
    if first is None or not _names_the_title(lead, first.number):
        return ReadTitle(subject=title)
    rest = title[first.end :]
    dated = _DATED.match(rest)
    subject = _JOINT.sub("", rest[dated.end() :] if dated else rest).rstrip(" ,")
    named = _NAMED_LAW.match(fold(lead))
    if named and DEFAULT.type_for_word(fold(lead)) is None:
        end = named.end("type")
        lead, subject = lead[:end], subject or lead[end:].strip()
    return ReadTitle(
        type_name=lead,
        symbol=title[first.start : first.end].strip(),
        subject=subject or title,
        number=first.number,
        end=first.end,
        issued_on=_day(dated),
        issuer=(dated["by"] or "").strip() if dated else "",
    )


def _day(match: re.Match[str] | None) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"])) if match else None
    except ValueError:
        return None


def _names_the_title(lead: str, number: DocumentNumber) -> bool:
    """Say whether the words before the symbol are its own type, and no sentence about another document."""
    if not lead:
        return True
    word = fold(lead)
    if DEFAULT.type_for_word(word) is not None:
        return True
    return number.kind == "law" and _NAMED_LAW.match(word) is not None
