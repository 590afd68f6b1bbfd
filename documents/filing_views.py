"""The filing screen: a file on one side, what was read in it on the other, one transaction at the end."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents import (
    duplicates,
    filing,
    holding,
    inspection,
    linking,
    page_images,
    proposals,
    reading_files,
    recognising,
    text_decisions,
)
from documents.extraction import Status
from documents.filing import FieldOrigin, FiledFile
from documents.filing_forms import CopyForm, FilingForm, TextForm, UploadForm
from documents.filing_screen import initial_of, screen
from documents.models import FileReading, OfficialDocument
from documents.offered_values import teller_of
from documents.refusals import AlreadyFiled, ArchiveRefusal
from documents.text_decisions import ChosenText
from portal.files import operations as files
from portal.files.inspection import FileRefused
from portal.files.models import StoredFile

may_file = permission_required("documents.add_officialdocument", raise_exception=True)
READABLE = frozenset({Status.EXTRACTED, Status.SCAN, Status.UNTRUSTED})
_SHOWN = 20
_UNSAID = frozenset({"issued_precision", "no_number_reason", "no_date_reason"})


@transaction.non_atomic_requests
@may_file
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take one file: read it in memory, refuse marks of secrecy, store it, and go on to the fields."""
    form = UploadForm(request.POST or None, request.FILES or None)
    problem = None
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            return redirect("documents-filing", _taken(sent.read(), sent.name or "", request.user).stored_file_id)
        except FileRefused as refusal:
            problem = {"code": refusal.code, "message": refusal.message, "url": ""}
        except AlreadyFiled as refusal:
            problem = {"code": "known", "message": refusal.message, "url": refusal.url}
    status = 422 if problem or form.errors else 200
    context = {"form": form, "problem": problem, "waiting": list(FileReading.objects.to_be_filed()[:_SHOWN])}
    return render(request, "documents/admin/upload.html", context, status=status)


def _taken(content: bytes, name: str, user: Any) -> FileReading:
    """Store the file and what was read in it. Raises FileRefused or AlreadyFiled."""
    reading = inspection.read_in_memory(content, name)
    if reading.status not in READABLE:
        raise FileRefused(
            reading.status.value, f"Không đọc được tệp ({reading.status.label}). {reading.detail}".strip()
        )
    stored = files.receive(content, name, actor=user)
    filing.refuse_known_originals([FiledFile(stored.pk)])
    kept = reading_files.keep(stored, reading)
    FileReading.objects.filter(pk=kept.pk).update(for_filing=True)
    return kept


@transaction.non_atomic_requests
@may_file
@require_http_methods(["GET", "POST"])
def file_document(request: HttpRequest, file_id: int) -> HttpResponse:
    """Show the pages, the text and the proposed fields; file what the clerk corrected."""
    reading = _reading(file_id)
    proposal = proposals.propose(reading.text, page_at=reading.page_at, name=reading.stored_file.original_name)
    sent = request.POST if request.method == "POST" else None
    form = FilingForm(sent, initial=initial_of(proposal, reading))
    forms = (form, CopyForm(sent, initial=proposal.copy_initial), TextForm(sent, reading=reading))
    refusal: ArchiveRefusal | None = None
    valid = [each.is_valid() for each in forms]  # every form says what it misses
    valid.append(sent is None or forms[1].follows(getattr(form, "cleaned_data", {})))
    if sent is not None and all(valid):
        try:
            document = _file(*forms, proposal, request.user)
        except FileRefused as refused:
            forms[2].add_error(None, refused.message)
        except ArchiveRefusal as error:
            refusal = error
            for name, message in error.fields.items():
                form.add_error(name if name in form.fields else None, message)
        else:
            messages.success(request, f"Đã lập hồ sơ “{document}” ở dạng bản nháp. Mời người thứ hai đối chiếu.")
            return redirect("documents-clearance", document.pk)
    context = screen(*forms, proposal, reading) | {"refusal": refusal}
    return render(request, "documents/admin/filing.html", context, status=422 if sent is not None else 200)


def _reading(file_id: int) -> FileReading:
    reading = get_object_or_404(FileReading.objects.select_related("stored_file"), stored_file_id=file_id)
    if hasattr(reading.stored_file, "held"):
        raise Http404("Tệp đang bị cách ly.")
    return reading


def _file(
    form: FilingForm, copy_form: CopyForm, text_form: TextForm, proposal: proposals.Proposal, user: Any
) -> OfficialDocument:
    """File what the forms say. Raises ArchiveRefusal, or FileRefused for typed text with a secrecy mark."""
    reading = text_form.reading
    text = text_form.choice
    inspection.refuse_marked_text(text.text, actor=user)
    names = [name for name in form._meta.fields or () if name in form.cleaned_data]
    values = {name: form.cleaned_data[name] for name in names}
    file = FiledFile(
        stored_file_id=reading.stored_file_id,
        kind=form.cleaned_data["file_kind"],
        label=form.cleaned_data["file_label"],
        pages=reading.page_count or len(reading.pages) or None,
        text_state=text.state,
    )
    copy = copy_form.record()
    with transaction.atomic():
        document = filing.file_document(
            values=values | {"text_origin": text.origin, "body_note": text.note},
            by=user,
            text=text.text,
            origins=_origins(values, proposal, text, reading),
            files=[file],
            copies=[copy] if copy else [],
        )
        text_decisions.note_decision(reading, text_form.cleaned_data.get("text_decision", ""), user)
        linking.read_links(document)
        duplicates.remember(document)
    return document


def _origins(
    values: dict[str, Any], proposal: proposals.Proposal, text: ChosenText, reading: FileReading
) -> list[FieldOrigin]:
    """What was left as read is printed there, or told by another document; what the clerk changed is the clerk's."""
    found = []
    for name, value in values.items():
        if value in (None, "", "day") or name in _UNSAID:
            continue
        origin = proposal.origin_of(name)
        teller = teller_of(name, value, list(proposal.offered))
        if origin is not None and text.is_read and proposals.same_value(value, proposal.initial.get(name)):
            kind = "ocr" if reading.is_recognised else origin.kind
            found.append(FieldOrigin(name, kind, origin.page, origin.start, origin.end, origin.quote))
        elif teller is not None:
            by = teller.document
            found.append(
                FieldOrigin(name, "document", quote=teller.quote, source_name=str(by)[:255], source_document_id=by.pk)
            )
        else:
            found.append(FieldOrigin(name, "entered"))
    if text.origin in {"converted", "ocr"}:
        name = text_decisions.encoding_name(reading) if text.origin == "converted" else "Tesseract"
        found.append(FieldOrigin("body_text", text.origin, source_name=name))
    return found


@transaction.non_atomic_requests
@may_file
@require_safe
def page_picture(request: HttpRequest, file_id: int, number: int) -> HttpResponse:
    """Send the picture of one page to people who work in the archive; nobody else learns that it exists."""
    file = get_object_or_404(StoredFile, pk=file_id)
    if holding.is_held_from(request.user, file.pk):
        raise Http404("Không có trang này.")
    path = page_images.picture_of(file, number)
    if path is None:
        raise Http404("Không có trang này.")
    response = HttpResponse(path.read_bytes(), content_type="image/jpeg")
    response["Cache-Control"] = "private, no-store"
    return response


@may_file
@require_POST
def recognise(request: HttpRequest, file_id: int) -> HttpResponse:
    """Queue the recognition of a scan's letters."""
    reading = _reading(file_id)
    try:
        recognising.ask(reading=reading, by=request.user)
    except ArchiveRefusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(
            request, "Đã xếp hàng nhận dạng chữ. Trang này cho biết tiến độ; có thể làm việc khác trong khi chờ."
        )
    return redirect("documents-filing", file_id)
