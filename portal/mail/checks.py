"""What must hold before letters can leave: settings of the mail server that make sense."""

from collections.abc import Iterator, Sequence
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator


def settings_make_sense(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """Return what is wrong with ``EMAIL_…``, ``MAIL_FROM`` and ``PORTAL_URL``."""
    return list(_wrong())


def _wrong() -> Iterator[checks.CheckMessage]:
    if settings.PUBLIC_URL and urlsplit(settings.PUBLIC_URL).scheme not in {"http", "https"}:
        yield checks.Error("PORTAL_URL phải bắt đầu bằng http:// hoặc https://.", id="mail.E005")
    if not settings.EMAIL_HOST:
        return
    if not 1 <= settings.EMAIL_PORT <= 65535:
        yield checks.Error("EMAIL_PORT phải là một số từ 1 đến 65535.", id="mail.E001")
    if settings.EMAIL_USE_TLS and settings.EMAIL_USE_SSL:
        yield checks.Error(
            "EMAIL_USE_TLS và EMAIL_USE_SSL không dùng cùng lúc.",
            hint="STARTTLS (thường cổng 587): EMAIL_USE_TLS=yes. TLS ngay từ đầu (cổng 465): EMAIL_USE_SSL=yes.",
            id="mail.E002",
        )
    if bool(settings.EMAIL_HOST_USER) != bool(settings.EMAIL_HOST_PASSWORD):
        yield checks.Error("EMAIL_HOST_USER và EMAIL_HOST_PASSWORD phải có cùng nhau.", id="mail.E003")
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    try:
        EmailValidator(allowlist=())(address)
    except ValidationError:
        yield checks.Error(
            "MAIL_FROM phải là một địa chỉ thư, ví dụ ban-tuyen-giao@tinh.example.",
            hint="Máy chủ thư thường từ chối thư gửi từ một địa chỉ không có thật.",
            id="mail.E004",
        )
