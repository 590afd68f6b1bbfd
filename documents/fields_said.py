"""Which field of work (*lĩnh vực*) a subject line plainly names, and where. Pure.

A field is named by its whole name, by a part of it that is long enough to mean nothing else (*chuyển đổi số*), or by
any part after a word that announces a field (*lĩnh vực đất đai*, *công tác dân vận*). Everyday words that are also
parts of names (*tổ chức*, *xây dựng*) say nothing by themselves. Where two fields are named, none is proposed.
"""

import re
from collections.abc import Iterable

from portal.text.vietnamese import fold

_ALONE = 3
"""A part of so many syllables is no everyday word."""
_AHEAD = r"\b(?:linh vuc|nganh|cong tac)\s+"
# What may follow a part after such a word: "công tác tổ chức hội nghị" is not about organisation.
_ENDS = r"(?=\s*(?:$|[,;.:()\"”]|(?:va|tren|cua|tai|trong|nam|giai doan|theo|thuoc|cho|tinh|thanh pho|xa|phuong)\b))"


def field_in(text: str, start: int, end: int, names: Iterable[str]) -> tuple[str, int, int] | None:
    """Return the one of ``names`` that ``text`` names between two offsets, and from where to where; ``None`` otherwise.

    Offsets count code points of NFC ``text``.
    """
    subject = fold(text[start:end])
    found = [(name, match) for name in names if (match := _named(subject, name))]
    if len(found) != 1:
        return None
    name, match = found[0]
    return name, start + match.start("name"), start + match.end("name")


def _named(subject: str, name: str) -> re.Match[str] | None:
    whole = fold(name)
    parts = [part.strip() for part in whole.split(",") if part.strip()]
    alone = "|".join(map(_words, [whole, *(part for part in parts if len(part.split()) >= _ALONE)]))
    said = re.search(rf"\b(?P<name>{alone})\b", subject)
    return said or re.search(rf"{_AHEAD}(?P<name>{'|'.join(map(_words, parts))}){_ENDS}", subject)


def _words(phrase: str) -> str:
    return r"\s+".join(map(re.escape, phrase.split()))
