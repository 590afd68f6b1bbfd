"""The tree and the matrix as plain rows: for spreadsheets, and as JSON."""

from collections.abc import Iterator
from typing import Any

from documents.chain import Chain, ChainRow
from documents.citation_words import date_words
from documents.duties import STANDING_WORDS
from documents.matrix import Matrix
from documents.models import OfficialDocument
from portal.exports import Row
from portal.organisations.models import Level

TREE_HEADS = (
    "Bậc", "Cấp", "Cơ quan", "Số, ký hiệu", "Trích yếu", "Ngày ban hành", "Số ngày sau văn bản cấp trên", "Hạn",
    "Số ngày trễ", "Tình trạng", "Hiệu lực", "Ghi chú",
)  # fmt: skip
TREE_WIDTHS = (6, 14, 42, 18, 60, 14, 12, 12, 10, 22, 18, 44)
MATRIX_HEADS = (
    "Cơ quan", "Cấp", "Văn bản giao việc", "Ngày văn bản giao việc", "Hạn", "Tình trạng", "Văn bản triển khai",
    "Ngày ban hành", "Số ngày", "Số ngày trễ", "Ghi chú",
)  # fmt: skip
MATRIX_WIDTHS = (42, 14, 20, 14, 12, 20, 20, 14, 10, 10, 44)
NO_SYMBOL = "chưa có số"
PROPOSED = "quan hệ đề xuất, chờ xác nhận"


def level_word(level: str) -> str:
    """Return the word for a tier, or nothing."""
    return str(Level(level).label).split(" (")[0] if level in Level.values else ""


def standing_words(row: ChainRow) -> str:
    """Return how a row of the tree stands: of what was asked its standing, else only that it was issued."""
    return STANDING_WORDS[row.duty.standing] if row.duty else "Đã ban hành"


def tree_rows(chain: Chain) -> Iterator[Row]:
    """Yield the rows of the tree from the top: documents and gaps."""
    for row in chain.rows:
        document = row.document
        yield (
            row.depth + 1,
            level_word(row.level),
            row.body,
            (document.symbol or NO_SYMBOL) if document else "",
            (document.subject or document.title) if document else "",
            _day(document),
            row.days,
            row.due_on,
            row.days_late or None,
            standing_words(row),
            str(document.get_effect_display()) if document else "",
            _notes(row.note, row.confirmed),
        )


def matrix_rows(matrix: Matrix) -> Iterator[Row]:
    """Yield one row for each body and document that asked it."""
    for line in matrix.lines:
        for cell in line.cells:
            if cell is not None:
                yield (
                    line.body.name,
                    level_word(line.body.level),
                    cell.parent.symbol or NO_SYMBOL,
                    _day(cell.parent),
                    cell.due_on,
                    STANDING_WORDS[cell.standing],
                    (cell.answer.symbol or NO_SYMBOL) if cell.answer else "",
                    _day(cell.answer),
                    cell.days,
                    cell.days_late or None,
                    _notes(cell.note, cell.confirmed),
                )


def tree_json(document: OfficialDocument, chain: Chain) -> dict[str, Any]:
    """Return the tree as JSON is given out."""
    return {
        "document": _reference(document),
        "as_of": chain.today.isoformat() if chain.today else None,
        "expected": chain.expected,
        "issued": chain.issued,
        "missing": chain.missing,
        "truncated": chain.cut,
        "rows": [_json_row(row) for row in chain.rows],
    }


def _json_row(row: ChainRow) -> dict[str, Any]:
    document = row.document
    return {
        "depth": row.depth,
        "level": row.level or None,
        "body": row.body,
        "document": _reference(document) if document else None,
        "status": document.effect if document else None,
        "days_since_parent": row.days,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "days_late": row.days_late or None,
        "standing": row.duty.standing.value if row.duty else None,
        "confirmed": row.confirmed,
        "current": row.current,
        "note": row.note,
    }


def _reference(document: OfficialDocument) -> dict[str, Any]:
    return {
        "id": document.pk,
        "number": document.symbol,
        "type": document.type.name if document.type else "",
        "title": document.subject or document.title,
        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
        "precision": document.issued_precision,
        "url": document.get_absolute_url(),
    }


def _day(document: OfficialDocument | None) -> Any:
    """Return the day for a spreadsheet; a month or a year in words."""
    if document is None:
        return None
    words = date_words(document)
    return document.issued_on if words[:1].isdigit() else words


def _notes(note: str, confirmed: bool) -> str:
    return "; ".join(each for each in (note, "" if confirmed else PROPOSED) if each)
