"""The home page: what is newest, nothing empty, a fixed few queries."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import ArticlePage, SectionPage
from portal.pages import frame
from tests.factories.news import draft_article, make_article, make_section

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def section() -> SectionPage:
    return SectionPage.objects.get(slug="dan-van-co-so")


def test_a_fresh_site_has_a_home_page_without_empty_sections(client: Client) -> None:
    answer = client.get("/")

    assert answer.status_code == 200
    assert "Tin mới" not in answer.content.decode()


def test_the_newest_article_leads_and_five_stand_beside_it(client: Client, section: SectionPage) -> None:
    for day in range(1, 9):
        make_article(section, f"Bài ngày {day}", created_at=datetime(2026, 3, day, tzinfo=HANOI))

    page = client.get("/").content.decode()

    assert [day for day in range(1, 9) if f"Bài ngày {day}<" in page] == [3, 4, 5, 6, 7, 8]
    assert page.index("Bài ngày 8") < page.index("Tin mới") < page.index("Bài ngày 7")


def test_an_article_kept_at_the_top_leads_until_its_day_is_over(client: Client, section: SectionPage) -> None:
    today = timezone.localdate()
    make_article(section, "Bài được giữ", created_at=datetime(2026, 1, 1, tzinfo=HANOI), lead_until=today)
    make_article(
        section, "Bài hết hạn giữ", created_at=datetime(2026, 1, 2, tzinfo=HANOI), lead_until=today - timedelta(1)
    )
    make_article(section, "Bài mới nhất", created_at=datetime(2026, 2, 1, tzinfo=HANOI))

    page = client.get("/").content.decode()

    assert page.index("Bài được giữ") < page.index("Tin mới") < page.index("Bài mới nhất")


def test_what_may_not_be_read_is_not_on_the_home_page(client: Client, section: SectionPage) -> None:
    draft_article(section, "Bài nháp chim-yen")
    ended = make_article(section, "Bài hết hạn chim-yen")
    ArticlePage.objects.filter(pk=ended.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    assert "chim-yen" not in client.get("/").content.decode()
    assert client.get(ended.get_url()).status_code == 404


@pytest.mark.parametrize("articles", [7, 27])
def test_the_home_page_costs_the_same_with_many_articles(client: Client, articles: int) -> None:
    section = make_section(parent=SectionPage.objects.get(slug="tin-tuc"))
    for _ in range(articles):
        make_article(section)
    client.get("/")
    frame.forget()

    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200

    assert len(queries) <= 6 + 12, [query["sql"][:120] for query in queries]


def test_the_home_page_sets_no_cookie_and_carries_no_token(client: Client, section: SectionPage) -> None:
    make_article(section, created_at=datetime.combine(date(2026, 1, 1), datetime.min.time(), HANOI))
    answer = client.get("/")

    assert not answer.cookies
    assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert "Cookie" not in answer.headers.get("Vary", "")
