"""What one cell of a table may hold, and how text is kept from being taken for a formula. Pure."""

import re
from collections.abc import Sequence
from datetime import date, datetime

Cell = str | int | float | date | None
Row = Sequence[Cell]

LONGEST = 32_000
"""A spreadsheet's cell holds 32,767 characters."""

# OWASP's list, with the full-width forms that some programs fold, and blanks before them, which they skip.
_STARTS_FORMULA = re.compile("^[\\s\u200b\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r\n]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def starts_formula(text: str) -> bool:
    """Return whether a spreadsheet may take ``text`` for a formula or a command."""
    return _STARTS_FORMULA.match(text) is not None


def clean(text: str) -> str:
    """Return ``text`` without control characters and no longer than a cell holds."""
    return _CONTROLS.sub("", text)[:LONGEST]


def as_text(value: Cell) -> str:
    """Return the value as a line of CSV prints it; text that could run begins with an apostrophe.

    Days are dd/mm/yyyy. A number stays a number, a negative one too.
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        text = clean(value)
        return f"'{text}" if starts_formula(text) else text
    return str(value)
