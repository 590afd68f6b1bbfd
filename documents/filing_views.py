"""The filing screen: a file on one side, what was read in it on the other, one transaction at the end."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from documents import filing, linking, marked_text, proposals
from documents.extraction import Status
from documents.filing import FieldOrigin, FiledFile
from documents.filing_forms import CopyForm, FilingForm, UploadForm
from documents.inspection import read_in_memory
from documents.models import Attachment, AttachmentKind, FileReading
from documents.models.files import TextState
from documents.refusals import AlreadyFiled, ArchiveRefusal
from portal.files import operations as files
from portal.files.inspection import FileRefused

may_file = permission_required("documents.add_officialdocument", raise_exception=True)
_REASONS = frozenset({"no_number_reason", "no_date_reason"})
READABLE = frozenset({Status.EXTRACTED, Status.SCAN})


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
    context = {"form": form, "problem": problem, "waiting": _waiting()}
    return render(request, "documents/admin/upload.html", context, status=status)


def _taken(content: bytes, name: str, user: Any) -> FileReading:
    """Store the file and what was read in it. Raises FileRefused or AlreadyFiled."""
    reading = read_in_memory(content, name)
    if reading.status not in READABLE:
        raise FileRefused(
            reading.status.value, f"Không đọc được tệp ({reading.status.label}). {reading.detail}".strip()
        )
    stored = files.receive(content, name, actor=user)
    filing.refuse_known_originals([FiledFile(stored.pk)])
    pages = [page.text for page in reading.pages]
    kept, _ = FileReading.objects.update_or_create(
        stored_file=stored, defaults={"status": reading.status.value, "pages": pages}
    )
    return kept


def _waiting() -> list[FileReading]:
    filed = Attachment.objects.values("stored_file_id")
    return list(FileReading.objects.exclude(stored_file_id__in=filed).select_related("stored_file")[:20])


@transaction.non_atomic_requests
@may_file
@require_http_methods(["GET", "POST"])
def file_document(request: HttpRequest, file_id: int) -> HttpResponse:
    """Show the text and the proposed fields; file what the clerk corrected."""
    reading = get_object_or_404(FileReading.objects.select_related("stored_file"), stored_file_id=file_id)
    proposal = proposals.propose(reading.text, page_at=reading.page_at)
    sent = request.POST if request.method == "POST" else None
    form = FilingForm(sent, initial=_initial(proposal, reading))
    copy_form = CopyForm(sent, initial=proposal.copy_initial)
    refusal = None
    if sent is not None and form.is_valid() and copy_form.is_valid():
        try:
            document = _file(form, copy_form, proposal, reading, request.user)
        except ArchiveRefusal as error:
            refusal = error
            for name, message in error.fields.items():
                form.add_error(name if name in form.fields else None, message)
        else:
            messages.success(request, f"Đã lập hồ sơ “{document}” ở dạng bản nháp. Mời người thứ hai đối chiếu.")
            return redirect("documents-clearance", document.pk)
    context = _screen(form, copy_form, proposal, reading) | {"refusal": refusal}
    return render(request, "documents/admin/filing.html", context, status=422 if sent is not None else 200)


def _initial(proposal: proposals.Proposal, reading: FileReading) -> dict[str, Any]:
    kind = AttachmentKind.SIGNED if ".signed." in reading.stored_file.original_name.lower() else AttachmentKind.RETYPED
    if reading.status == Status.SCAN.value:
        kind = AttachmentKind.SCAN
    return {**proposal.initial, "file_kind": AttachmentKind.COPY if proposal.copies else kind}


def _file(form: FilingForm, copy_form: CopyForm, proposal: proposals.Proposal, reading: FileReading, user: Any) -> Any:
    names = [name for name in form._meta.fields or () if name in form.cleaned_data]
    values = {name: form.cleaned_data[name] for name in names}
    is_scan = reading.status == Status.SCAN.value
    file = FiledFile(
        stored_file_id=reading.stored_file_id,
        kind=form.cleaned_data["file_kind"],
        label=form.cleaned_data["file_label"],
        pages=len(reading.pages) or None,
        text_state=TextState.SCAN if is_scan else TextState.EXTRACTED,
    )
    copy = copy_form.record()
    document = filing.file_document(
        values=values,
        by=user,
        text="" if is_scan else reading.text,
        origins=_origins(values, proposal),
        files=[file],
        copies=[copy] if copy else [],
    )
    with transaction.atomic():
        linking.read_links(document)
    return document


def _origins(values: dict[str, Any], proposal: proposals.Proposal) -> list[FieldOrigin]:
    """What was left as read is printed there; what the clerk changed or added is the clerk's."""
    found = []
    for name, value in values.items():
        if value in (None, "", "day") or name in {"issued_precision", "no_number_reason", "no_date_reason"}:
            continue
        origin = proposal.origin_of(name)
        if origin is not None and proposals.same_value(value, proposal.initial.get(name)):
            found.append(origin)
        else:
            found.append(FieldOrigin(name, "entered"))
    return found


def _screen(
    form: FilingForm, copy_form: CopyForm, proposal: proposals.Proposal, reading: FileReading
) -> dict[str, Any]:
    return {
        "form": form,
        "copy_form": copy_form,
        "proposal": proposal,
        "reading": reading,
        "rows": [
            {
                "field": form[name],
                "places": None if name in _REASONS else proposal.places_of(name),
                "notes": proposal.notes.get(name, ()),
            }
            for name in form._meta.fields or ()
        ],
        "pages": [(span.number, marked_text.pieces(span.text, span.start, proposal.places)) for span in reading.spans],
        "is_scan": reading.status == Status.SCAN.value,
        "upload_url": reverse("documents-upload"),
    }
