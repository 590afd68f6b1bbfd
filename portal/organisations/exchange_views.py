"""The register as CSV in the admin: written out, checked, taken in."""

import io
import zipfile
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal.organisations import exchange
from portal.organisations.exchange_rows import FILES, LARGEST

LABELS = {"organisations": "Cơ quan", "names": "Tên gọi", "successions": "Kế thừa"}
_SHOWN = 200


class RegisterFilesForm(forms.Form):
    """Up to three CSV files, or the ZIP that the register writes."""

    organisations = forms.FileField(label="organisations.csv (cơ quan)", required=False)
    names = forms.FileField(label="names.csv (tên gọi theo thời gian)", required=False)
    successions = forms.FileField(label="successions.csv (kế thừa)", required=False)
    archive = forms.FileField(label="hoặc cả ba trong một tệp ZIP", required=False)

    def clean(self) -> dict[str, Any]:
        """Return the text of each file. Raises ValidationError where none was given or one cannot be read."""
        cleaned: dict[str, Any] = super().clean() or {}
        contents = {kind: cleaned[kind].read(LARGEST + 1) for kind in FILES if cleaned.get(kind)}
        if cleaned.get("archive"):
            contents |= _unpacked(cleaned["archive"].read(LARGEST + 1))
        if not contents:
            raise forms.ValidationError("Hãy chọn ít nhất một tệp.")
        return {"texts": {kind: _decoded(kind, content) for kind, content in contents.items()}}


class CheckedFilesForm(forms.Form):
    """The texts that were checked, carried by the page itself to the second step."""

    organisations = forms.CharField(required=False, strip=False, widget=forms.HiddenInput, max_length=LARGEST)
    names = forms.CharField(required=False, strip=False, widget=forms.HiddenInput, max_length=LARGEST)
    successions = forms.CharField(required=False, strip=False, widget=forms.HiddenInput, max_length=LARGEST)


def _unpacked(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {
                kind: archive.open(f"{kind}.csv").read(LARGEST + 1)
                for kind in FILES
                if f"{kind}.csv" in archive.namelist()
            }
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise forms.ValidationError("Không mở được tệp ZIP.") from error


def _decoded(kind: str, content: bytes) -> str:
    if len(content) > LARGEST:
        raise forms.ValidationError(f"Tệp {kind}.csv quá lớn (tối đa {LARGEST // 1_000_000} MB).")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise forms.ValidationError(f"Tệp {kind}.csv không phải UTF-8. Hãy lưu lại dạng “CSV UTF-8”.") from error


def _need(request: HttpRequest) -> None:
    needed = ("organisations.add_organisation", "organisations.change_organisation")
    if not request.user.has_perms(needed):
        raise PermissionDenied


@require_safe
def write_out(request: HttpRequest) -> HttpResponse:
    """Return the register as a ZIP of three CSV files."""
    _need(request)
    answer = HttpResponse(exchange.write_archive(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="danh-ba-co-quan-{timezone.localdate():%Y%m%d}.zip"'
    return answer


@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest) -> HttpResponse:
    """Check what was uploaded and show the report; nothing is stored yet."""
    _need(request)
    form = RegisterFilesForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        texts = form.cleaned_data["texts"]
        context |= _shown(exchange.report_on(texts)) | {"checked": CheckedFilesForm(initial=texts)}
    return render(request, "organisations/admin/exchange.html", context)


@require_http_methods(["POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Take in what the page before showed, checked once more; all or nothing."""
    _need(request)
    checked = CheckedFilesForm(request.POST)
    if not checked.is_valid():
        messages.error(request, "Không đọc lại được nội dung đã kiểm. Hãy tải tệp lên lần nữa.")
        return redirect("organisations-exchange")
    try:
        report = exchange.take_in(files=checked.cleaned_data, by=request.user)
    except exchange.RegisterRefused as refused:
        context = {"form": RegisterFilesForm(), "problem": str(refused)} | _shown(refused.report)
        return render(request, "organisations/admin/exchange.html", context, status=409)
    count = report.new_bodies + report.known_bodies
    messages.success(
        request, f"Đã nhập {count} cơ quan, {report.names} tên gọi, {report.successions} quan hệ kế thừa vào danh bạ."
    )
    return redirect(reverse("wagtailsnippets_organisations_organisation:list"))


def _shown(report: exchange.Report) -> dict[str, Any]:
    lists = [
        ("Lỗi phải sửa", "error", report.errors[:_SHOWN], len(report.errors)),
        ("Điểm nên xem lại", "remark", report.remarks[:_SHOWN], len(report.remarks)),
    ]
    return {"report": report, "lists": lists, "labels": LABELS}
