"""XLSX by openpyxl, the one door to it; written row by row to a temporary file, so that a long table fits in memory."""

from collections.abc import Iterable, Iterator
from datetime import date
from tempfile import TemporaryFile
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from portal.exports.cells import Cell, Row, clean, starts_formula

_PIECE = 64 * 1024
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def pieces(name: str, heads: Iterable[str], rows: Iterable[Row], widths: Iterable[int] = ()) -> Iterator[bytes]:
    """Yield the workbook in pieces: one sheet ``name``, bold heads that stay in view, ``widths`` in characters."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name.translate(_FORBIDDEN_IN_NAMES).strip()[:31] or "Bảng")
    for place, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_head(sheet, head) for head in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    with TemporaryFile() as held:
        book.save(held)
        held.seek(0)
        while piece := held.read(_PIECE):
            yield piece


def _head(sheet: Any, words: str) -> Any:
    cell = _cell(sheet, words)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, str):
        text = clean(value)
        cell = WriteOnlyCell(sheet, value=text)
        # The library takes "=…" for a formula; text is text, also when somebody edits the cell later.
        cell.data_type = "s"
        cell.quotePrefix = starts_formula(text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell
    cell = WriteOnlyCell(sheet, value=value)
    cell.alignment = Alignment(vertical="top")
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    return cell
