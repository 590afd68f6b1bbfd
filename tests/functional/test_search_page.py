"""The search page as a reader meets it: results, facets, chips, hints, dead ends and failures."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search import archive, outbox, page
from search.forms import SearchForm, to_address

pytestmark = pytest.mark.django_db
BUDGET = 6


@pytest.fixture
def filled(searching: Path) -> Path:
    for name in ("14-KL/TW Kết luận về đoàn kết", "14-KL/TU Kết luận về tổ chức", "Ngày hội đoàn kết", "!Ẩn đoàn kết"):
        Group.objects.create(name=name)
    Group.objects.create(name="Đoàn kết <script>alert(1)</script> & an toàn")
    outbox.drain()
    return searching


def look(client: Client, path: str = "/tim-kiem/", **asked: str | list[str]) -> tuple[int, str]:
    answer: HttpResponse = client.get(path, asked)
    return answer.status_code, unescape(re.sub(r"\s+", " ", answer.content.decode()))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.replace("<mark>", "").replace("</mark>", "")).split())


def test_a_reader_finds_by_words_without_accents_and_sees_them_marked(client: Client, filled: Path) -> None:
    status, html = look(client, q="doan ket")

    assert status == 200
    assert "khớp với “doan ket”" in words(html)
    assert "Kết luận về <mark>đoàn kết</mark>" in html
    assert "Ẩn" not in words(html)


def test_a_typed_number_is_explained_with_its_candidates(client: Client, filled: Path) -> None:
    _, html = look(client, q="kl 14")

    assert "Hiểu là Kết luận số 14" in words(html)
    assert html.count('class="candidate-number"') == 2
    assert "plain=1" in html
    _, plain = look(client, q="kl 14", plain="1")
    assert "Hiểu là" not in plain


def test_filters_take_several_values_and_become_removable_chips(client: Client, filled: Path) -> None:
    status, html = look(client, q="đoàn kết", kieu=["KL", "khac"], ky="2021")

    assert status == 200
    for chip in ("Kiểu: Kết luận", "Kiểu: Khác", "Kỳ: 2021"):
        assert f"Bỏ lọc {chip}" in html
    assert "Bỏ hết bộ lọc" in html
    assert 'name="kieu" value="KL" checked' in html


def test_what_was_typed_never_becomes_markup(client: Client, filled: Path) -> None:
    answer = client.get("/tim-kiem/", {"q": '"><script>alert(2)</script> đoàn kết an toàn'})
    html = answer.content.decode()

    assert "<script>alert" not in html
    answer = client.get("/tim-kiem/", {"q": "đoàn kết an toàn"})
    assert "&lt;script&gt;alert(1)" in answer.content.decode()


def test_nothing_found_is_never_a_dead_end(client: Client, filled: Path) -> None:
    status, html = look(client, q="15-KL/TW")
    assert status == 200
    assert "Không tìm thấy" in words(html)
    assert "Số gần nhất" in html
    assert "14-KL/TW" in html

    _, html = look(client, q="đoàn kết trâu")
    assert "Ý bạn là" in html
    assert "đoàn kết</a>" in html

    _, html = look(client, q="ngày hội", kieu="KL")
    assert "Bỏ Kiểu: Kết luận" in words(html)


@pytest.mark.parametrize(
    "asked",
    [{"page": "0"}, {"page": "x"}, {"page": "999999999"}, {"sort": "x"}, {"q": "x" * 1_100}, {"ky": "\n"}],
)
def test_what_cannot_be_read_is_a_sentence_in_the_frame(client: Client, filled: Path, asked: dict[str, str]) -> None:
    status, html = look(client, **{"q": "đoàn kết", **asked})

    assert status == 400
    assert "notice-warn" in html
    assert 'lang="vi"' in html


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=%00",
        "kieu=a%00b",
        "q=%22%22",
        "q=%ff",
        "q=" + "a" * 5000,
        "ky=1&ky=2",
        "x=1",
        "q=-",
        "kind=nothing",
        "sort=oldest",
    ],
)
def test_no_address_breaks_the_page(client: Client, filled: Path, query: str) -> None:
    assert client.get(f"/tim-kiem/?{query}").status_code in {200, 400}


def test_a_question_that_found_next_to_nothing_is_offered_with_a_word_less(client: Client, filled: Path) -> None:
    for name in ("Đoàn kết một", "Đoàn kết hai", "Đoàn kết ba"):
        Group.objects.create(name=name)
    outbox.drain()

    few = look(client, q="kết luận đoàn kết")[1]
    many = look(client, q="đoàn kết")[1]

    assert "Thử bớt từ" in few
    assert 'href="?q=%C4%91o%C3%A0n+k%E1%BA%BFt"' in few
    assert "Thử bớt từ" not in many


def test_one_word_too_many_is_not_the_only_way_on_from_nothing(client: Client, filled: Path) -> None:
    ways = words(look(client, q="ngày hội kết luận xyzxyz")[1])

    assert "ngày hội 1 kết quả" in ways
    assert "kết luận 2 kết quả" in ways


def test_an_engine_that_goes_away_meanwhile_makes_no_empty_archive(filled: Path) -> None:
    form = SearchForm.from_address(QueryDict("q=khongcogi"))
    found = archive.search(form.query)
    assert "Kho có 0" not in page.build(form, found, path="/tim-kiem/").zero.total  # type: ignore[union-attr]
    for path in filled.glob("current-*"):
        path.unlink()

    shown = page.build(form, found, path="/tim-kiem/")

    assert shown.is_zero
    assert shown.zero is not None
    assert shown.zero.total == ""


def test_without_the_engine_exact_numbers_are_still_found(client: Client, filled: Path) -> None:
    for path in filled.glob("current-*"):
        path.unlink()

    status, html = look(client, q="14-KL/TU")
    assert status == 503
    assert "Máy tìm kiếm tạm thời không trả lời" in html
    assert "Kết luận về tổ chức" in html
    assert "văn bản mới trên trang chủ" not in html
    status, html = look(client, q="đoàn kết")
    assert status == 503
    assert "lang=" in html
    assert "văn bản mới trên trang chủ" in html


@pytest.mark.parametrize(
    "asked",
    [{"q": "đoàn kết"}, {"q": "kl 14"}, {"q": "15-KL/TW"}, {"q": "ngày hội", "kieu": "KL", "ky": "2021"}, {}],
    ids=["words", "number", "nothing", "filtered", "browse"],
)
def test_the_whole_page_asks_the_database_few_times(client: Client, filled: Path, asked: dict[str, str]) -> None:
    client.get("/")
    with CaptureQueriesContext(connection) as caught:
        client.get("/tim-kiem/", asked)
    assert len(caught) <= BUDGET, [query["sql"] for query in caught]


def test_pages_are_reached_by_links_that_keep_the_question(client: Client, filled: Path) -> None:
    Group.objects.bulk_create([Group(name=f"Hội nghị {number:03}") for number in range(45)])
    outbox.enqueue_many("group", Group.objects.values_list("pk", flat=True))
    outbox.drain()

    _, first = look(client, q="hội nghị", ky="2022")
    assert "45 kết quả" in words(first)
    assert 'href="?q=h%E1%BB%99i+ngh%E1%BB%8B&ky=2022&page=2&ds=' in first
    _, last = look(client, q="hội nghị", page="3")
    assert last.count('class="result"') == 5
    assert 'rel="next"' not in last


def test_a_reader_gets_no_cookie_and_no_form_token(client: Client, filled: Path) -> None:
    answer = client.get("/tim-kiem/", {"q": "đoàn kết"})

    assert not answer.cookies
    assert "csrf" not in answer.content.decode()
    assert client.post("/tim-kiem/").status_code == 405


def test_years_count_only_where_the_reader_leaves_them(client: Client, filled: Path) -> None:
    """The order by words alone is a choice of the page, kept in its address and in those of its other pages."""
    _, html = look(client, q="đoàn kết")
    assert '<option value="match">Độ khớp, không kể năm</option>' in html

    answer = client.get("/tim-kiem/", {"q": "đoàn kết", "sort": "match"})
    page = answer.context["page"]

    assert (page.sort, page.sort_is_chosen) == ("match", True)
    assert "xếp theo độ khớp, không kể năm" in words(answer.content.decode())
    assert "sort=match" in page.plain_url
    assert not SearchForm.from_address(QueryDict("q=x&sort=match")).query.favours_recent
    assert to_address(SearchForm.from_address(QueryDict("sort=match")).query) == "?"


def test_a_long_story_is_repeated_by_its_beginning_only(client: Client, filled: Path) -> None:
    """A heading of a thousand characters would push every result off a telephone's screen."""
    story = "Ông Ba kể chuyện đoàn kết " * 30

    answer = client.get("/tim-kiem/", {"q": story})

    assert answer.status_code == 200
    assert len(answer.context["page"].heading) < 220
    assert answer.context["page"].heading.endswith("…”")
    assert answer.context["page"].text == story.strip()
