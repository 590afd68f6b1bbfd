"""What somebody fills in to be told of new records."""

from django import forms
from django.core.exceptions import ValidationError

from search import saving
from search.saved_models import Frequency


class SaveForm(forms.Form):
    """An address, how often, and the consent."""

    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": "Hãy ghi địa chỉ thư để nhận thư báo.",
            "invalid": "Địa chỉ thư chưa đúng dạng, ví dụ ten@vidu.vn.",
            "max_length": "Địa chỉ thư quá dài.",
        },
    )
    frequency = forms.ChoiceField(
        choices=Frequency.choices,
        error_messages={
            "required": "Hãy chọn nhận thư hằng ngày hay hằng tuần.",
            "invalid_choice": "Hãy chọn nhận thư hằng ngày hay hằng tuần.",
        },
    )
    consent = forms.CharField(
        error_messages={"required": "Cần bạn đánh dấu đồng ý thì trang mới được lưu địa chỉ thư."}
    )

    def clean_email(self) -> str:
        """Return the address; one with other than plain letters cannot be written to."""
        email: str = self.cleaned_data["email"]
        if not email.isascii():
            raise ValidationError(self.fields["email"].error_messages["invalid"], code="invalid")
        return email

    def clean_consent(self) -> str:
        """Return the version of the text that was consented to; an older one has to be read anew."""
        version: str = self.cleaned_data["consent"]
        if version != saving.CONSENT_VERSION:
            raise ValidationError("Lời đồng ý vừa được sửa. Mời bạn đọc lại và đánh dấu lần nữa.", code="older_version")
        return version
