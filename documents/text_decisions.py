"""What a person decides about text that a machine made (old fonts, recognised letters) or cannot vouch for."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from documents.extraction import Status
from documents.extraction.legacy import ENCODINGS
from documents.models import FileReading, TextDecision, TextOrigin
from documents.models.files import TextState

_CONVERTED = (TextDecision.CONVERTED, TextDecision.AS_IS)
_UNTRUSTED = (TextDecision.NONE, TextDecision.CHECKED, TextDecision.RETYPED)
_RECOGNISED = (TextDecision.CHECKED, TextDecision.RETYPED, TextDecision.NONE)


@dataclass(frozen=True, slots=True)
class ChosenText:
    """The text that is filed, and how it came about; ``is_read``: it is the one that the fields were read in."""

    text: str
    origin: str = TextOrigin.FILE
    note: str = ""
    state: str = TextState.EXTRACTED
    is_read: bool = True


def choices_for(reading: FileReading) -> tuple[TextDecision, ...]:
    """Return the decisions that this reading asks for; none where the file itself holds sound text."""
    if reading.is_recognised:
        return _RECOGNISED
    if reading.status == Status.UNTRUSTED.value:
        return _UNTRUSTED
    return _CONVERTED if reading.before else ()


def encoding_name(reading: FileReading) -> str:
    """Return what the old table of letters is called."""
    return ENCODINGS.get(reading.encoding, reading.encoding)


def chosen(reading: FileReading, decision: str, retyped: str = "") -> ChosenText:
    """Return the text that ``decision`` takes into the record."""
    if decision == TextDecision.RETYPED:
        note = "Gõ lại từ bản scan." if reading.is_recognised else "Gõ lại từ tệp."
        return ChosenText(retyped, TextOrigin.RETYPED, note, _state(reading), is_read=False)
    if decision == TextDecision.NONE or (reading.status == Status.SCAN.value and not reading.is_recognised):
        return ChosenText("", state=_state(reading), is_read=False)
    if decision == TextDecision.CONVERTED:
        note = f"Chuyển từ phông {encoding_name(reading)} sang Unicode, người nhập đã đối chiếu."
        return ChosenText(reading.text, TextOrigin.CONVERTED, note, TextState.CONVERTED)
    if decision == TextDecision.AS_IS:
        return ChosenText(reading.before, note="Giữ nguyên chữ như trong tệp.", is_read=False)
    if reading.is_recognised:
        note = "Nhận dạng từ bản scan bằng máy, người nhập đã đối chiếu; bản scan là căn cứ."
        return ChosenText(reading.text, TextOrigin.RECOGNISED, note, TextState.RECOGNISED)
    return ChosenText(reading.text)


def note_decision(reading: FileReading, decision: str, by: Any) -> None:
    """Write down beside the reading who decided what."""
    if decision:
        FileReading.objects.filter(pk=reading.pk).update(decision=decision, decided_by=by, decided_at=timezone.now())


def _state(reading: FileReading) -> str:
    return TextState.UNTRUSTED if reading.status == Status.UNTRUSTED.value else TextState.SCAN
