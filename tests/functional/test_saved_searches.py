"""Saved searches over HTTP: consent, the letter that asks, digests, and leaving without a trace."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from portal.mail.models import Letter
from search import digests, outbox, reconcile, saving
from search.models import SavedSearch, Subscriber
from tests.factories import documents

pytestmark = pytest.mark.django_db
FORM = "/tim-kiem/luu/?q=s%C3%A1ng+ki%E1%BA%BFn&kind=document"
ADDRESS = "nguoi.doc@vidu.vn"
FILLED = {"email": ADDRESS, "frequency": "daily", "consent": saving.CONSENT_VERSION}


@pytest.fixture(autouse=True)
def fresh_counters(settings: Settings, tmp_path: Path) -> None:
    settings.COUNTERS_FILE = tmp_path / "counters.sqlite3"


def link_in(letter: Letter, part: str) -> str:
    found = re.search(rf"https?://[^/\s]+(/tim-kiem/luu/{part}/\S+)", letter.body)
    assert found, letter.body
    return found[1]


def save(client: Client, address: str = FORM, **changes: str) -> None:
    assert client.post(address, FILLED | changes).status_code == 200


def follow(client: Client, address: str = FORM, **changes: str) -> SavedSearch:
    save(client, address, **changes)
    letter = Letter.objects.latest("pk")
    assert client.post(link_in(letter, "xac-nhan")).status_code == 200
    return SavedSearch.objects.latest("pk")


@pytest.fixture
def later(search_index: Path) -> Callable[[], int]:
    """Index what there is and write the letters of the day after tomorrow."""

    def run() -> int:
        reconcile.rebuild()
        return digests.send_due(now=timezone.now() + timedelta(days=2))

    return run


def test_the_form_shows_the_search_and_nothing_is_ticked_for_the_reader(client: Client, search_index: Path) -> None:
    page = client.get(FORM)
    html = page.content.decode()

    assert page.status_code == 200
    assert "“sáng kiến”, Văn bản" in html
    consent = re.search(r'<input[^>]*name="consent"[^>]*>', html)
    assert consent
    assert "checked" not in consent[0]
    assert "no-store" in page["Cache-Control"]
    assert not SavedSearch.objects.exists()


def test_the_letter_that_asks_carries_no_word_of_a_stranger(client: Client, search_index: Path) -> None:
    save(client, "/tim-kiem/luu/?q=mua+nhanh+keo+het")

    letter = Letter.objects.get()
    assert letter.to == ADDRESS
    assert not any(word in f"{letter.subject} {letter.body}" for word in ("mua", "keo", "hết"))


def test_looking_at_the_link_changes_nothing_and_pressing_the_button_twice_is_once(
    client: Client, search_index: Path
) -> None:
    save(client)
    link = link_in(Letter.objects.get(), "xac-nhan")

    assert "sáng kiến" in client.get(link).content.decode()
    assert SavedSearch.objects.get().confirmed_at is None
    client.post(link)
    first = SavedSearch.objects.get().confirmed_at
    client.post(link)

    assert first is not None
    assert SavedSearch.objects.get().confirmed_at == first
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": ""}, "Hãy ghi địa chỉ thư"),
        ({"email": "không phải"}, "chưa đúng dạng"),
        ({"consent": ""}, "Cần bạn đánh dấu đồng ý"),
        ({"consent": "0.1"}, "vừa được sửa"),
        ({"frequency": "hourly"}, "hằng ngày hay hằng tuần"),
        ({"website": "http://x"}, "ô ẩn"),
    ],
)
def test_a_form_that_does_not_serve_comes_back_with_what_was_typed(
    client: Client, search_index: Path, changes: dict[str, str], words: str
) -> None:
    answer = client.post(FORM, FILLED | changes)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Subscriber.objects.exists()
    assert not Letter.objects.exists()


def test_a_form_without_its_token_is_refused(search_index: Path) -> None:
    assert Client(enforce_csrf_checks=True).post(FORM, FILLED).status_code == 403
    assert not Subscriber.objects.exists()


def test_nobody_learns_whether_an_address_is_known(client: Client, search_index: Path) -> None:
    first = client.post(FORM, FILLED)
    follow(client, "/tim-kiem/luu/?q=khac")
    again = client.post(FORM, FILLED)

    assert first.content == again.content


def test_a_mailbox_cannot_be_filled_and_the_form_is_throttled(
    client: Client, search_index: Path, settings: Settings
) -> None:
    for number in range(5):
        save(client, f"/tim-kiem/luu/?q=tim+{number}")
    assert Letter.objects.filter(to=ADDRESS).count() == 3

    settings.SAVED_SEARCH_LIMITS = {"save": [(1, 600)], "letters": [(9, 600)]}
    answers = [client.post(FORM, FILLED, REMOTE_ADDR="192.0.2.8") for _ in range(3)]
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"]


def test_one_letter_tells_each_new_record_once_with_all_its_reasons(client: Client, later: Callable[[], int]) -> None:
    documents.make_public(symbol="1-KL/TU", subject="về sáng kiến cũ")
    follow(client)
    follow(client, "/tim-kiem/luu/?q=hop+thu")
    new = documents.make_public(symbol="2-KL/TU", subject="về hộp thư sáng kiến mới")

    assert later() == 1

    letter = Letter.objects.latest("pk")
    assert letter.to == ADDRESS
    assert letter.body.count("2-KL/TU: ") == 1
    assert "1-KL/TU: " not in letter.body
    assert "Vì bạn đã lưu tìm kiếm “sáng kiến”, Văn bản; “hop thu”." in letter.body
    assert new.get_absolute_url() in letter.body
    assert later() == 0


def test_what_was_taken_down_meanwhile_is_not_told_and_nothing_new_is_no_letter(
    client: Client, later: Callable[[], int]
) -> None:
    follow(client)
    hidden = documents.make_public(symbol="3-KL/TU", subject="về sáng kiến bị gỡ")
    reconcile.rebuild()
    type(hidden).objects.filter(pk=hidden.pk).update(live=False)

    assert digests.send_due(now=timezone.now() + timedelta(days=2)) == 0
    assert Letter.objects.count() == 1


def test_nobody_who_has_not_confirmed_gets_news(client: Client, later: Callable[[], int]) -> None:
    save(client)
    documents.make_public(subject="về sáng kiến")

    assert later() == 0
    assert Letter.objects.count() == 1


def test_without_the_engine_the_letter_waits(client: Client, search_index: Path, later: Callable[[], int]) -> None:
    follow(client)
    documents.make_public(subject="về sáng kiến")
    for path in search_index.glob("current-*"):
        path.unlink()

    assert digests.send_due(now=timezone.now() + timedelta(days=2)) == 0
    assert later() == 1


def test_no_letter_goes_while_the_index_is_behind_so_that_none_lacks_what_is_new(
    client: Client, search_index: Path
) -> None:
    follow(client)
    documents.make_public(subject="về sáng kiến mới")
    assert outbox.pending()

    assert digests.send_due(now=timezone.now() + timedelta(days=2)) == 0
    reconcile.rebuild()

    assert not outbox.pending()
    assert digests.send_due(now=timezone.now() + timedelta(days=2)) == 1


def test_one_press_ends_it_without_an_account_and_forgets_the_address(client: Client, later: Callable[[], int]) -> None:
    follow(client)
    follow(client, "/tim-kiem/luu/?q=khac", frequency="weekly")
    documents.make_public(subject="về sáng kiến")
    later()
    one, *_, everything = re.findall(r"/tim-kiem/luu/thoi/\S+", Letter.objects.latest("pk").body)
    stranger = Client(enforce_csrf_checks=True)

    assert ADDRESS not in stranger.get(one).content.decode()
    assert SavedSearch.objects.count() == 2
    assert stranger.post(one).status_code == 200
    assert SavedSearch.objects.count() == 1
    answers = [stranger.post(everything).content for _ in range(2)]

    assert answers[0] == answers[1]
    assert not Subscriber.objects.exists()
    assert not Letter.objects.filter(to=ADDRESS).exists()
    assert not stranger.cookies


def test_the_mail_program_s_own_button_ends_everything_without_a_page(client: Client, later: Callable[[], int]) -> None:
    follow(client)
    documents.make_public(subject="về sáng kiến")
    later()
    leave = Letter.objects.latest("pk").leave

    answer = Client(enforce_csrf_checks=True).post(
        urlsplit(leave).path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 200
    assert not Subscriber.objects.exists()
    assert not Letter.objects.exclude(leave="").exists()


def test_a_letter_that_cannot_know_of_everything_says_so(
    client: Client, later: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "MOST_LOOKED_AT", 2)
    follow(client)
    for at in range(3):
        documents.make_public(symbol=f"{at + 1}-KL/TU", subject=f"về sáng kiến thứ {at}")

    assert later() == 1

    letter = Letter.objects.latest("pk")
    assert "hơn 2 nội dung mới" in letter.subject
    assert "Thư chỉ xét 2 nội dung mới nhất của mỗi tìm kiếm" in letter.body


def test_what_is_not_confirmed_in_time_is_forgotten(client: Client, search_index: Path) -> None:
    save(client)
    link = link_in(Letter.objects.get(), "xac-nhan")
    assert saving.forget_unconfirmed(now=timezone.now() + timedelta(hours=71)) == 0
    assert saving.forget_unconfirmed(now=timezone.now() + timedelta(hours=73)) == 1

    assert not Subscriber.objects.exists()
    assert not Letter.objects.filter(to=ADDRESS).exists()
    assert client.post(link).status_code == 410


@pytest.mark.parametrize("part", ["xac-nhan", "thoi"])
def test_a_link_that_was_never_given_opens_nothing(client: Client, part: str, db: None) -> None:
    for method in (client.get, client.post):
        assert method(f"/tim-kiem/luu/{part}/MToxOng/").status_code in {404, 410}


def test_letters_come_in_the_morning_daily_or_on_monday() -> None:
    saturday = timezone.make_aware(timezone.datetime(2026, 11, 28, 23, 0))  # type: ignore[attr-defined]

    assert f"{timezone.localtime(saving.next_due('daily', saturday)):%d %H:%M}" == "29 07:00"
    assert f"{timezone.localtime(saving.next_due('weekly', saturday)):%d %H:%M}" == "30 07:00"
