"""The forms of the filing screen: they keep what was typed and say in Vietnamese what is missing."""

from datetime import date
from typing import Any

from django import forms

from documents.models import AttachmentKind, CopyKind, OfficialDocument

_DAY_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
_LINES = forms.Textarea(attrs={"rows": 3})


class DayField(forms.DateField):
    """A date written day first, as Vietnamese documents do."""

    widget = forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "ngày/tháng/năm", "inputmode": "numeric"})

    def __init__(self, **kwargs: Any) -> None:
        messages = {"invalid": "Hãy ghi ngày theo dạng ngày/tháng/năm, ví dụ 22/9/2021."}
        super().__init__(required=False, input_formats=_DAY_FORMATS, error_messages=messages, **kwargs)


class UploadForm(forms.Form):
    """One file, in memory."""

    file = forms.FileField(
        label="Tệp văn bản (PDF, DOCX hoặc tệp chữ)",
        error_messages={"required": "Chưa chọn tệp nào.", "empty": "Tệp rỗng, không có gì để đọc."},
    )


class FilingForm(forms.ModelForm[OfficialDocument]):
    """The proposed fields, to be corrected and filed."""

    issued_on = DayField(label="Ngày ban hành")
    effective_on = DayField(label="Ngày có hiệu lực")
    file_kind = forms.ChoiceField(label="Tệp này là", choices=AttachmentKind.choices, initial=AttachmentKind.SIGNED)
    file_label = forms.CharField(label="Tên hiển thị của tệp", max_length=200, required=False)

    class Meta:
        model = OfficialDocument
        fields = (
            "symbol", "no_number_reason", "type", "issuer", "issuer_text", "issued_on", "issued_precision",
            "no_date_reason", "place", "subject", "addressees", "authority", "signer_capacity", "signer_name",
            "recipients", "filing_code", "scope", "effective_on",
        )  # fmt: skip
        widgets = {
            "subject": forms.Textarea(attrs={"rows": 3}),
            "addressees": forms.Textarea(attrs={"rows": 2}),
            "recipients": forms.Textarea(attrs={"rows": 4}),
        }

    def clean(self) -> dict[str, Any]:
        """Ask for what a record cannot do without, in words that say what to do."""
        values: dict[str, Any] = super().clean() or {}
        if not values.get("subject"):
            self.add_error("subject", "Hãy ghi trích yếu như in trong văn bản.")
        if not values.get("type"):
            self.add_error("type", "Hãy chọn loại văn bản.")
        if not values.get("symbol") and not values.get("no_number_reason"):
            self.add_error("no_number_reason", "Không có số thì chọn lý do.")
        if "issued_on" not in self.errors and not values.get("issued_on") and not values.get("no_date_reason"):
            self.add_error("no_date_reason", "Thiếu ngày ban hành: ghi ngày hoặc chọn lý do.")
        return values


class CopyForm(forms.Form):
    """The block of a certified copy, where the file is one."""

    is_copy = forms.BooleanField(label="Tệp là bản sao có chứng thực", required=False)
    copy_kind = forms.ChoiceField(label="Hình thức sao", choices=CopyKind.choices, required=False)
    copy_symbol = forms.CharField(label="Số bản sao", max_length=120, required=False)
    copy_issuer_text = forms.CharField(label="Cơ quan sao", max_length=255, required=False)
    copy_issued_on = DayField(label="Ngày sao")
    copy_place = forms.CharField(label="Nơi sao", max_length=120, required=False)
    copy_authority = forms.CharField(label="Thẩm quyền", max_length=120, required=False)
    copy_signer_capacity = forms.CharField(label="Chức vụ người ký bản sao", max_length=160, required=False)
    copy_signer_name = forms.CharField(label="Người ký bản sao", max_length=120, required=False)
    copy_purpose = forms.CharField(label="Mục đích sao", max_length=500, required=False)
    copy_recipients = forms.CharField(label="Nơi nhận bản sao", required=False, widget=_LINES)

    def record(self) -> dict[str, Any] | None:
        """Return the values of the copy, or ``None`` where the file is none."""
        values = self.cleaned_data
        if not values.get("is_copy"):
            return None
        found = {name.removeprefix("copy_"): value for name, value in values.items() if name.startswith("copy_")}
        day: date | None = found["issued_on"]
        return found | {"kind": found["kind"] or CopyKind.REISSUE, "issued_on": day}


class ClearanceForm(forms.Form):
    """The checklist of publication, with its ground."""

    ground = forms.CharField(
        label="Căn cứ cho phép công khai", max_length=500, required=False,
        widget=forms.TextInput(attrs={"placeholder": "Ví dụ: ý kiến đồng ý của lãnh đạo Ban ngày 12/10/2026"}),
    )  # fmt: skip


class WithdrawalForm(forms.Form):
    """Why a document is taken off the portal; the words are public."""

    reason = forms.CharField(
        label="Lý do gỡ (hiện công khai)", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
