"""Read spreadsheets: XLS through ``xlrd``, XLSX through ``openpyxl``; a page is a sheet, a line a row."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime

import openpyxl
import xlrd

from documents.extraction.docx import refuse_bombs
from documents.extraction.types import Extraction, Limits, PageText, Refused, Status

_COLUMNS = 400
_BLANK_ROWS = 1_000


def read_xls(content: bytes, limits: Limits) -> Extraction:
    """Return the sheets of an Excel 97–2003 file. Raises Refused where that fails."""
    try:
        with xlrd.open_workbook(file_contents=content, on_demand=True, logfile=io.StringIO()) as book:
            sheets = [(name, _old_rows(book, book.sheet_by_name(name))) for name in book.sheet_names()]
            return _extraction(sheets, limits)
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise Refused(Status.ENCRYPTED, "Tệp Excel được đặt mật khẩu.") from error
        raise Refused(Status.DAMAGED, "Tệp Excel đời cũ bị hỏng.") from error
    except Refused:
        raise
    except Exception as error:
        raise Refused(Status.DAMAGED, "Tệp Excel đời cũ bị hỏng.") from error


def read_xlsx(content: bytes, limits: Limits) -> Extraction:
    """Return the sheets of an Excel file: the values that it shows, not its formulas. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            refuse_bombs(archive, len(content), limits)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = [(sheet.title, sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
        return _extraction(sheets, limits)
    except Refused:
        raise
    except Exception as error:
        raise Refused(Status.DAMAGED, "Tệp Excel bị hỏng.") from error


def _old_rows(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Iterator[tuple[object, ...]]:
    for row in range(sheet.nrows):
        yield tuple(_old_value(book, cell) for cell in sheet.row(row))


def _old_value(book: xlrd.Book, cell: xlrd.sheet.Cell) -> object:
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (ValueError, OverflowError):
            return cell.value
    return None if cell.ctype in (xlrd.XL_CELL_ERROR, xlrd.XL_CELL_EMPTY) else cell.value


def _extraction(sheets: Iterable[tuple[str, Iterable[tuple[object, ...]]]], limits: Limits) -> Extraction:
    pages: list[PageText] = []
    size = 0
    for number, (name, rows) in enumerate(sheets, start=1):
        lines: list[str] = []
        blank = 0
        for row in rows:
            line = "\t".join(_shown(value) for value in row[:_COLUMNS]).rstrip("\t")
            blank = 0 if line else blank + 1
            if blank > _BLANK_ROWS:
                break  # a sheet may claim a million empty rows
            size += len(line) + 1
            if size > limits.characters or number > limits.pages:
                raise Refused(Status.TOO_LARGE, "Bảng tính dài quá giới hạn.")
            lines.append(line)
        text = "\n".join(lines).strip("\n")
        if text:
            pages.append(PageText(number, f"{name}\n{text}"))
    if not pages:
        return Extraction(Status.SCAN, detail="Bảng tính không có chữ nào.")
    return Extraction(Status.EXTRACTED, pages=tuple(pages), text="\n\n".join(page.text for page in pages))


def _shown(value: object) -> str:
    """Return a cell's value as a reader of the sheet sees it: whole numbers without a point, dates day first."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if (value.hour, value.minute) == (0, 0) else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return " ".join(str(value).split("\n")).strip()
