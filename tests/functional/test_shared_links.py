"""What a page tells those who link to it: canonical address, Open Graph, structured data, and its picture."""

import json
import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from wagtail.models import Site

from documents.models import OfficialDocument
from exemplars.models import ExemplarPage
from news.models import ArticlePage, SectionPage
from portal.accounts.models import User
from portal.editorial.operations import publish
from portal.pages import card_job, cards, frame
from tests.factories import documents, exemplars, news

pytestmark = pytest.mark.django_db
BASE = "https://cong.vanxuan.example"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
BAD = "</script><script>alert(1)</script><!-- \u2028\u2029 \" ' &"


@pytest.fixture(autouse=True)
def a_place_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.SHARE_PICTURES_ROOT = tmp_path / "share"
    Site.objects.filter(is_default_site=True).update(hostname="cong.vanxuan.example", port=443)
    frame.forget()


@pytest.fixture
def section() -> SectionPage:
    return SectionPage.objects.get(slug="dan-van-co-so")


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def things(page: str) -> dict[str, dict[str, Any]]:
    """Return the page's structured data by type."""
    blocks = BLOCK.findall(page)
    assert len(blocks) == 1
    return {thing["@type"]: thing for thing in json.loads(blocks[0])["@graph"]}


def meta(page: str, name: str) -> str:
    found = re.search(rf'<meta (?:property|name)="{re.escape(name)}" content="([^"]*)"', page)
    return found.group(1) if found else ""


def test_an_article_says_what_it_is(client: Client, section: SectionPage) -> None:
    article = news.make_article(section, "Bài có dữ liệu", summary="Sapo.", author_name="Hoài Niệm")

    page = page_of(client, article.get_url())
    said = things(page)

    assert said["NewsArticle"]["headline"] == "Bài có dữ liệu"
    assert said["NewsArticle"]["author"] == {"@type": "Person", "name": "Hoài Niệm"}
    assert said["NewsArticle"]["inLanguage"] == "vi"
    assert [step["name"] for step in said["BreadcrumbList"]["itemListElement"]][-1] == "Bài có dữ liệu"
    assert f'<link rel="canonical" href="{BASE}{article.get_url()}">' in page
    assert (meta(page, "og:type"), meta(page, "og:locale"), meta(page, "og:title")) == (
        "article", "vi_VN", "Bài có dữ liệu",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "force"),
    [
        ("in_force", "InForce"),
        ("partly_expired", "PartiallyInForce"),
        ("expired", "NotInForce"),
        ("unknown", None),
        ("unsuitable", None),
    ],
)
def test_a_document_says_of_its_effect_what_is_known(client: Client, status: str, force: str | None) -> None:
    document = documents.make_public(symbol="14-KL/TU", status=status, status_as_of=date(2026, 11, 1))

    said = things(page_of(client, document.url))["Legislation"]

    assert said["legislationIdentifier"] == "14-KL/TU"
    assert said["legislationDate"] == "2022-03-04"
    assert said["legislationPassedBy"]["name"] == "Ban Thường vụ Tỉnh ủy Vạn Xuân"
    assert said.get("legislationLegalForce") == (f"https://schema.org/{force}" if force else None)


def test_a_document_without_number_or_day_claims_neither(client: Client) -> None:
    document = documents.make_public(symbol="", issued_on=None, no_number_reason="not_printed", no_date_reason="blank")

    said = things(page_of(client, document.url))["Legislation"]

    assert "legislationIdentifier" not in said
    assert "legislationDate" not in said


def test_a_year_alone_stays_a_year(client: Client) -> None:
    document = documents.make_public(issued_on=date(2021, 1, 1), issued_precision="year")

    assert things(page_of(client, document.url))["Legislation"]["legislationDate"] == "2021"


def test_an_exemplar_tells_no_award_that_was_taken_back(client: Client) -> None:
    revoked = exemplars.make_award(
        title="Giấy khen cũ", revoked_on=date(2026, 6, 1), revoking_symbol="9/QĐ-UBND", revoking_issuer="UBND tỉnh"
    )
    exemplar = exemplars.make_exemplar("Vi Thị Thử", awards=[exemplars.make_award(), revoked])

    about = things(page_of(client, exemplar.get_url()))["Article"]["about"]

    assert (about["@type"], about["name"], about["jobTitle"]) == ("Person", "Vi Thị Thử", "Bí thư chi bộ")
    assert about["award"] == ["Bằng khen của Chủ tịch UBND tỉnh"]


def test_a_collective_is_no_person(client: Client) -> None:
    exemplar = exemplars.make_exemplar("Tổ dân phố 5", kind="tap-the")

    assert things(page_of(client, exemplar.get_url()))["Article"]["about"]["@type"] == "Organization"


def test_the_home_page_offers_its_search(client: Client) -> None:
    said = things(page_of(client, "/"))

    assert said["WebSite"]["potentialAction"]["target"]["urlTemplate"] == f"{BASE}/tim-kiem/?q={{search_term_string}}"
    assert "Organization" in said


def test_no_title_breaks_out_of_the_data(client: Client, section: SectionPage) -> None:
    article = news.make_article(section, f"Bài {BAD}", summary=BAD, author_name=BAD)
    document = documents.make_public(subject=f"về {BAD}")
    exemplar = exemplars.make_exemplar(f"Người {BAD}", summary=BAD, position=BAD)

    for address in (article.get_url(), document.url, exemplar.get_url()):
        page = page_of(client, address)
        text = BLOCK.findall(page)[0]
        assert "<" not in text
        assert "\u2028" not in text
        assert "<script>alert" not in page
        assert things(page)


def test_the_second_page_of_a_list_is_no_copy_of_the_first(client: Client, section: SectionPage) -> None:
    for _ in range(21):
        news.make_article(section)

    page = page_of(client, f"{section.get_url()}?trang=2&utm_source=x")

    assert f'<link rel="canonical" href="{BASE}{section.get_url()}?trang=2">' in page


def test_a_withdrawn_document_a_preview_and_an_error_say_nothing(client: Client, section: SectionPage) -> None:
    document = documents.make_public()
    OfficialDocument.objects.filter(pk=document.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    for address in (document.url, "/khong-co-trang-nay/"):
        page = client.get(address).content.decode()
        assert not BLOCK.search(page)
        assert "og:title" not in page


def drawn(client: Client, address: str) -> str:
    """Return the path of the picture that the page names."""
    return meta(page_of(client, address), "og:image").removeprefix(BASE)


def test_a_picture_is_drawn_after_publication_and_never_while_a_reader_waits(
    client: Client, section: SectionPage
) -> None:
    made = {"bai-viet": news.make_article(section, "Bảy xã đổi cách họp thôn").get_url()}
    made["van-ban"] = documents.make_public(symbol="14-KL/TU").url
    made["guong"] = exemplars.make_exemplar("Vi Thị Ngân").get_url()

    assert all(drawn(client, address) == "" for address in made.values())
    assert not list(cards.folder("bai-viet").glob("*.png"))
    card_job.draw_missing()

    for kind, address in made.items():
        path = drawn(client, address)
        answer = client.get(path)
        picture = Image.open(BytesIO(answer.content))
        assert path.startswith(f"/anh-chia-se/{kind}/")
        assert picture.size == (cards.WIDTH, cards.HEIGHT)
        assert not answer.cookies
    assert card_job.draw_missing() == 0


def test_pages_without_a_picture_of_their_own_show_the_sites(client: Client, section: SectionPage) -> None:
    card_job.draw_missing()

    path = drawn(client, section.get_url())

    assert path.startswith("/anh-chia-se/trang/")
    assert client.get(path).status_code == 200


def test_a_portrait_and_a_lead_picture_are_set_in(client: Client, section: SectionPage) -> None:
    exemplar = exemplars.make_exemplar(portrait=exemplars.make_portrait())
    article = news.make_article(section, lead_picture=exemplars.make_portrait())
    card_job.draw_missing()

    assert all(drawn(client, page.get_url()).endswith(".jpg") for page in (exemplar, article))


def test_a_new_title_has_a_new_picture_and_the_old_one_is_gone(client: Client, section: SectionPage) -> None:
    article = news.make_article(section, "Tên nêu nhầm một người")
    card_job.draw_missing()
    old = drawn(client, article.get_url())

    article.title = "Tên đã sửa"
    article.save_revision(user=User.objects.system("set-up"))
    assert client.get(old).status_code == 200
    publish(ArticlePage.objects.get(pk=article.pk), user=User.objects.system("set-up"))

    assert client.get(old).status_code == 404
    card_job.draw_missing()
    assert drawn(client, article.get_url()) not in ("", old)
    assert len(list(cards.folder("bai-viet").glob(f"{article.pk}-*"))) == 1


def test_the_picture_of_what_was_hidden_answers_no_more(client: Client, section: SectionPage) -> None:
    article, document, exemplar = news.make_article(section), documents.make_public(), exemplars.make_exemplar()
    card_job.draw_missing()
    paths = [drawn(client, address) for address in (article.get_url(), document.url, exemplar.get_url())]
    assert all(client.get(path).status_code == 200 for path in paths)

    ArticlePage.objects.get(pk=article.pk).unpublish()
    OfficialDocument.objects.filter(pk=document.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    ExemplarPage.objects.get(pk=exemplar.pk).unpublish()

    assert [client.get(path).status_code for path in paths] == [404, 404, 404]


def test_a_picture_that_cannot_be_read_leaves_the_card_without_it(client: Client, section: SectionPage) -> None:
    image = exemplars.make_portrait()
    article = news.make_article(section, lead_picture=image)
    Path(image.file.path).write_bytes(b"broken")

    card_job.draw_missing()

    assert drawn(client, article.get_url())


@pytest.mark.parametrize(
    "path",
    ["0-0000000000000000.png", "1-0000000000000000.png", "999999999999-0000000000000000.jpg", "../x.png", "1.png"],
)
def test_no_guessed_address_shows_anything(client: Client, path: str) -> None:
    for kind in ("bai-viet", "trang", "khong-co"):
        assert client.get(f"/anh-chia-se/{kind}/{path}").status_code == 404


def test_describing_a_page_asks_the_database_nothing(client: Client, section: SectionPage) -> None:
    article = news.make_article(section)
    client.get(article.get_url())
    card_job.draw_missing()
    with CaptureQueriesContext(connection) as queries:
        page_of(client, article.get_url())

    assert not [query for query in queries if "share" in query["sql"]]
    assert len(queries) <= 14
