"""Vietnamese for the few words of the admin that no catalogue reaches, because Wagtail never marked them.

Its templates with such words stand in ``templates/wagtailadmin``, equal to Wagtail's but for the words; only the
first screen, ``home.html``, is our own.
"""

from wagtail.admin.forms import auth, choosers
from wagtail.admin.views.pages.search import SearchView

FIELD_LABELS = {
    auth.LoginForm: {"password": "Mật khẩu", "remember": "Ghi nhớ đăng nhập"},
    choosers.ExternalLinkChooserForm: {"link_text": "Chữ của liên kết"},
    choosers.AnchorLinkChooserForm: {"link_text": "Chữ của liên kết", "url": "Tên điểm neo"},
    choosers.EmailLinkChooserForm: {
        "email_address": "Địa chỉ thư điện tử",
        "link_text": "Chữ của liên kết",
        "subject": "Tiêu đề thư",
        "body": "Nội dung thư",
    },
    choosers.PhoneLinkChooserForm: {"phone_number": "Số điện thoại", "link_text": "Chữ của liên kết"},
}


def put_in_place() -> None:
    """Name the unnamed fields of the link forms, and what the search through all pages counts."""
    for form, labels in FIELD_LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
    SearchView.verbose_name_plural = "trang"
