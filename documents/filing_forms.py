"""The forms of the filing screen: they keep what was typed and say in Vietnamese what is missing."""

from datetime import date
from typing import Any, cast

from django import forms

from documents.models import AttachmentKind, CopyKind, FileReading, OfficialDocument, TextDecision
from documents.models.copies import OLDER
from documents.models.plausible import plausible
from documents.text_decisions import ChosenText, choices_for, chosen

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
        label="Tệp văn bản (PDF, DOCX, DOC, RTF, XLSX, XLS, HTML hoặc tệp chữ)",
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
            "no_date_reason", "place", "subject", "field_of_work", "addressees", "authority", "signer_capacity",
            "signer_name", "recipients", "filing_code", "scope", "effective_on",
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


class TextForm(forms.Form):
    """What becomes of text that a machine made or cannot vouch for; empty where the file holds sound text."""

    text_decision = forms.ChoiceField(label="Chữ lấy vào hồ sơ", widget=forms.RadioSelect, required=False)
    retyped = forms.CharField(
        label="Chữ gõ lại", required=False, max_length=2_000_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 8}), help_text="Chỉ điền khi chọn “Dùng chữ gõ lại”.",
    )  # fmt: skip
    compared = forms.BooleanField(
        label="Tôi đã đối chiếu số, ngày, cơ quan và người ký với ảnh trang bản scan", required=False
    )

    def __init__(self, data: Any, *, reading: FileReading, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.reading = reading
        offered = choices_for(reading)
        cast("forms.ChoiceField", self.fields["text_decision"]).choices = [(each.value, each.label) for each in offered]
        if not offered:
            self.fields.clear()
        elif TextDecision.RETYPED not in offered:
            del self.fields["retyped"]
        if not reading.is_recognised:
            self.fields.pop("compared", None)

    def clean(self) -> dict[str, Any]:
        """Ask for the decision, for the words that go with it, and for the look at the scan."""
        values: dict[str, Any] = super().clean() or {}
        if "text_decision" in self.fields and not values.get("text_decision") and not self.errors:
            self.add_error("text_decision", "Hãy xem chữ bên cạnh rồi chọn một cách.")
        if values.get("text_decision") == TextDecision.RETYPED and not values.get("retyped", "").strip():
            self.add_error("retyped", "Chưa gõ lại chữ nào.")
        if "compared" in self.fields and not values.get("compared"):
            self.add_error(
                "compared", "Chữ do máy nhận dạng có thể sai, nhất là số và ngày: hãy đối chiếu rồi đánh dấu."
            )
        return values

    @property
    def choice(self) -> ChosenText:
        """The text that the answers take into the record."""
        values = self.cleaned_data
        return chosen(self.reading, values.get("text_decision", ""), values.get("retyped", "").replace("\r\n", "\n"))


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

    def clean_copy_issued_on(self) -> date | None:
        """Refuse a day that cannot be."""
        day: date | None = self.cleaned_data["copy_issued_on"]
        if problem := plausible(day):
            raise forms.ValidationError(problem)
        return day

    def follows(self, original: dict[str, Any]) -> bool:
        """Say whether the copy was made on the day of its ``original`` (the values of its form) or later."""
        values = getattr(self, "cleaned_data", {})
        day, printed = values.get("copy_issued_on"), original.get("issued_on")
        if not values.get("is_copy") or not day or not printed or original.get("issued_precision") != "day":
            return True
        if day < printed:
            self.add_error("copy_issued_on", OLDER.format(issued_on=printed))
        return bool(day >= printed)

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


class EmergencyForm(forms.Form):
    """Why a document is taken off at once; the words stay in the record."""

    reason = forms.CharField(
        label="Lý do gỡ khẩn cấp (chỉ lưu nội bộ)", required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class MergerForm(forms.Form):
    """Why two records are one document."""

    reason = forms.CharField(label="Lý do gộp", max_length=500, error_messages={"required": "Hãy ghi lý do gộp."})


class WithdrawalForm(forms.Form):
    """Why a document is taken off the portal; the words are public."""

    reason = forms.CharField(
        label="Lý do gỡ (hiện công khai)", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
