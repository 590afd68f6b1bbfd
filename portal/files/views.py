"""The one door in and the one way out."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from portal.files import operations, visibility
from portal.files.inspection import FileRefused
from portal.files.models import PortalRendition, StoredFile

# A file is looked at by itself, never as part of the site: no script of its own may run.
_FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'; sandbox"
_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "text/plain"})


@require_safe
def stored_file(request: HttpRequest, pk: int, name: str = "") -> HttpResponseBase:
    """Send the file's bytes if some live record shows it; a hidden one answers like one that never was."""
    file = StoredFile.objects.filter(pk=pk).first()
    if file is None or visibility.is_held_from(request.user, pk):
        raise Http404("Không có tệp này.")
    if not (visibility.file_is_public(pk) or visibility.may_see_unpublished(request)):
        raise Http404("Không có tệp này.")
    if name != file.original_name:
        return redirect(file.url)
    response = _send(file.content, file.content_type, file.original_name)
    response.headers["ETag"] = f'"{file.sha256}"'
    return response


@require_safe
def rendition(request: HttpRequest, pk: int, name: str = "") -> HttpResponseBase:
    """Send one size of a picture if some live record shows the picture."""
    row = PortalRendition.objects.select_related("image").filter(pk=pk).first()
    if row is None or not (visibility.may_see_unpublished(request) or visibility.image_is_public(row.image)):
        raise Http404("Không có hình này.")
    kind = {"png": "image/png", "webp": "image/webp"}.get(row.file.name.rsplit(".", 1)[-1].lower(), "image/jpeg")
    return _send(row.file, kind, row.file.name.rsplit("/", 1)[-1])


def _send(field: Any, content_type: str, name: str) -> FileResponse:
    try:
        opened = field.open("rb")
    except FileNotFoundError:
        raise Http404("Tệp không còn trên máy chủ.") from None
    response = FileResponse(opened, content_type=_with_charset(content_type))
    disposition = content_disposition_header(
        content_type not in _INLINE and not content_type.startswith("image/"), name
    )
    if disposition:
        response.headers["Content-Disposition"] = disposition
    response.headers["Content-Security-Policy"] = _FILE_POLICY
    # Short, because what is public today may be withdrawn today.
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


def _with_charset(content_type: str) -> str:
    return f"{content_type}; charset=utf-8" if content_type.startswith("text/") else content_type


@transaction.non_atomic_requests
@require_POST
@permission_required("files.add_storedfile", raise_exception=True)
def upload(request: HttpRequest) -> HttpResponse:
    """Receive one file from an edit form; answer with its id, or with the reason why it is not taken."""
    sent = request.FILES.get("file")
    if sent is None:
        return JsonResponse({"error": "Chưa chọn tệp nào."}, status=400)
    try:
        file = operations.receive(sent.read(), sent.name or "", actor=request.user)
    except FileRefused as refusal:
        return JsonResponse({"error": refusal.message, "code": refusal.code}, status=422)
    return JsonResponse({"id": file.pk, "name": file.original_name, "size": file.size, "url": file.url}, status=201)
