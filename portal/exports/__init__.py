"""Tables that people take away: CSV and XLSX, streamed, with nothing in them that a spreadsheet would run."""

from portal.exports.answers import csv_answer, xlsx_answer
from portal.exports.cells import Cell, Row

__all__ = ["Cell", "Row", "csv_answer", "xlsx_answer"]
