"""Personal data that a text shows, pointed out before it goes public. Pure."""

import re
from dataclasses import dataclass

_FORMS = (
    ("số định danh hoặc CMND", re.compile(r"(?<![\d./-])(?:\d{12}|\d{9})(?![\d./-])")),
    ("số điện thoại", re.compile(r"(?<![\d./-])(?:\+84|0)(?:[ .-]?\d){8,9}(?![\d./-])")),
    ("số tài khoản", re.compile(r"(?i)(?:số\s+)?tài\s+khoản[^\d\n]{0,20}(\d[\d .-]{6,20}\d)")),
    ("thư điện tử", re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,20}){1,3}")),
)
_LIMIT = 50


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One place that looks like personal data."""

    kind: str
    text: str
    start: int
    end: int


def find(text: str) -> list[PersonalData]:
    """Return at most fifty places that look like personal data, in the order of the text."""
    found = [
        PersonalData(kind, match[0], match.start(), match.end())
        for kind, form in _FORMS
        for match in form.finditer(text)
    ]
    return sorted(found, key=lambda each: each.start)[:_LIMIT]
