"""What readers look for is counted without persons, shown to those with the right, and forgotten in time."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from search import outbox, query_log
from search.query_log import sought
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
LISTS = "/quan-tri/ban-doc-tim-gi/"


@pytest.fixture(autouse=True)
def log(settings: Settings, tmp_path: Path) -> Path:
    settings.QUERY_LOG_FILE = tmp_path / "queries.sqlite3"
    return Path(settings.QUERY_LOG_FILE)


@pytest.fixture
def filled(searching: Path) -> Path:
    Group.objects.create(name="14-KL/TW Kết luận về đoàn kết")
    Group.objects.create(name="Ngày hội đoàn kết")
    outbox.drain()
    return searching


def look(client: Client, text: str, times: int, **asked: str) -> None:
    for _ in range(times):
        assert client.get("/tim-kiem/", {"q": text} | asked).status_code == 200


def everything_in(log: Path) -> str:
    with closing(sqlite3.connect(log)) as opened:
        return "\n".join(opened.iterdump())


def test_what_is_looked_for_five_times_is_shown_and_four_times_is_not(client: Client, filled: Path) -> None:
    look(client, "đoàn kết", 3)
    look(client, "Doan  KẾT", 2)
    look(client, "ngày hội", 4)
    look(client, "xe đạp nước", 5)

    assert [(row.term, row.times) for row in sought(found_nothing=False)] == [("doan ket", 5), ("xe dap nuoc", 5)]
    assert [(row.term, row.found) for row in sought(found_nothing=True)] == [("xe dap nuoc", 0)]


def test_going_through_filters_and_pages_is_not_looking_again(client: Client, filled: Path) -> None:
    look(client, "đoàn kết", 1)
    look(client, "đoàn kết", 5, kieu="KL")
    look(client, "đoàn kết", 5, page="2")

    assert sought(found_nothing=False) == []


@pytest.mark.parametrize(
    "text",
    [
        "ten.ai@vidu.vn", "ten ai @ vidu . vn", "0912 345 678", "0912345678", "+84 912 345 678", "cccd 001099012345",
        "001099012345", "stk 19001234567890", "02903838383",
    ],
)  # fmt: skip
def test_what_looks_like_somebodys_number_is_never_written(client: Client, filled: Path, log: Path, text: str) -> None:
    look(client, text, 6)

    assert sought(found_nothing=False) == []
    assert not log.exists() or "INSERT" not in everything_in(log).replace("INSERT INTO sqlite_master", "")


@pytest.mark.parametrize("text", ["1234/2023/QĐ-UBND", "14-KL/TW ngày 22/9/2021", "nghị quyết 18 năm 2017"])
def test_numbers_of_documents_are_nobodys_numbers(text: str) -> None:
    assert not query_log.is_personal(text)


def test_nothing_of_the_reader_is_written(client: Client, filled: Path, log: Path) -> None:
    client.get("/tim-kiem/", {"q": "đoàn kết"}, REMOTE_ADDR="192.0.2.44", HTTP_USER_AGENT="Trình duyệt lạ")

    kept = everything_in(log)
    assert "doan ket" in kept
    assert not any(word in kept for word in ("192.0.2", "lạ", str(timezone.now().minute) + ":"))


def test_the_title_of_a_result_counts_its_rank_and_leads_to_the_plain_address(client: Client, filled: Path) -> None:
    look(client, "đoàn kết", 5)
    page = client.get("/tim-kiem/", {"q": "đoàn kết"})
    second = page.context["page"].rows[1]

    assert f'href="{second.opened}"' in page.content.decode()
    answer = client.get(second.opened)

    assert (answer.status_code, answer["Location"]) == (302, second.url)
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert "doan" not in second.opened
    (row,) = sought(found_nothing=False)
    assert (row.opened, row.mean_rank) == (1, 2.0)
    client.get(second.opened, HTTP_SEC_PURPOSE="prefetch")
    client.head(second.opened)
    assert sought(found_nothing=False)[0].opened == 1


@pytest.mark.parametrize(
    "end",
    ["/evil.example/", "//evil.example", "%2F%2Fevil.example", "%5Cevil.example", "https://evil.example", "%09/evil"],
)
def test_it_never_leads_to_another_site(client: Client, filled: Path, end: str) -> None:
    answer = client.get(f"/tim-kiem/mo/1/abcdef123456/{end}")

    assert answer.status_code == 404 or (answer["Location"][:1] == "/" and answer["Location"][1:2] not in ("/", "\\"))


def test_lists_by_date_and_empty_searches_lead_straight_to_their_records(client: Client, filled: Path) -> None:
    for asked in ({}, {"q": "đoàn kết", "sort": "newest"}):
        rows = client.get("/tim-kiem/", asked).context["page"].rows
        assert rows
        assert not any(row.opened for row in rows)


def test_a_log_that_does_not_answer_keeps_nobody_waiting(client: Client, filled: Path, settings: Settings) -> None:
    settings.QUERY_LOG_FILE = "/dev/null/queries.sqlite3"

    look(client, "đoàn kết", 1)
    assert client.get("/tim-kiem/mo/1/abcdef123456/nhom/1/").status_code == 302


def test_what_is_older_than_ninety_days_is_forgotten(db: None) -> None:
    for days in (91, 89):
        query_log.note("đoàn kết", (), 1, now=timezone.now() - timedelta(days=days))
    query_log.note_opened(query_log.key_of("đoàn kết"), 3, now=timezone.now() - timedelta(days=91))

    assert query_log.purge() == 2
    assert query_log.purge() == 0


def test_only_those_with_the_right_read_the_lists(client: Client, filled: Path) -> None:
    look(client, "=xe đạp", 6)
    for role, status in (("editor", 200), ("approver", 200), ("clerk", 302)):
        client.force_login(make_person(role))
        assert client.get(LISTS).status_code == status
        assert client.get(f"{LISTS}khong-ra.csv").status_code == status
    client.force_login(make_person("editor", "bien-tap-hai"))

    page = client.get(LISTS).content.decode()
    table = b"".join(client.get(f"{LISTS}khong-ra.csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]

    assert "xe dap" in page
    assert "xe dap,6,0," in table.replace("'", "")


def test_a_log_that_cannot_be_read_is_said_to_be_so(client: Client, filled: Path, log: Path) -> None:
    client.force_login(make_person("editor"))
    log.write_bytes(b"no database at all" * 100)

    assert "Chưa đọc được sổ lượt tìm" in client.get(LISTS).content.decode()
    table = client.get(f"{LISTS}khong-ra.csv")
    assert (table.status_code, "Chưa đọc được sổ lượt tìm" in table.content.decode()) == (503, True)


def test_made_up_ranks_fill_no_disk(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query_log.note("xe đạp", (), 0)
    monkeypatch.setattr(query_log, "MOST_AN_HOUR", 3)

    for _ in range(2):
        for rank in range(1, 9):
            query_log.note_opened(query_log.key_of("xe đạp"), rank)

    with closing(sqlite3.connect(log)) as read:
        assert read.execute("SELECT rank, times FROM opened ORDER BY rank").fetchall() == [(1, 2), (2, 2), (3, 2)]
