"""Which conditions a version of a document must meet before the public may read it."""

from documents.models import CONDITIONS, ORIGINAL_KINDS, Condition, OfficialDocument, TextOrigin
from documents.models.files import TextState

SCAN_SEEN = Condition(
    "scan_seen",
    "Đã xem bằng mắt từng trang bản scan",
    "Máy không đọc được chữ trên ảnh nên không kiểm được dấu mật: người xác nhận phải tự xem mọi trang.",
)
RECOGNISED_COMPARED = Condition(
    "ocr_compared",
    "Chữ nhận dạng đã đối chiếu với bản scan",
    "Toàn văn do máy nhận dạng: số, ngày, tên người và con số phải đúng với ảnh trang.",
)
_UNREAD = frozenset({TextState.SCAN, TextState.UNTRUSTED, TextState.RECOGNISED})


def conditions_for(document: OfficialDocument) -> tuple[Condition, ...]:
    """Return what a second person must confirm of this version: the common conditions, and those of its files."""
    found = list(CONDITIONS)
    if any(each.kind in ORIGINAL_KINDS and each.text_state in _UNREAD for each in document.attachments.all()):
        found.append(SCAN_SEEN)
    if document.text_origin == TextOrigin.RECOGNISED:
        found.append(RECOGNISED_COMPARED)
    return tuple(found)
