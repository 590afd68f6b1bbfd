"""XLSX by openpyxl, the one door to it; written row by row to a temporary file, so that a long table fits in memory."""

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date
from tempfile import TemporaryFile
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from portal.exports.cells import Cell, Row, clean, starts_formula

Styles = dict[str, Any]
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
    styles: Styles = {}
    for row in rows:
        sheet.append([_cell(sheet, value, styles) for value in row])
    with TemporaryFile() as held:
        book.save(held)
        held.seek(0)
        while piece := held.read(_PIECE):
            yield piece


def _head(sheet: Any, words: str) -> Any:
    cell = _cell(sheet, words, {})
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Cell, styles: Styles) -> Any:
    if isinstance(value, str):
        text = clean(value)
        cell = WriteOnlyCell(sheet, value=text)
        # The library takes "=…" for a formula; text is text, also when somebody edits the cell later.
        cell.data_type = "s"
        return _styled(cell, "formula" if starts_formula(text) else "text", styles)
    return _styled(WriteOnlyCell(sheet, value=value), "day" if isinstance(value, date) else "value", styles)


def _styled(cell: Any, name: str, styles: Styles) -> Any:
    """Return ``cell`` as cells of its sort look; that is worked out once a table, for it takes longer than the cell."""
    if name not in styles:
        cell.alignment = Alignment(wrap_text=name in ("formula", "text") or None, vertical="top")
        if name == "formula":
            cell.quotePrefix = True
        elif name == "day":
            cell.number_format = "dd/mm/yyyy"
        styles[name] = cell._style
    cell._style = copy(styles[name])
    return cell
