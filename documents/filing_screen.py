"""What the filing screen shows: pages as pictures and as text, and the proposed fields with their places."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from documents import marked_text, page_images, recognising, text_decisions
from documents.extraction import Status, recognition
from documents.filing_forms import CopyForm, FilingForm, TextForm
from documents.marked_text import Piece
from documents.models import AttachmentKind, FileReading, RecognitionState
from documents.page_places import DrawnPage, DrawnPlace, places_on
from documents.proposals import Proposal

_REASONS = frozenset({"no_number_reason", "no_date_reason"})
_ABSENCES = _REASONS | {"issued_precision"}
_DRAWN_AT_ONCE = 6
_BESIDE = 20_000


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page on the screen: its text in pieces, and its picture with the places drawn on it."""

    number: int
    pieces: list[Piece] = field(default_factory=list)
    picture: DrawnPage | None = None
    picture_url: str = ""
    drawn: tuple[DrawnPlace, ...] = ()

    @property
    def on_picture(self) -> frozenset[int]:
        """The numbers of the places that are shown on the picture: links lead there."""
        return frozenset(each.number for each in self.drawn)


def initial_of(proposal: Proposal, reading: FileReading) -> dict[str, Any]:
    """Return what the form proposes at first."""
    kind = AttachmentKind.SIGNED if ".signed." in reading.stored_file.original_name.lower() else AttachmentKind.RETYPED
    if reading.status == Status.SCAN.value:
        kind = AttachmentKind.SCAN
    proposed = proposal.initial
    if reading.is_recognised:
        # What a machine did not see on a picture may be there all the same.
        proposed = {name: value for name, value in proposed.items() if name not in _ABSENCES}
    return {**proposed, "file_kind": AttachmentKind.COPY if proposal.copies else kind}


def screen(
    form: FilingForm, copy_form: CopyForm, text_form: TextForm, proposal: Proposal, reading: FileReading
) -> dict[str, Any]:
    """Return the context of the screen. May draw pages: call it outside transactions."""
    pages = shown_pages(reading, proposal)
    return {
        "form": form,
        "copy_form": copy_form,
        "text_form": text_form,
        "proposal": proposal,
        "reading": reading,
        "rows": list(_rows(form, proposal, reading)),
        "pages": pages,
        "has_pictures": any(page.picture_url for page in pages),
        "is_scan": reading.status == Status.SCAN.value,
        "is_untrusted": reading.status == Status.UNTRUSTED.value,
        "encoding": text_decisions.encoding_name(reading) if reading.before else "",
        "before": reading.before[:_BESIDE],
        "after": reading.text[:_BESIDE],
        "recognition": _recognition(reading),
        "upload_url": reverse("documents-upload"),
    }


def _rows(form: FilingForm, proposal: Proposal, reading: FileReading) -> Iterable[dict[str, Any]]:
    for name in form._meta.fields or ():
        places = None if name in _REASONS else proposal.places_of(name)
        notes = list(proposal.notes.get(name, ()))
        if reading.is_recognised and places:
            notes.append("Máy nhận dạng từ ảnh; hãy đối chiếu với trang scan.")
        yield {"field": form[name], "places": places, "notes": notes, "kind": _kind_words(name, proposal, reading)}


def _kind_words(name: str, proposal: Proposal, reading: FileReading) -> str:
    origin = proposal.origin_of(name)
    if reading.is_recognised:
        return "nhận dạng từ ảnh"
    return {"printed": "in trong văn bản", "copy_header": "lấy từ khối sao"}.get(origin.kind, "") if origin else ""


def _recognition(reading: FileReading) -> dict[str, Any]:
    state = RecognitionState(reading.recognition)
    return {
        "state": state,
        "label": state.label,
        "is_running": state in (RecognitionState.QUEUED, RecognitionState.RUNNING),
        "is_done": state == RecognitionState.DONE,
        "may_ask": state in (RecognitionState.NOT_ASKED, RecognitionState.FAILED)
        and page_images.can_be_drawn(reading.stored_file),
        "pages": reading.recognised_pages,
        "not_installed": recognising.NOT_INSTALLED if reading.status == Status.SCAN.value and _lacks_program() else "",
    }


def _lacks_program() -> bool:
    return not recognition.is_available()


def shown_pages(reading: FileReading, proposal: Proposal) -> list[ShownPage]:
    """Return the pages with their pictures: the first, and those with places, are drawn now, the rest on demand."""
    texts = {span.number: span for span in reading.spans}
    file = reading.stored_file
    if not page_images.can_be_drawn(file):
        return [
            ShownPage(span.number, marked_text.pieces(span.text, span.start, proposal.places))
            for span in texts.values()
        ]
    placed = [number for number, span in texts.items() if _has_place(span.start, span.end, proposal)]
    drawn = page_images.drawn_pages(file, [*range(1, _DRAWN_AT_ONCE + 1), *placed])
    count = max([*texts, *(page.count for page in drawn.values())], default=0)
    found = []
    for number in range(1, count + 1):
        span, picture = texts.get(number), drawn.get(number)
        places = tuple(places_on(picture, span.text, span.start, proposal.places)) if picture and span else ()
        pieces = marked_text.pieces(span.text, span.start, proposal.places) if span else []
        url = reverse("documents-page-picture", args=[file.pk, number]) if _may_draw(number, picture, drawn) else ""
        found.append(ShownPage(number, pieces, picture, url, places))
    return found


def _may_draw(number: int, picture: DrawnPage | None, drawn: dict[int, DrawnPage]) -> bool:
    # Where the first pages could not be drawn, the others cannot either.
    return picture is not None or (bool(drawn) and _DRAWN_AT_ONCE < number <= page_images.MOST_SHOWN)


def _has_place(start: int, end: int, proposal: Proposal) -> bool:
    return any(start <= place.start < end for place in proposal.places)
