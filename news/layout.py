"""Read an article out of the plain text of an old page: title, stamp, author, text. Pure.

An old page gives itself away by its stamp (``Ngày tạo: 10/12/2022 17:11:43``). The title stands above the stamp, the
text below it, the author alone on the last line of the text; attached files and the form for opinions follow and
are no part of the article.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from portal.text.vietnamese import fold, normalise

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_STAMP = re.compile(
    r"^(?:ngay tao|ngay dang|dang ngay|ngay cap nhat)\s*:?\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
    r"(?:\s*[,-]?\s*(\d{1,2})[:h](\d{2})(?::(\d{2}))?)?$"
)
_END = re.compile(r"^(?:file|tep|tap tin|tai lieu) (?:dinh )?kem(?: theo)?\s*:?$")
_FORM = re.compile(r"^(?:nhap (?:noi dung|ten|email|ho ten|ma)\b.*|gui (?:y kien|binh luan)\b.*|y kien ban doc\b.*)$")
_BYLINE = re.compile(r"^(?:tac gia|nguoi viet|bai|tin|bai va anh)\s*:\s*(.+)$", re.IGNORECASE)
_STOPS = ".,;:!?/…”\"'"
_NAME_WORDS = range(1, 6)


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """What an old page says of its article. ``text`` holds the paragraphs, parted by empty lines."""

    title: str
    created_at: datetime
    author: str
    summary: str
    text: str


def read_article(text: str) -> ReadArticle | None:
    """Return the article in ``text``, or ``None`` where no stamp with a title above it is found."""
    lines = [line.strip() for line in normalise(text).split("\n")]
    found = _find_stamp(lines)
    if found is None:
        return None
    at, created_at = found
    title = _last_paragraph(lines[:at])
    paragraphs = [line for line in _until_the_end(lines[at + 1 :]) if line]
    if not title or not paragraphs:
        return None
    author, paragraphs = _take_author(paragraphs)
    summary = paragraphs[0] if len(paragraphs) > 1 else ""
    return ReadArticle(title, created_at, author, summary, "\n\n".join(paragraphs[1:] if summary else paragraphs))


def _find_stamp(lines: list[str]) -> tuple[int, datetime] | None:
    for number, line in enumerate(lines):
        match = _STAMP.match(fold(line)) if len(line) < 60 else None
        if match is None:
            continue
        day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
        try:
            return number, datetime(year, month, day, hour, minute, second, tzinfo=HANOI)
        except ValueError:
            continue
    return None


def _last_paragraph(lines: list[str]) -> str:
    while lines and not lines[-1]:
        lines = lines[:-1]
    start = len(lines)
    while start and lines[start - 1]:
        start -= 1
    return " ".join(lines[start:])


def _until_the_end(lines: list[str]) -> list[str]:
    for number, line in enumerate(lines):
        folded = fold(line)
        if _END.match(folded) or (len(line) < 60 and _FORM.match(folded)):
            return lines[:number]
    return lines


def _take_author(paragraphs: list[str]) -> tuple[str, list[str]]:
    last = paragraphs[-1]
    byline = _BYLINE.match(last) if len(last) < 100 else None
    if byline:
        return byline.group(1).strip(" ."), paragraphs[:-1]
    words = last.strip("()").split()
    named = len(words) in _NAME_WORDS and last[-1] not in _STOPS and all(word[0].isupper() for word in words)
    if len(paragraphs) > 1 and named and not last.isupper():
        return " ".join(words), paragraphs[:-1]
    return "", paragraphs
