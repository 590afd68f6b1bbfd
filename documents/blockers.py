"""What must hold before a document may go public, beside the two persons that the gate asks for."""

from typing import Any

from documents import secrecy
from documents.models import ORIGINAL_KINDS, Attachment, HeldFile, Merger, OfficialDocument
from documents.models.copies import OLDER
from documents.models.withdrawal import removed_since
from portal.editorial.reasons import Reason


def reasons(obj: OfficialDocument, revision: Any) -> list[Reason]:
    """Return why this version of the document cannot go public."""
    return [
        *_missing(obj),
        *_marked(obj),
        *_twice(obj),
        *_same_file(obj),
        *_held(obj),
        *_merged(obj),
        *_copied_before(obj),
        *_not_cleared(obj),
    ]


def _not_cleared(obj: OfficialDocument) -> list[Reason]:
    if obj.clearance_id is not None:
        return []
    return [
        Reason(
            "not-cleared",
            "Phiên bản này chưa có điều kiện công khai. Một người khác người nhập cần mở “Điều kiện công khai” "
            "của văn bản và xác nhận từng mục.",
        )
    ]


def _missing(obj: OfficialDocument) -> list[Reason]:
    found = []
    if not (obj.subject or obj.title):
        found.append(Reason("no-subject", "Chưa có trích yếu.", "subject"))
    if obj.type_id is None:
        found.append(Reason("no-type", "Chưa chọn loại văn bản.", "type"))
    if obj.issuer_id is None:
        found.append(Reason("no-issuer", "Chưa chọn cơ quan ban hành.", "issuer"))
    if not obj.symbol and not obj.no_number_reason and not obj.parent_title:
        found.append(Reason("no-number", "Không có số thì phải ghi lý do không có số.", "no_number_reason"))
    if obj.issued_on is None and not obj.no_date_reason and not obj.parent_title:
        found.append(Reason("no-date", "Không có ngày ban hành thì phải ghi lý do.", "no_date_reason"))
    return found


def _marked(obj: OfficialDocument) -> list[Reason]:
    marks = secrecy.marks(obj.body_text)
    if not marks:
        return []
    return [Reason("secrecy-mark", f"Toàn văn mang dấu “{marks[0].mark}”, không được công khai.", "body_text")]


def _twice(obj: OfficialDocument) -> list[Reason]:
    other = obj.live_twin()
    if other is None:
        return []
    issued = f" ngày {other.issued_on:%d/%m/%Y}" if other.issued_on else ""
    return [
        Reason(
            "duplicate",
            f"Đã có văn bản công khai cùng cơ quan, loại, số và nhiệm kỳ (hoặc năm): {other.symbol}{issued}, "
            f"xem {other.get_absolute_url()}.",
            "symbol",
        )
    ]


def _same_file(obj: OfficialDocument) -> list[Reason]:
    ids = [each.stored_file_id for each in obj.attachments.all() if each.is_original]
    other = (
        Attachment.objects.filter(stored_file_id__in=ids, kind__in=ORIGINAL_KINDS)
        .exclude(document_id=obj.pk)
        .select_related("document")
        .first()
    )
    if other is None:
        return []
    return [Reason("known-file", f"Tệp “{other}” đã là bản chính của văn bản {other.document}.", "attachments")]


def _held(obj: OfficialDocument) -> list[Reason]:
    """After an emergency removal somebody looks again: files are released, and the conditions confirmed anew."""
    ids = [each.stored_file_id for each in obj.attachments.all()]
    if HeldFile.objects.filter(stored_file_id__in=ids).exists():
        return [Reason("held-file", "Có tệp đang bị cách ly; người có quyền gỡ phải bỏ cách ly trước.", "attachments")]
    if not removed_since(obj.pk, obj.clearance):
        return []
    return [Reason("removed", "Văn bản đã bị gỡ khẩn cấp: cần xác nhận lại điều kiện công khai sau lần gỡ đó.")]


def _merged(obj: OfficialDocument) -> list[Reason]:
    merger = Merger.objects.filter(merged_id=obj.pk).select_related("survivor").first()
    return [Reason("merged", f"Hồ sơ này đã gộp vào “{merger.survivor}”.")] if merger else []


def _copied_before(obj: OfficialDocument) -> list[Reason]:
    """A copy is made of what there is: days that say otherwise are often the two days, exchanged."""
    return [
        Reason(
            "copy-before-original",
            f"{copy}: {OLDER.format(issued_on=obj.issued_on)}",
            "copies",
        )
        for copy in obj.copies.all()
        if copy.is_older_than(obj)
    ]
