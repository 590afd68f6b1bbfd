"""The read interface and the type-ahead, over HTTP."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from search import outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(searching: Path) -> Path:
    for name in ("14-KL/TW Kết luận về đoàn kết", "Ngày hội đoàn kết", "!Ẩn đoàn kết", "Hoà giải <b>ở cơ sở</b>"):
        Group.objects.create(name=name)
    outbox.drain()
    return searching


def ask(client: Client, **asked: str) -> tuple[int, dict]:  # type: ignore[type-arg]
    answer = client.get("/api/v1/search", asked)
    return answer.status_code, answer.json()


def test_results_carry_the_promised_fields(client: Client, filled: Path) -> None:
    status, body = ask(client, q="doan ket", kind="group")

    assert status == 200
    assert set(body) == {"count", "results", "facets", "next"}
    assert body["count"] == 2
    first = next(each for each in body["results"] if each["number"])
    assert set(first) == {"source", "key", "kind", "title", "number", "url", "marks"}
    assert (first["source"], first["kind"], first["number"]) == ("portal", "group", "14-KL/TW")
    assert first["key"].startswith("group:")
    for mark in first["marks"]:
        assert set(mark) == {"field", "text", "spans"}
    title = next(mark for mark in first["marks"] if mark["field"] == "title")
    assert [title["text"][start:end] for start, end in title["spans"]] == ["đoàn kết"]
    assert {"value": "KL", "label": "Kết luận", "count": 1} in body["facets"]["kieu"]


def test_pages_have_the_size_that_was_asked_for(client: Client, filled: Path) -> None:
    assert len(ask(client, q="đoàn kết", page_size="1")[1]["results"]) == 1
    first, second = (ask(client, q="đoàn kết", page_size="1", page=page)[1]["results"][0]["key"] for page in "12")
    assert first != second
    assert ask(client, q="đoàn kết", page="3", page_size="1")[1]["results"] == []


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "3", "page_size": "100"},
        {"page": "201", "page_size": "1"},
        {"page": "999999999"},
        {"page_size": "101"},
        {"page_size": "0"},
        {"page_size": "mười"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "1e3"},
        {"page": "١"},
        {"kind": "nothing"},
        {"q": "x" * 1_001},
        {"sort": "random"},
    ],
)
def test_what_cannot_be_answered_is_a_400_with_a_sentence(client: Client, filled: Path, asked: dict[str, str]) -> None:
    status, body = ask(client, **{"q": "đoàn kết", **asked})

    assert status == 400
    assert body["message"].endswith(".")


def test_rank_200_is_the_last_one(client: Client, filled: Path) -> None:
    assert ask(client, q="đoàn kết", page="2", page_size="100")[0] == 200
    assert ask(client, page="200", page_size="1")[0] == 200


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=%ff%fe",
        "q=%ED%A0%80",
        "q=" + "%22" * 300,
        "q[]=1",
        "q=a&q=b",
        "%",
        "kind=&page=&page_size=",
        "q=-%22",
    ],
)
def test_no_address_breaks_it(client: Client, filled: Path, query: str) -> None:
    for path in ("/api/v1/search", "/tim-kiem/goi-y"):
        assert client.get(f"{path}?{query}").status_code in {200, 400}


def test_it_only_reads(client: Client, filled: Path) -> None:
    refused = client.post("/api/v1/search")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")
    assert "Địa chỉ này chỉ để xem" in refused.content.decode()
    assert client.delete("/tim-kiem/goi-y").status_code == 405


def test_without_the_engine_it_says_so_and_still_finds_exact_numbers(client: Client, filled: Path) -> None:
    for path in filled.glob("current-*"):
        path.unlink()

    status, body = ask(client, q="14-KL/TW")

    assert (status, body["count"]) == (503, 1)
    assert body["message"]
    assert ask(client, q="đoàn kết")[1]["count"] == 0


def test_too_many_requests_are_told_to_wait(client: Client, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.api.REQUESTS_A_MINUTE", 2)
    answers = [client.get("/api/v1/search", REMOTE_ADDR="192.0.2.77").status_code for _ in range(4)]

    assert answers[0] == 200
    assert answers[-1] == 429


def test_nothing_is_set_or_kept_for_a_reader(client: Client, filled: Path) -> None:
    answer = client.get("/api/v1/search?" + urlencode({"q": "đoàn kết"}))

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_the_type_ahead_offers_titles_and_numbers(client: Client, filled: Path) -> None:
    lines = client.get("/tim-kiem/goi-y", {"q": "ngay ho"}).json()["suggestions"]
    assert lines[0] == {"text": "Ngày hội đoàn kết", "number": "", "kind": "group", "url": lines[0]["url"], "note": ""}
    assert client.get("/tim-kiem/goi-y", {"q": "14-k"}).json()["suggestions"][0]["number"] == "14-KL/TW"
    assert client.get("/tim-kiem/goi-y").json() == {"suggestions": []}


@pytest.mark.parametrize("query", ["page=0", "page=x", "sort=x", f"q={'a' * 1_100}"])
def test_a_refusal_tells_what_is_wrong_and_not_what_a_page_would_show(client: Client, query: str) -> None:
    answer = client.get(f"/api/v1/search?{query}")

    assert answer.status_code == 400
    assert not any(word in answer.json()["message"] for word in ("Đang xem", "được xếp", "chỉ tìm", "bỏ qua"))


def test_a_page_tells_what_is_shown_instead(client: Client) -> None:
    assert "Đang xem trang 1." in client.get("/tim-kiem/?q=ket+luan&page=0").content.decode()


def test_following_next_meets_every_record_of_a_sorted_list_once(client: Client, filled: Path) -> None:
    """A machine that walks a list needs no count of rows: it goes on from where it was."""
    everything = ask(client, sort="newest", page_size="100")[1]
    met, path = [], "/api/v1/search?sort=newest&page_size=2"

    while path:
        body = client.get(path).json()
        met += [each["key"] for each in body["results"]]
        path = body["next"]

    assert met == [each["key"] for each in everything["results"]]
    assert len(set(met)) == everything["count"] > 2
    assert everything["next"] is None


def test_a_ranked_list_goes_on_by_pages(client: Client, filled: Path) -> None:
    first = ask(client, q="đoàn kết", page_size="1")[1]

    assert first["count"] > 1
    second = client.get(first["next"]).json()
    assert second["results"] != first["results"]
    assert ask(client, q="đoàn kết", page_size=str(first["count"]))[1]["next"] is None
