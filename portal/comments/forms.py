"""What a reader may type, read and cleaned: the words stay, what cannot be seen goes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from portal.comments import policy
from portal.comments.hint_contacts import IDENTITY, MAIL, PHONE, find
from portal.comments.hints import Text
from portal.comments.models import BODY_LENGTH, NAME_LENGTH
from portal.text.typed import says_something, typed_line, typed_text

# Beyond this nothing is cleaned or searched: it is too long whatever is in it.
_READ_AT_MOST = 8 * BODY_LENGTH
_PERSONAL = {PHONE.id: "số điện thoại", MAIL.id: "địa chỉ thư điện tử", IDENTITY.id: "số giấy tờ hoặc tài khoản"}


class TypedField(forms.CharField):
    """Text that is cleaned first and measured afterwards, in letters as people count them."""

    def __init__(self, *, longest: int, one_line: bool, missing: str, too_long: str) -> None:
        super().__init__(required=True, strip=False, error_messages={"required": missing})
        # Django's own check of NUL would refuse what is simply dropped here.
        self.validators = []
        self.longest, self.one_line, self.missing, self.too_long = longest, one_line, missing, too_long

    def clean(self, value: Any) -> str:
        """Return the cleaned text; raises ValidationError where nothing is left or too much."""
        raw = str(value or "")
        if len(raw) > _READ_AT_MOST:
            raise ValidationError(self.too_long, code="too_long")
        text = typed_line(raw) if self.one_line else typed_text(raw)
        if not says_something(text):
            raise ValidationError(self.missing, code="required")
        if len(text) > self.longest:
            raise ValidationError(self.too_long, code="too_long", params={"length": len(text)})
        return text


class WordsForm(forms.Form):
    """Name and words: all that can still be changed after sending."""

    name = TypedField(
        longest=NAME_LENGTH,
        one_line=True,
        missing="Hãy ghi tên hiển thị: tên thật, bút danh hoặc “Một bạn đọc ở…”.",
        too_long=f"Tên hiển thị dài quá {NAME_LENGTH} chữ cái.",
    )
    body = TypedField(
        longest=BODY_LENGTH,
        one_line=False,
        missing="Hãy viết ý kiến của bạn.",
        too_long="Ý kiến dài quá 3.000 chữ cái. Bạn có thể rút gọn, hoặc gửi làm nhiều lần.",
    )

    def personal_data(self) -> list[tuple[str, str]]:
        """Return (what, where it was read) for personal data in the cleaned words: a warning, never a refusal."""
        body = self.cleaned_data.get("body", "")
        found: dict[str, str] = {}
        for hint in find(Text.of(body)):
            if hint.rule in _PERSONAL:
                found.setdefault(_PERSONAL[hint.rule], body[hint.start : hint.end].strip())
        return list(found.items())


class SubmissionForm(WordsForm):
    """The whole form: words, an address if the sender wants letters, and the consent."""

    email = forms.EmailField(
        required=False,
        max_length=254,
        error_messages={
            "invalid": "Địa chỉ thư chưa đúng dạng, ví dụ ten@vidu.vn. Bạn cũng có thể để trống.",
            "max_length": "Địa chỉ thư quá dài.",
        },
    )
    consent = forms.CharField(
        error_messages={"required": "Cần bạn đánh dấu đồng ý thì trang mới được lưu và đăng ý kiến."}
    )

    def clean_email(self) -> str:
        """Return the address without blanks around it."""
        email: str = self.cleaned_data["email"]
        if not email.isascii():
            raise ValidationError(self.fields["email"].error_messages["invalid"], code="invalid")
        return email.strip()

    def clean_consent(self) -> str:
        """Return the version of the text that was consented to; an older one has to be read anew."""
        version: str = self.cleaned_data["consent"]
        if version != policy.CONSENT_VERSION:
            raise ValidationError("Lời đồng ý vừa được sửa. Mời bạn đọc lại và đánh dấu lần nữa.", code="older_version")
        return version
