"""Settings of the mail server that cannot work are said at the start, in plain words."""

from typing import Any

import pytest
from pytest_django import Settings

from portal.mail.checks import settings_make_sense

WORKING: dict[str, Any] = {"EMAIL_HOST": "thu.tinh.example", "DEFAULT_FROM_EMAIL": "ban@tinh.example"}


def ids(settings: Settings, **values: Any) -> list[str | None]:
    for name, value in (WORKING | values).items():
        setattr(settings, name, value)
    return [message.id for message in settings_make_sense()]


def test_a_mail_server_with_an_address_to_write_from_is_enough(settings: Settings) -> None:
    assert ids(settings) == []


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"EMAIL_PORT": 0}, "mail.E001"),
        ({"EMAIL_USE_TLS": True, "EMAIL_USE_SSL": True}, "mail.E002"),
        ({"EMAIL_HOST_USER": "ban"}, "mail.E003"),
        ({"DEFAULT_FROM_EMAIL": "khong phai dia chi"}, "mail.E004"),
        ({"DEFAULT_FROM_EMAIL": "khong-tra-loi@localhost"}, "mail.E004"),
        ({"PUBLIC_URL": "tinh.example"}, "mail.E005"),
    ],
)
def test_a_fault_is_named(settings: Settings, values: dict[str, Any], fault: str) -> None:
    assert ids(settings, **values) == [fault]


def test_without_a_mail_server_nothing_is_asked_for(settings: Settings) -> None:
    assert ids(settings, EMAIL_HOST="", DEFAULT_FROM_EMAIL="", EMAIL_PORT=0) == []
