"""What is like a record: as a page and as a part of the record's page, over HTTP."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from documents.models import OfficialDocument
from search import reconcile
from tests.factories import documents

pytestmark = pytest.mark.django_db


@pytest.fixture
def alike(search_index: Path, settings: Settings, tmp_path: Path) -> list[OfficialDocument]:
    """Two documents about the same thing."""
    settings.COUNTERS_FILE = tmp_path / "counters.sqlite3"
    made = [
        documents.make_public(symbol=f"{number}-KL/TU", subject="về hộp thư góp ý của nhân dân") for number in (1, 2)
    ]
    reconcile.rebuild()
    return made


def address(document: OfficialDocument) -> str:
    return f"/tim-kiem/gan-giong/document/{document.pk}/"


def test_what_is_like_a_record_is_listed_without_the_record(client: Client, alike: list[OfficialDocument]) -> None:
    page = client.get(address(alike[0]))
    part = client.get(address(alike[0]) + "?phan=1")

    assert [row.url for row in page.context["rows"]] == [alike[1].get_absolute_url()]
    assert "2-KL/TU" in part.content.decode()
    assert "<html" not in part.content.decode()


@pytest.mark.parametrize("end", ["document/0/", f"document/{'9' * 25}/", "article/1/", "nothing/1/"])
def test_what_is_not_there_for_everybody_is_not_found(client: Client, alike: list[OfficialDocument], end: str) -> None:
    hidden = documents.make_draft()

    assert client.get(address(hidden)).status_code == 404
    assert client.get(f"/tim-kiem/gan-giong/{end}").status_code == 404


@pytest.mark.parametrize("part", ["", "?phan=1"])
def test_without_the_engine_nobody_is_told_that_nothing_is_like_it(
    client: Client, alike: list[OfficialDocument], search_index: Path, part: str
) -> None:
    for path in search_index.glob("current-*"):
        path.unlink()

    answer = client.get(address(alike[0]) + part)

    assert (answer.status_code, bool(answer["Retry-After"])) == (503, True)
    assert "Chưa thấy nội dung nào" not in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "budget"),
    [("similar", "search.similar_views.READINGS_A_MINUTE"), ("suggest", "search.views.SUGGESTIONS_A_MINUTE")],
)
def test_readers_behind_our_own_proxy_are_counted_apart(
    client: Client,
    alike: list[OfficialDocument],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    budget: str,
) -> None:
    settings.TRUSTED_PROXIES = 1
    monkeypatch.setattr(budget, 1)
    asked = {"similar": address(alike[0]), "suggest": "/tim-kiem/goi-y?q=kl"}[path]

    def status(reader: str) -> int:
        answer = client.get(asked, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=reader)
        return int(answer.status_code)

    assert [status("192.0.2.1"), status("192.0.2.2")] == [200, 200]
    assert status("192.0.2.1") == 429
