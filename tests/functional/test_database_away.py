"""Where the database does not answer, readers are told so, in the site's words, and asked to come again."""

import pytest
from django.db import connection
from django.test import Client


@pytest.mark.parametrize("address", ["/", "/tin-tuc/", "/quan-tri/login/"])
def test_a_silent_database_is_a_503_in_the_frame(database_gone: None, address: str) -> None:
    answer = Client(raise_request_exception=False).get(address)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "tạm thời chưa trả lời được" in answer.content.decode()


@pytest.mark.django_db
def test_any_other_fault_is_a_500_in_the_frame() -> None:
    with connection.cursor() as cursor:  # half of the home page is lost, as no code of the portal could lose it
        cursor.execute("PRAGMA defer_foreign_keys = ON" if connection.vendor == "sqlite" else "SELECT 1")
        cursor.execute("DELETE FROM home_homepage")

    answer = Client(raise_request_exception=False).get("/")

    assert answer.status_code == 500
    assert "Trang gặp lỗi" in answer.content.decode()
