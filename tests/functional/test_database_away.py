"""Where the database does not answer, readers are told so, in the site's words, and asked to come again."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from portal.home.models import HomePage


@pytest.mark.django_db
def test_a_silent_database_is_a_503_in_the_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: Any, **kwargs: Any) -> Any:
        raise OperationalError("unable to open database file")

    monkeypatch.setattr(HomePage, "get_context", away)

    answer = Client(raise_request_exception=False).get("/")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "tạm thời chưa trả lời được" in answer.content.decode()


@pytest.mark.django_db
def test_any_other_fault_is_a_500_in_the_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> Any:
        raise ValueError("hỏng")

    monkeypatch.setattr(HomePage, "get_context", broken)

    answer = Client(raise_request_exception=False).get("/")

    assert answer.status_code == 500
    assert "Trang gặp lỗi" in answer.content.decode()
