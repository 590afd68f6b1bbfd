"""A result list as a file and as a feed, over HTTP."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from defusedxml import ElementTree
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings

from search import exporting, outbox, reconcile, states, walking
from tests.factories import documents

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def fresh_counters(settings: Settings, tmp_path: Path) -> None:
    settings.COUNTERS_FILE = tmp_path / "counters.sqlite3"


@pytest.fixture
def filled(searching: Path) -> Path:
    for name in ("14-KL/TW Kết luận về đoàn kết", "Ngày hội đoàn kết", "!Ẩn đoàn kết", "@Riêng đoàn kết", "Việc khác"):
        Group.objects.create(name=name)
    outbox.drain()
    return searching


def table(client: Client, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_table_holds_what_the_page_lists_with_its_source_and_address(client: Client, filled: Path) -> None:
    heads, *rows = table(client, "/tim-kiem/ket-qua.csv?q=doan+ket&kind=group")

    assert heads == list(exporting.HEADS)
    by_title = {row[2]: dict(zip(heads, row, strict=True)) for row in rows}
    assert set(by_title) == {"Kết luận về đoàn kết", "Ngày hội đoàn kết"}
    row = by_title["Kết luận về đoàn kết"]
    assert (row["Số, ký hiệu"], row["Ngày"], row["Nguồn"]) == ("14-KL/TW", "22/09/2021", "portal")
    assert row["Khóa tại nguồn"].startswith("group:")
    assert row["Địa chỉ"].startswith("http")


def test_text_that_a_spreadsheet_would_run_stays_text(client: Client, searching: Path) -> None:
    for title in ('=HYPERLINK("phá")', "+84 phá", "-1+1 phá", "|calc phá", "＝1 phá"):
        Group.objects.create(name=title)
    outbox.drain()

    rows = table(client, "/tim-kiem/ket-qua.csv?q=ph%C3%A1&kind=group")[1:]
    answer = client.get("/tim-kiem/ket-qua.xlsx?q=ph%C3%A1&kind=group")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]

    assert len(rows) == 5
    assert all(row[2].startswith("'") for row in rows)
    cells = [row[2] for row in sheet.iter_rows(min_row=2)]
    assert len(cells) == 5
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)


def test_the_page_leads_to_the_same_list_in_every_form(client: Client, filled: Path) -> None:
    page = client.get("/tim-kiem/?q=đoàn+kết&kind=group&kieu=KL&sort=oldest&page=1")

    take = page.context["take"]
    assert len(table(client, take.csv)) == 1 + 1
    assert take.csv in page.content.decode().replace("&amp;", "&")
    assert states.in_words(states.read(take.csv.partition("?")[2])) == "“đoàn kết”, Nhóm, Kiểu: Kết luận"
    assert f'title="{take.feed_title}"' in page.content.decode()
    assert ElementTree.fromstring(client.get(take.feed).content).tag == f"{ATOM}feed"
    again = client.get(states.page_address(states.read(take.csv.partition("?")[2])))
    assert [row.url for row in again.context["page"].rows] == [row.url for row in page.context["page"].rows]


def test_a_list_that_is_cut_says_so(client: Client, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MAX_WALKED", 2)
    monkeypatch.setattr(exporting, "walk", lambda query, user=None: walking.walk(query, user=user, limit=2))

    rows = table(client, "/tim-kiem/ket-qua.csv?kind=group&kieu=khac")

    assert len(rows) == 1 + 2 + 1
    assert rows[-1][0].startswith("Danh sách dừng ở 2 dòng đầu; có ")


def test_a_list_without_the_engine_is_refused_and_one_that_breaks_off_says_so(client: Client, filled: Path) -> None:
    planned = exporting.plan(states.read("q=đoàn kết").query)
    assert planned is not None
    for path in filled.glob("current-*"):
        path.unlink()

    assert client.get("/tim-kiem/ket-qua.csv?q=doan+ket").status_code == 503
    assert client.get("/tim-kiem.atom?q=doan+ket").status_code == 503
    today = date(2026, 1, 1)
    assert list(exporting.rows(planned, base="", today=today)) == [[exporting.BROKEN_OFF]]


def test_every_record_is_walked_over_once_in_small_batches(
    client: Client, searching: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(37):
        Group.objects.create(name=f"Hội {number}")
    outbox.drain()
    monkeypatch.setattr(walking, "BATCH", 5)

    rows = table(client, "/tim-kiem/ket-qua.csv?kind=group&q=h%E1%BB%99i")[1:]

    assert len(rows) == len({row[10] for row in rows}) == 37


def test_whoever_asks_too_often_is_told_to_wait(client: Client, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.export_views.EXPORTS_IN_TEN_MINUTES", 1)
    monkeypatch.setattr("search.export_views.FEEDS_A_MINUTE", 1)

    for path in ("/tim-kiem/ket-qua.csv", "/tim-kiem.atom"):
        assert client.get(path, REMOTE_ADDR="192.0.2.9").status_code == 200
        refused = client.get(path, REMOTE_ADDR="192.0.2.9")
        assert (refused.status_code, bool(refused["Retry-After"])) == (429, True)


@pytest.mark.parametrize("query", ["page=0", "sort=x", f"q={'a' * 1_100}"])
def test_what_cannot_be_read_is_refused(client: Client, filled: Path, query: str) -> None:
    for path in ("/tim-kiem/ket-qua.csv", "/tim-kiem.atom"):
        assert client.get(f"{path}?{query}").status_code == 400


def test_the_feed_holds_what_went_public_last_whatever_its_own_date(client: Client, search_index: Path) -> None:
    old = documents.make_public(symbol="1-NQ/TU", subject="Nghị quyết cũ mới công khai", issued_on=date(2001, 5, 6))
    reconcile.rebuild()

    feed = ElementTree.fromstring(client.get("/tim-kiem.atom?q=nghi+quyet+cu").content)

    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}published", "")[:10] == timezone.localdate(old.first_published_at).isoformat()
    assert entry.find(f"{ATOM}link").get("href").endswith(old.get_absolute_url())  # type: ignore[union-attr]
    assert not client.get("/tim-kiem.atom").cookies


@pytest.mark.parametrize("query", ["q=%01", "q=%EF%BF%BE", "kieu=%EF%BF%BE", "kieu=%EF%BF%BF&q=%1f"])
def test_a_feed_of_whatever_was_typed_can_be_read(client: Client, filled: Path, query: str) -> None:
    answer = client.get(f"/tim-kiem.atom?{query}")

    assert answer.status_code == 200
    assert ElementTree.fromstring(answer.content).tag == f"{ATOM}feed"


def test_a_feed_that_has_not_changed_is_not_sent_again_and_made_up_parameters_change_nothing(
    client: Client, filled: Path, settings: Settings
) -> None:
    settings.PAGE_CACHE_BYTES = 10_000_000
    first = client.get("/tim-kiem.atom?q=doan+ket&kieu=KL")
    again = client.get("/tim-kiem.atom?x=1&q=doan+ket&kieu=KL", HTTP_IF_NONE_MATCH=first["ETag"])

    assert first["Cache-Control"] == "public, no-cache"
    assert again.status_code == 304
    assert client.get("/tim-kiem.atom?q=doan+ket", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200
