"""From page to page as a reader goes: nothing twice, nothing lost, whatever editors do meanwhile."""

import re
import sqlite3
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from search import fixed_lists, outbox

pytestmark = pytest.mark.django_db
_HIT = re.compile(r'class="result-title"><a href="[^"]*?(/nhom/\d+/)"')


@pytest.fixture
def many(searching: Path, settings: Settings, tmp_path: Path) -> list[str]:
    settings.COUNTERS_FILE = tmp_path / "counters" / "counters.sqlite3"
    Group.objects.bulk_create([Group(name=f"{number}-KL/TW Hội nghị {number:03}") for number in range(1, 56)])
    _index()
    found = Group.objects.filter(name__contains="Hội nghị").order_by("pk")
    return [f"/nhom/{pk}/" for pk in found.values_list("pk", flat=True)]


def _index() -> None:
    outbox.enqueue_many("group", Group.objects.values_list("pk", flat=True))
    outbox.drain()


def hits(html: str) -> list[str]:
    return _HIT.findall(html)


def link(html: str, rel: str) -> str:
    found = re.search(rf'href="([^"]+)" rel="{rel}"', html)
    return unescape(found[1]) if found else ""


def get(client: Client, address: str) -> str:
    answer = client.get(f"/tim-kiem/{address}")
    assert answer.status_code == 200, address
    return str(answer.content.decode())


@pytest.mark.parametrize("sort", ["newest", "oldest", "number"])
def test_a_sorted_list_is_walked_while_editors_work(client: Client, many: list[str], sort: str) -> None:
    """Forwards by "Trang sau": each record once.

    Between two pages one record is added, one is changed and one is deleted; those that nobody touched must all come.
    """
    html = get(client, f"?q=hội+nghị&sort={sort}")
    seen = hits(html)
    gone = set()
    for turn in range(10):
        address = link(html, "next")
        if not address:
            break
        Group.objects.create(name=f"{500 + turn}-KL/TW Hội nghị mới {turn}")
        victim = Group.objects.filter(name__contains="Hội nghị").order_by("pk")[turn]
        gone.add(f"/nhom/{victim.pk}/")
        outbox.enqueue("group", victim.pk)
        victim.delete()
        Group.objects.filter(name__contains=f"{30 + turn:03}").update(name=f"{30 + turn}-KL/TW Hội nghị đã sửa {turn}")
        _index()
        html = get(client, address)
        seen += hits(html)

    assert len(seen) == len(set(seen))
    assert set(many) - gone <= set(seen)


def test_back_is_the_page_one_came_from_and_the_first_is_where_it_began(client: Client, many: list[str]) -> None:
    first = get(client, "?q=hội+nghị&sort=number")
    second = get(client, link(first, "next"))
    third = get(client, link(second, "next"))

    assert [len(hits(page)) for page in (first, second, third)] == [20, 20, 15]
    assert link(third, "next") == ""
    assert hits(get(client, link(third, "prev"))) == hits(second)
    back = get(client, link(second, "prev"))
    assert hits(back) == hits(first)
    assert link(back, "prev") == ""
    assert hits(get(client, link(back, "next"))) == hits(second)
    assert 'href="?q=h%E1%BB%99i+ngh%E1%BB%8B&amp;sort=number">Trang đầu' in second
    numbers = [int(each) for each in re.findall(r'class="symbol">(\d+)-', "".join((first, second, third)))]
    assert numbers == sorted(numbers)


def test_a_ranked_list_stays_as_it_was_while_it_is_paged_through(client: Client, many: list[str]) -> None:
    """The list is fixed with its first page and named by the links.

    What is published meanwhile does not push anything onto the next page; what is withdrawn is not shown there. After
    a quarter of an hour the page says that the list is another.
    """
    first = get(client, "?q=hội+nghị")
    address = link(first, "next")
    assert "ds=" in address
    before = hits(get(client, address))

    Group.objects.bulk_create([Group(name=f"Hội nghị hội nghị {number}") for number in range(30)])
    withdrawn = Group.objects.get(pk=int(before[0].split("/")[2]))
    withdrawn.name = f"!{withdrawn.name}"
    withdrawn.save()
    _index()

    after = get(client, address)
    assert hits(after) == before[1:]
    assert "đã được làm mới" not in after
    assert not set(hits(first)) & set(hits(after))


def test_a_list_that_has_run_out_is_renewed_and_the_page_says_so(client: Client, many: list[str]) -> None:
    address = link(get(client, "?q=hội+nghị"), "next")
    _let_lists_run_out()

    html = get(client, address)
    assert "Danh sách đã được làm mới" in html
    assert len(hits(html)) == 20
    assert link(html, "next")
    assert "đã được làm mới" not in get(client, link(html, "next"))


def _let_lists_run_out() -> None:
    with fixed_lists._open() as file:
        file.execute("UPDATE lists SET until = 0")


def test_a_token_answers_its_own_question_only(client: Client, many: list[str]) -> None:
    Group.objects.create(name="Đoàn kết")
    _index()
    token = link(get(client, "?q=hội+nghị"), "next").partition("ds=")[2]

    html = get(client, f"?q=đoàn+kết&ds={token}")
    assert len(hits(html)) == 1
    assert "Danh sách đã được làm mới" in html
    assert len(hits(get(client, "?q=hội+nghị&ds=' OR 1"))) == 20


def test_without_the_file_of_lists_pages_are_still_there(
    client: Client, many: list[str], settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("")
    settings.COUNTERS_FILE = tmp_path / "taken" / "counters.sqlite3"

    first = get(client, "?q=hội+nghị")
    assert link(first, "next").endswith("&page=2")
    assert len(hits(get(client, link(first, "next")))) == 20


def test_the_file_of_lists_does_not_grow_with_what_is_asked_again(client: Client, many: list[str]) -> None:
    for _ in range(3):
        get(client, "?q=hội+nghị")
    _let_lists_run_out()
    get(client, "?q=hội+nghị+00")
    with fixed_lists._open() as file:
        assert file.execute("SELECT count(*) FROM lists").fetchone()[0] <= 1


def test_a_page_of_a_kept_list_asks_the_database_few_times_and_writes_nothing(client: Client, many: list[str]) -> None:
    address = link(get(client, "?q=hội+nghị"), "next")
    with CaptureQueriesContext(connection) as caught:
        get(client, address)
    assert len(caught) <= 6
    assert all(query["sql"].lstrip().upper().startswith("SELECT") for query in caught)


@pytest.mark.parametrize("query", ["page=10000", "page=999999999", "q=hội+nghị&page=11", "q=hội+nghị&page=11&ds=abc"])
def test_pages_beyond_the_end_say_at_once_to_narrow(client: Client, many: list[str], query: str) -> None:
    answer = client.get(f"/tim-kiem/?{query}")
    assert answer.status_code == 400
    assert "thu hẹp" in answer.content.decode()


@pytest.mark.parametrize("place", ["x", "1" * 30, "12.document", "-1", "1~document:1"])
def test_a_place_that_cannot_be_read_is_said(client: Client, many: list[str], place: str) -> None:
    answer = client.get("/tim-kiem/", {"sort": "newest", "sau": place})
    assert answer.status_code == 400
    assert "Đang xem từ đầu danh sách." in answer.content.decode()
    assert len(hits(answer.content.decode())) == 20


def test_a_damaged_file_of_lists_keeps_nobody_out(client: Client, many: list[str], settings: Settings) -> None:
    get(client, "?q=hội+nghị")
    path = Path(settings.COUNTERS_FILE).with_name("lists.sqlite3")
    for each in path.parent.glob("lists.sqlite3*"):
        each.write_bytes(b"no database" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        fixed_lists._open()
    assert len(hits(get(client, "?q=hội+nghị"))) == 20
