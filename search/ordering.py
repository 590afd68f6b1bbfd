"""Orders by date and by number: one sort key a record and order, the same in every engine. Pure.

A list is read on from a :class:`~search.types.Cursor`, never from a count of rows, so that records that come
and go between two pages neither repeat a record nor lose one.
"""

import re
import zlib
from collections.abc import Sequence
from datetime import date

from search.types import Cursor, IndexDocument

DESCENDING = frozenset({"newest"})
SORTED = ("newest", "oldest", "number")
"""The orders that have a sort key; each is also the name of its field in an index."""

_UNDATED = date.max.toordinal() + 1
_DAYS = 1 << 22
_LARGEST_NUMBER = (1 << 19) - 1
_CHECKSUM = (1 << 22) - 1
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
_CURSOR = re.compile(r"(?P<value>\d{1,19})(?P<keys>(?:\.[a-z]{1,32}:\d{1,18}){0,64})", re.ASCII)


def sort_keys(document: IndexDocument) -> dict[str, int]:
    """Return the sort key of ``document`` in each order, below 2⁶³.

    Undated and unnumbered records come last in every order; of one number the newest comes first. The key's
    checksum orders what is equal otherwise, the same way on every page and in every index.
    """
    checksum = zlib.crc32(document.key.encode())
    day = document.date.toordinal() if document.date else 0
    number = min(int(found.group()), _LARGEST_NUMBER - 1) if (found := _NUMBER.search(document.number)) else None
    return {
        "newest": day << 32 | checksum,
        "oldest": (day or _UNDATED) << 32 | checksum,
        "number": (_LARGEST_NUMBER if number is None else number) << 44
        | (_DAYS - 1 - day) << 22
        | checksum & _CHECKSUM,
    }


def ends_of(rows: Sequence[tuple[int, str]], asked: Cursor | None) -> tuple[Cursor | None, Cursor | None]:
    """Return the places of the first and the last of ``rows`` (sort key, record key), read on from ``asked``."""
    if not rows:
        return None, None
    return _place(rows, rows[0][0], asked), _place(rows, rows[-1][0], asked)


def _place(rows: Sequence[tuple[int, str]], value: int, asked: Cursor | None) -> Cursor:
    here = tuple(key for each, key in rows if each == value)
    # What was shown with this very key before stays shown.
    before = asked.keys if asked and asked.value == value else ()
    return Cursor(value, (*before, *(key for key in here if key not in before)))


def spell_place(cursor: Cursor) -> str:
    """Return ``cursor`` as it stands in an address; :func:`read_place` is the way back."""
    return ".".join([str(cursor.value), *cursor.keys])


def read_place(typed: str) -> Cursor | None:
    """Return the place that ``typed`` spells, or ``None`` where it spells none."""
    found = _CURSOR.fullmatch(typed)
    if not found or int(found["value"]) >= 1 << 63:
        return None
    return Cursor(int(found["value"]), tuple(key for key in found["keys"].split(".") if key))
