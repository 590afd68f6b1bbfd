"""The sitemap, robots.txt, the outline for readers: everything public, nothing else, at a fixed price."""

from datetime import timedelta
from typing import Any

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from documents.models import OfficialDocument
from news.models import ArticlePage, SectionPage
from portal.accounts.models import User
from portal.pages import frame, sitemap
from tests.factories import documents, exemplars, news

pytestmark = pytest.mark.django_db
SPACE = f"{{{sitemap.NAMESPACE}}}"


@pytest.fixture(autouse=True)
def an_address_of_its_own() -> None:
    Site.objects.filter(is_default_site=True).update(hostname="cong.vanxuan.example", port=443)
    frame.forget()


@pytest.fixture
def section() -> SectionPage:
    return SectionPage.objects.get(slug="dan-van-co-so")


def read(client: Client, address: str = "/sitemap.xml") -> dict[str, str | None]:
    """Return the entries of a list: address and day of the last publication."""
    answer = client.get(address, headers={"host": "localhost"})
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(answer.content)
    return {url.findtext(f"{SPACE}loc") or "": url.findtext(f"{SPACE}lastmod") for url in root}


def test_every_kind_of_public_page_is_named_with_the_sites_own_address(client: Client, section: SectionPage) -> None:
    article = news.make_article(section)
    document = documents.make_public()
    exemplar = exemplars.make_exemplar()

    found = read(client)

    for path in (
        "/",
        section.get_url(),
        article.get_url(),
        document.url,
        "/van-ban/",
        exemplar.get_url(),
        "/so-do-trang/",
    ):
        assert f"https://cong.vanxuan.example{path}" in found


def test_what_may_not_be_read_is_never_named(client: Client, section: SectionPage) -> None:
    draft = news.draft_article(section)
    ended = news.make_article(section)
    ArticlePage.objects.filter(pk=ended.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    over = documents.make_public()
    OfficialDocument.objects.filter(pk=over.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    closed = news.make_section("Nội bộ", parent=SectionPage.objects.get(slug="tin-tuc"))
    inside = news.make_article(closed)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    named = " ".join(read(client))

    for hidden in (draft, ended, closed, inside):
        assert hidden.slug not in named
    assert over.url not in named


def test_a_draft_changes_no_date(client: Client, section: SectionPage) -> None:
    article = news.make_article(section)
    before = read(client)

    article.title = "Tiêu đề đang sửa"
    article.save_revision(user=User.objects.system("set-up"))

    assert read(client) == before
    assert before[f"https://cong.vanxuan.example{article.get_url()}"]


def test_a_larger_site_is_an_index_of_parts(client: Client, section: SectionPage, monkeypatch: Any) -> None:
    monkeypatch.setattr(sitemap, "PART", 2)
    articles = [news.make_article(section) for _ in range(3)]

    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [part.findtext(f"{SPACE}loc") or "" for part in index]
    found = [address for part in parts for address in read(client, part.removeprefix("https://cong.vanxuan.example"))]

    assert index.tag == f"{SPACE}sitemapindex"
    assert {f"https://cong.vanxuan.example{article.get_url()}" for article in articles} <= set(found)
    assert len(found) == len(set(found))
    assert client.get("/sitemap-bai-viet-3.xml").status_code == 404
    assert client.get("/sitemap-khong-co-1.xml").status_code == 404
    assert client.get("/sitemap-bai-viet-0.xml").status_code == 404


def test_a_thousand_addresses_cost_what_ten_do(client: Client, section: SectionPage) -> None:
    def cost() -> int:
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as queries:
            client.get("/sitemap.xml")
        return len(queries)

    documents.make_public()
    few = cost()
    for _ in range(12):
        news.make_article(section)
        documents.make_public()

    assert cost() == few


def test_robots_are_led_to_the_sitemap_and_away_from_the_rest(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: https://cong.vanxuan.example/sitemap.xml" in text
    for pattern in ("/quan-tri/", "/tim-kiem/", "/binh-luan/", "/api/"):
        assert f"Disallow: {pattern}\n" in text


def test_the_outline_leads_to_sections_types_and_kinds(client: Client, section: SectionPage) -> None:
    documents.make_public()
    exemplars.make_exemplar()

    page = client.get("/so-do-trang/").content.decode()

    for shown in (section.title, section.get_url(), "Kết luận", "/van-ban/?loai=ket-luan", "Cá nhân", "Liên hệ"):
        assert shown in page


@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml", "/so-do-trang/", "/nguon-tin/"])
def test_they_set_no_cookie_and_believe_no_host(client: Client, address: str) -> None:
    answer = client.get(address, headers={"x-forwarded-host": "xau.example"})

    assert not answer.cookies
    assert "xau.example" not in answer.content.decode()
