"""Articles, sections and the feed as readers meet them, and what they cost."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from news.models import ArticleAttachment, ArticleCitation, ArticlePage, SectionPage
from portal.pages import frame
from tests.factories.documents import make_public
from tests.factories.exemplars import make_portrait
from tests.factories.news import draft_article, make_article, make_file, make_section

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
TO_FIND_THE_PAGE = 6


@pytest.fixture
def section() -> SectionPage:
    return SectionPage.objects.get(slug="dan-van-co-so")


def queries_of(client: Client, address: str) -> list[str]:
    """Return the queries of a second visit, with the frame read anew only where it is older than five seconds."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return [query["sql"][:160] for query in queries]


def test_an_article_shows_everything_that_was_entered(client: Client, section: SectionPage) -> None:
    article = make_article(
        section,
        "Bài đủ mọi phần",
        summary="Đoạn sapo.",
        author_name="Hoài Niệm",
        author_note="xã A",
        source="Phòng B",
        created_at=datetime(2026, 11, 21, 16, 40, 12, tzinfo=HANOI),
        corrected_at=datetime(2026, 11, 22, 8, 15, tzinfo=HANOI),
        correction_note="con số đúng là bảy.",
        files=[make_file("bang-so-lieu.txt")],
        symbols=["1107-CV/TU"],
    )

    page = client.get(article.get_url()).content.decode()

    for shown in (
        "Đoạn sapo.", "Hoài Niệm", "xã A", "Phòng B", "21/11/2026 16:40:12", "22/11/2026 08:15", "con số đúng là bảy.",
        "File đính kèm", "bang-so-lieu.txt", "1107-CV/TU", "Chưa có trong kho", "Dân vận cơ sở", "Đoạn văn của bài.",
    ):  # fmt: skip
        assert shown in page


def test_parts_without_content_vanish(client: Client, section: SectionPage) -> None:
    page = client.get(make_article(section).get_url()).content.decode()

    for absent in ("File đính kèm", "Văn bản được nhắc", "Đính chính", "Nguồn:", "Bài:"):
        assert absent not in page


def test_words_are_never_markup(client: Client, section: SectionPage) -> None:
    bad = "<script>x</script><img src=x onerror=y>"
    article = make_article(
        section, f"Tiêu đề {bad}", summary=bad, author_name=bad, source=bad, symbols=[bad],
        body=[
            ("heading", bad), ("quote", {"text": bad, "source": bad}), ("list", [bad]),
            ("table", {"caption": bad, "text": f"{bad} | b\nc | {bad}"}),
        ],
    )  # fmt: skip

    for address in (article.get_url(), section.get_url(), "/", "/tin-tuc.atom"):
        assert "<script>x" not in client.get(address).content.decode()
        assert "<img src=x" not in client.get(address).content.decode()


def test_a_link_in_the_text_to_a_hidden_page_is_only_words(client: Client, section: SectionPage) -> None:
    hidden = draft_article(section, "Bài nháp")
    shown = make_article(section, "Bài công khai")
    body = [
        ("paragraph", f'<p>Xem <a linktype="page" id="{hidden.pk}">chỗ này</a></p>'),
        ("paragraph", f'<p>và <a linktype="page" id="{shown.pk}">chỗ kia</a></p>'),
    ]

    page = client.get(make_article(section, body=body).get_url()).content.decode()

    assert f'href="{shown.get_url()}"' in page
    assert hidden.slug not in page
    assert "chỗ này" in page


@pytest.mark.parametrize("many", [10, 1000])
def test_an_article_costs_the_same_with_ten_and_a_thousand_files_and_siblings(
    client: Client, section: SectionPage, many: int
) -> None:
    article = make_article(section, symbols=["14-KL/TW"], lead_picture=make_portrait())
    ArticleCitation.objects.filter(page=article).update(document=make_public(symbol="14-KL/TU", text="Điều 1. Phạm vi"))
    file = make_file()
    ArticleAttachment.objects.bulk_create(
        ArticleAttachment(page=article, stored_file=file, label=f"Tệp {number}", sort_order=number)
        for number in range(many)
    )
    ArticleCitation.objects.bulk_create(
        ArticleCitation(page=article, symbol=f"{number}-KL/TW", sort_order=number) for number in range(many)
    )

    queries = queries_of(client, article.get_url())

    assert len(queries) <= TO_FIND_THE_PAGE + 8, queries


@pytest.mark.parametrize("many", [21, 41])
def test_a_list_of_twenty_costs_a_fixed_few_queries(client: Client, many: int) -> None:
    section = make_section(parent=SectionPage.objects.get(slug="tin-tuc"))
    for _ in range(many):
        make_article(section)

    queries = queries_of(client, section.get_url())

    assert len(queries) <= TO_FIND_THE_PAGE + 8, queries


def test_a_section_lists_what_is_below_it_newest_first_twenty_a_page(client: Client) -> None:
    root = SectionPage.objects.get(slug="tin-tuc")
    below = make_section("Mục con", parent=root)
    for number in range(1, 24):
        make_article(below, f"Bài thứ {number}.", created_at=datetime(2026, 1, number, tzinfo=HANOI))

    first = client.get(root.get_url()).content.decode()
    second = client.get(f"{root.get_url()}?trang=2").content.decode()

    assert first.index("Bài thứ 23.") < first.index("Bài thứ 22.")
    assert "Bài thứ 3." not in first
    assert all(f"Bài thứ {number}." in second for number in (3, 2, 1))


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999999999999", "1e9", "%00", "２", "'"])
def test_no_page_number_breaks_a_list(client: Client, section: SectionPage, page: str) -> None:
    make_article(section)

    assert client.get(f"{section.get_url()}?trang={page}").status_code in (200, 400)


def test_a_restricted_section_hides_its_articles_everywhere(client: Client, section: SectionPage) -> None:
    article = make_article(section, "Bài hạn chế chim-yen", files=[make_file("kin.txt", "chim-yen")])
    file = article.attachments.get().stored_file
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    frame.forget()

    for address in ("/", "/tin-tuc/", "/tin-tuc.atom"):
        assert "chim-yen" not in client.get(address).content.decode()
    assert client.get(file.url).status_code == 404
    assert client.get(article.get_url()).status_code == 302


def test_a_file_is_served_while_its_article_is_public(client: Client, section: SectionPage) -> None:
    draft = draft_article(section, files=[make_file("nhap.txt", "bản nháp")])
    public = make_article(section, files=[make_file("cong-khai.txt", "ai cũng đọc được")])

    assert client.get(draft.attachments.get().stored_file.url).status_code == 404
    served = client.get(public.attachments.get().stored_file.url)
    assert b"".join(served.streaming_content).decode() == "ai cũng đọc được"

    ArticlePage.objects.get(pk=public.pk).unpublish()
    assert client.get(public.attachments.get().stored_file.url).status_code == 404


def test_the_feed_is_well_formed_and_holds_the_newest(client: Client, section: SectionPage) -> None:
    make_article(section, "Tin & “tức” <mới>", summary="Sapo.")

    answer = client.get("/tin-tuc.atom")

    feed = ElementTree.fromstring(answer.content)
    titles = [title.text for title in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert "Tin & “tức” <mới>" in titles
    assert not answer.cookies


def test_an_old_address_leads_to_the_article(client: Client, section: SectionPage) -> None:
    article = make_article(section)
    Redirect.add_redirect("/chi-tiet.aspx?id=12", redirect_to=article)

    answer = client.get("/chi-tiet.aspx?id=12")

    assert (answer.status_code, answer["Location"]) == (301, article.get_url())


@pytest.mark.parametrize("method", ["put", "delete", "patch", "post"])
def test_a_page_that_is_only_read_says_so_to_strangers_who_write(section: SectionPage, method: str) -> None:
    stranger = Client(enforce_csrf_checks=True)

    for address in (section.get_url(), "/", "/tin-tuc.atom", "/tim-kiem/"):
        answer = getattr(stranger, method)(address)
        assert answer.status_code == 405, address
        assert "GET" in answer["Allow"]
        assert "chỉ để xem" in answer.content.decode()
