"""Documents and articles as data, their description, and the page that explains them: over HTTP."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema
from pytest_django import Settings

from documents import holding
from documents.clearing import withdraw
from documents.models import Attachment, AttachmentKind, OfficialDocument, Withdrawal
from news.models import ArticlePage
from portal.accounts.models import User
from portal.api import schema
from portal.editorial.operations import publish
from search import reconcile
from tests.factories import documents, news

pytestmark = pytest.mark.django_db
LISTS = ("/api/v1/documents", "/api/v1/articles")


@pytest.fixture(autouse=True)
def fresh_counters(settings: Settings, tmp_path: Path) -> None:
    settings.COUNTERS_FILE = tmp_path / "counters.sqlite3"


def ask(client: Client, address: str, status: int = 200) -> Any:
    answer = client.get(address)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/json"
    assert not answer.cookies
    return answer.json()


def make_article(title: str = "Bài về sáng kiến", **values: Any) -> ArticlePage:
    article = news.draft_article(news.make_section("Dân vận"), title, **values)
    live: ArticlePage = publish(article, user=User.objects.system("set-up"))
    return live


def test_a_document_is_read_with_its_source_key_and_address(client: Client) -> None:
    made = documents.make_public(symbol="7-KL/TU", subject="về hộp thư", text="Điều 1. Mở hộp thư.")

    (row,) = ask(client, "/api/v1/documents")["results"]
    whole = ask(client, f"/api/v1/documents/{made.pk}")

    assert (row["source"], row["key"], row["url"]) == ("portal", f"document:{made.pk}", made.get_absolute_url())
    assert (row["number"], row["type"], row["issued_on"]) == ("7-KL/TU", "Kết luận", "2022-03-04")
    assert "text" not in row
    assert whole["text"].startswith("Điều 1.")
    assert {name: whole[name] for name in row} == row


def test_an_article_is_read_with_its_text_and_section(client: Client) -> None:
    made = make_article(summary="Sapo của bài.")

    (row,) = ask(client, "/api/v1/articles")["results"]
    whole = ask(client, f"/api/v1/articles/{made.pk}")

    assert (row["source"], row["key"], row["url"]) == ("portal", f"article:{made.pk}", made.get_url())
    assert row["section"]["title"] == "Dân vận"
    assert "Sapo của bài." in whole["text"]
    assert ask(client, f"/api/v1/articles?section={row['section']['slug']}")["results"] == [row]
    assert "message" in ask(client, "/api/v1/articles?section=khong-co", 400)


def test_going_on_loses_nothing_and_repeats_nothing_while_records_come_and_go(client: Client) -> None:
    made = [documents.make_public(subject=f"về việc {number}") for number in range(5)]
    first = ask(client, "/api/v1/documents?page_size=2")
    documents.make_public(subject="về việc mới")
    OfficialDocument.objects.filter(pk=made[4].pk).update(live=False)

    seen = [row["id"] for row in first["results"]]
    address = first["next"]
    while address:
        part = ask(client, address)
        seen += [row["id"] for row in part["results"]]
        address = part["next"]

    assert seen == [each.pk for each in reversed(made)]


def test_a_list_costs_the_same_number_of_queries_whatever_its_length(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        documents.make_public(subject=f"về việc {number}")
        make_article(f"Bài số {number}")
    for address in LISTS:
        ask(client, address)
        with django_assert_max_num_queries(6):
            assert len(ask(client, address)["results"]) == 6


def test_lists_are_narrowed_by_what_the_record_says(client: Client) -> None:
    made = documents.make_public(symbol="8-KL/TU")
    facet = made.type.facet if made.type else ""
    today = timezone.localdate().isoformat()

    for asked in (f"type={facet}", "year=2022", f"issuer={made.issuer.key}", f"updated_since={today}"):  # type: ignore[union-attr]
        assert len(ask(client, f"/api/v1/documents?{asked}")["results"]) == 1, asked
    for asked in ("type=khac", "year=2021", "issuer=x", "updated_since=2999-01-01", "source=portal", "source_key=x"):
        assert ask(client, f"/api/v1/documents?{asked}")["results"] == [], asked


@pytest.mark.parametrize(
    "query",
    ["page_size=0", "page_size=101", "page_size=x", "after=-1", "after=x", "after=٣", "updated_since=hôm qua",
     "updated_since=2026-13-40", "updated_since=0001-01-01", "updated_since=9999-12-31T23:59:59-23:59",
     "year=0", "status=x", "page_size=99999999999999999999"],
)  # fmt: skip
def test_what_cannot_be_read_is_a_400_with_a_sentence(client: Client, query: str) -> None:
    assert ask(client, f"/api/v1/documents?{query}", 400)["message"].endswith(".")


def test_what_is_not_public_is_not_there_and_what_was_taken_down_says_so(client: Client) -> None:
    draft = documents.make_draft()
    gone = documents.make_public()
    by = User.objects.system("set-up")
    withdraw(document=gone, by=by, reason="Đăng nhầm bản.")

    assert ask(client, f"/api/v1/documents/{draft.pk}", 404)["message"]
    assert ask(client, "/api/v1/documents/999999", 404)["message"]
    assert "Đăng nhầm bản." in ask(client, f"/api/v1/documents/{gone.pk}", 410)["message"]
    assert ask(client, "/api/v1/articles/999999", 404)["message"]
    for address in LISTS:
        assert ask(client, f"{address}/{'9' * 25}", 404)["message"]


def test_a_file_that_is_held_back_is_not_named(client: Client) -> None:
    made = documents.make_public()
    for name in ("mở.txt", "giữ.txt"):
        file = documents.make_file(f"Tệp {name}".encode(), name)
        Attachment.objects.create(document=made, stored_file=file, kind=AttachmentKind.ANNEX)
    assert len(ask(client, f"/api/v1/documents/{made.pk}")["files"]) == 2
    holding.hold(file=file, reason="thử")

    (row,) = ask(client, f"/api/v1/documents/{made.pk}")["files"]
    assert row["sha256"] != file.sha256


def test_the_day_of_a_withdrawal_is_the_day_here(client: Client) -> None:
    gone = documents.make_public()
    made = withdraw(document=gone, by=User.objects.system("set-up"), reason="Đăng nhầm bản.")
    Withdrawal.objects.filter(pk=made.pk).update(withdrawn_at=datetime(2026, 3, 1, 20, tzinfo=UTC))

    assert "ngày 02/03/2026" in ask(client, f"/api/v1/documents/{gone.pk}", 410)["message"]


@pytest.mark.parametrize("address", [*LISTS, "/api/v1/search"])
def test_it_only_reads_and_speaks_json_whatever_is_asked_for(client: Client, address: str, search_index: Path) -> None:
    assert client.post(address).status_code == 405
    assert client.delete(address).status_code == 405
    assert client.options(address).status_code == 405
    for accept in ("text/html", "application/xml", "nonsense"):
        answer = client.get(address, HTTP_ACCEPT=accept)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert "no-store" in client.get(address)["Cache-Control"]


@pytest.mark.parametrize("address", LISTS)
def test_whoever_asks_too_often_is_told_to_wait_and_lost_counters_keep_nobody_out(
    client: Client, address: str, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr("portal.api.views.REQUESTS_A_MINUTE", 1)
    answers = [client.get(address, REMOTE_ADDR="192.0.2.5") for _ in range(3)]
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"] == "60"

    settings.COUNTERS_FILE = "/dev/null/counters.sqlite3"
    assert client.get(address, REMOTE_ADDR="192.0.2.5").status_code == 200


def test_the_description_is_valid_complete_and_warns_of_nothing(client: Client) -> None:
    schema.description.cache_clear()
    GENERATOR_STATS.reset()

    answer = client.get("/api/v1/openapi.json")
    described = json.loads(answer.content)

    validate_schema(described)
    assert not GENERATOR_STATS
    assert set(described["paths"]) == {
        "/api/v1/search", "/api/v1/documents", "/api/v1/documents/{id}", "/api/v1/articles", "/api/v1/articles/{id}",
    }  # fmt: skip
    assert "http" not in json.dumps(described.get("servers", []))
    for methods in described["paths"].values():
        assert set(methods) == {"get"}
        assert all(each["description"] for each in methods["get"]["parameters"])


def test_what_is_answered_has_just_the_fields_that_are_described(client: Client, search_index: Path) -> None:
    documents.make_public(text="Điều 1. Mở hộp thư.")
    make_article()
    reconcile.rebuild()
    described = schema.description()

    def names(path: str) -> set[str]:
        answer = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        return set(described["components"]["schemas"][answer["$ref"].rpartition("/")[2]]["properties"])

    for address in (*LISTS, "/api/v1/search"):
        assert set(ask(client, address)) == names(address)
    for address in LISTS:
        (row,) = ask(client, address)["results"]
        assert set(ask(client, f"{address}/{row['id']}")) == names(f"{address}/{{id}}")


def test_the_page_that_explains_it_names_every_address_and_nothing_of_another_host(client: Client) -> None:
    page = client.get("/api/v1/")
    html = page.content.decode()

    assert page.status_code == 200
    for path in schema.description()["paths"]:
        assert f"<code>{path}</code>" in html
    assert "updated_since" in html
    assert not [word for word in ("swagger", "redoc", "cdn", "unpkg") if word in html.lower()]


def test_the_terminal_asks_with_the_filters_of_the_address(client: Client, search_index: Path, capsys: Any) -> None:
    documents.make_public(symbol="9-KL/TU", subject="về sáng kiến")
    reconcile.rebuild()

    call_command("search", "sang kien", "--json", "--filter", "nam=2022", "--sort", "oldest")
    found = json.loads(capsys.readouterr().out)
    assert found == client.get("/api/v1/search?q=sang+kien&nam=2022&sort=oldest").json()
    assert found["count"] == 1
    call_command("search", "sang kien", "--json", "--filter", "nam=2021")
    assert json.loads(capsys.readouterr().out)["count"] == 0
    for wrong in (("--filter", "x=1"), ("--filter", "nam"), ("--sort", "x"), ("--page", "0"), ("--page-size", "500")):
        with pytest.raises(CommandError):
            call_command("search", "x", *wrong)
