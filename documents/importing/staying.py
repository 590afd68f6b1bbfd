"""Why no run may clear a document: a person has to look at it first."""

from documents import numbering, secrecy
from documents.importing.printed import PrintedParts, read_printed
from documents.importing.title import read_title
from documents.models import OfficialDocument
from documents.models.files import TextState


def reasons_to_stay(document: OfficialDocument) -> tuple[str, ...]:
    """Return why the latest version of ``document`` stays a draft, in words for the report."""
    latest = document.get_latest_revision_as_object()
    reasons = list(reasons_of_new(latest, read_printed(latest.body_text)))
    if any(file.text_state == TextState.SCAN for file in latest.attachments.all()):
        reasons.append("có bản scan chưa đọc được")
    if document.withdrawals.exists():
        reasons.append("đã được gỡ khỏi cổng")
    return tuple(reasons)


def reasons_of_new(document: OfficialDocument, printed: PrintedParts) -> tuple[str, ...]:
    """Return why a version without files stays a draft; ``printed`` is the reading of its text."""
    reasons = []
    marks = secrecy.marks(document.body_text)
    if marks:
        reasons.append(f"toàn văn mang dấu “{marks[0].mark}”")
    if not document.number and not document.parent_title:
        reasons.append("chưa có số")
    disagreement = _number_disagrees(document, printed)
    if disagreement:
        reasons.append(disagreement)
    if document.scope or secrecy.scopes(document.body_text):
        reasons.append("phạm vi phổ biến bị giới hạn")
    return tuple(reasons)


def _number_disagrees(document: OfficialDocument, printed: PrintedParts) -> str:
    """Return in words that the text prints another number than the record bears, or that its title does."""
    shown = printed.fields.get("symbol")
    for where, symbol in (
        ("toàn văn in", shown.value if shown else ""),
        ("tên ghi", read_title(document.title).symbol),
    ):
        key = numbering.match_key(symbol) if symbol else ""
        if key and document.match_key and key != document.match_key:
            return f"số ghi là {document.symbol}, {where} {symbol}"
    return ""
