"""What the clearance screen shows: each condition with what the machine found, and where in the text."""

from dataclasses import dataclass
from typing import Any

from documents import duplicates, emergency, file_names, marked_text, numbering, personal_data, secrecy
from documents.citation_words import date_words
from documents.conditions import conditions_for
from documents.importing.title import read_title
from documents.marked_text import Place
from documents.models import Condition, FileReading, HeldFile, OfficialDocument
from documents.models.clearance import clearance_of
from documents.models.withdrawal import removed_since
from portal.editorial import contributions

_TEXT_SHOWN = 60_000


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A condition, and what the machine has to say about it; ``places`` are numbers of marks in the text."""

    condition: Condition
    findings: tuple[str, ...] = ()
    places: tuple[tuple[int, str], ...] = ()
    warns: bool = False


def context_of(document: OfficialDocument, user: Any) -> dict[str, Any]:
    """Return the context of the clearance screen for ``user``."""
    revision = document.get_latest_revision()
    latest: OfficialDocument = revision.as_object() if revision else document
    entered = contributions.contributor_ids(document, revision) if revision else set()
    own = getattr(user, "pk", None) in entered
    given = clearance_of(document.pk, revision) if revision else None
    text = latest.body_text[:_TEXT_SHOWN]
    personal = personal_data.find(text)
    places = [Place(number, each.kind, each.start, each.end) for number, each in enumerate(personal, 1)]
    return {
        "document": latest,
        "issued": date_words(latest),
        "lines": _lines(latest, personal),
        "text_pieces": marked_text.pieces(text, 0, places),
        "given": None if removed_since(document.pk, given) else given,
        "own_work": own,
        "may_clear": user.has_perm("documents.add_clearance") and not own,
        "may_remove": user.has_perm("documents.add_withdrawal"),
        "is_held": emergency.is_held(document.pk),
        "held_files": list(HeldFile.objects.filter(document=document).select_related("stored_file", "held_by")),
        "alike": duplicates.alike(latest),
        "said": _disagreements(latest),
        "attachments": list(latest.attachments.all()),
    }


def _lines(latest: OfficialDocument, personal: list[personal_data.PersonalData]) -> list[ConditionLine]:
    return [_line(condition, latest, personal) for condition in conditions_for(latest)]


def _line(condition: Condition, latest: OfficialDocument, personal: list[personal_data.PersonalData]) -> ConditionLine:
    if condition.key == "not_secret":
        return ConditionLine(condition, (_secrecy_words(latest),), warns=not latest.body_text)
    if condition.key == "scope_allows":
        said = f"Văn bản ghi phạm vi: “{latest.scope}”." if latest.scope else "Văn bản không ghi phạm vi phổ biến."
        return ConditionLine(condition, (said,), warns=bool(latest.scope))
    if condition.key == "personal_data_masked" and personal:
        found = tuple((number, f"{each.text} ({each.kind})") for number, each in enumerate(personal, 1))
        return ConditionLine(condition, (f"Máy thấy {len(personal)} chỗ cần xem:",), found, warns=True)
    if condition.key == "personal_data_masked":
        said = "Máy không thấy số định danh, điện thoại, tài khoản hay thư điện tử trong toàn văn."
        return ConditionLine(condition, (said if latest.body_text else "Không có bản văn bản để máy kiểm.",))
    return ConditionLine(condition)


def _secrecy_words(latest: OfficialDocument) -> str:
    marks = secrecy.marks(latest.body_text)
    if marks:
        return f"Máy thấy dấu “{marks[0].mark}” trong toàn văn."
    if not latest.body_text:
        return "Không có bản văn bản để máy kiểm: phải xem tệp bằng mắt."
    notices = secrecy.notices(latest.body_text)
    if notices:
        return f"Máy không thấy dấu mật, nhưng thấy “{notices[0].mark}”: hãy chắc đây là bản đã ban hành."
    return "Máy không thấy dấu mật trong toàn văn."


def _disagreements(latest: OfficialDocument) -> list[str]:
    """Say where the title of the source, or the name of a file, gives another number than the record."""
    number = numbering.read(latest.symbol) if latest.symbol else None
    said = []
    titled = read_title(latest.title).number if latest.title else None
    if number and titled and titled.match_key not in ("", number.match_key):
        said.append(f"Tên theo nguồn ghi số {read_title(latest.title).symbol}, hồ sơ ghi {latest.symbol}.")
    ids = [each.stored_file_id for each in latest.attachments.all()]
    for reading in FileReading.objects.filter(stored_file_id__in=ids).select_related("stored_file"):
        differs = file_names.disagreement(reading.stored_file.original_name, number)
        if differs:
            said.append(differs.replace("trong văn bản in", "hồ sơ ghi").replace(" Ghi theo văn bản.", ""))
    return said
