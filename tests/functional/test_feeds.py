"""Feeds: one for every section of the site, valid Atom, lasting ids, nothing hidden, nothing that runs."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from defusedxml import ElementTree
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from documents.models import OfficialDocument
from news.models import ArticlePage, SectionPage
from portal.accounts.models import User
from portal.pages import feeds, frame
from search import reconcile
from tests.factories import documents, exemplars, news

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://cong.vanxuan.example"
BAD = "<script>x</script> & \u2028 ]]>"


@pytest.fixture(autouse=True)
def an_address_of_its_own() -> None:
    Site.objects.filter(is_default_site=True).update(hostname="cong.vanxuan.example", port=443)
    frame.forget()


@pytest.fixture
def section() -> SectionPage:
    return SectionPage.objects.get(slug="dan-van-co-so")


def read(client: Client, address: str) -> ElementTree:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert not answer.cookies
    return ElementTree.fromstring(answer.content)


def everything(section: SectionPage) -> list[str]:
    """Make one of each and return the address of every feed that is offered."""
    news.make_article(section, f"Bài {BAD}", summary=BAD, author_name=BAD)
    documents.make_public(subject=f"về {BAD}")
    exemplars.make_exemplar(f"Người {BAD}", summary=BAD)
    return [link.path for link in feeds.offered()]


def test_every_section_has_a_feed_that_is_listed(client: Client, section: SectionPage) -> None:
    paths = everything(section)
    page = client.get("/nguon-tin/").content.decode()

    assert {"/tin-tuc.atom", "/van-ban.atom", "/guong-dien-hinh.atom", f"{section.get_url()}tin.atom"} <= set(paths)
    assert all(BASE + path in page for path in paths)


def test_every_feed_is_valid_atom(client: Client, section: SectionPage) -> None:
    for path in everything(section):
        feed = read(client, path)

        assert feed.tag == f"{ATOM}feed"
        for holder in (feed, *feed.findall(f"{ATOM}entry")):
            assert holder.findtext(f"{ATOM}id", "").startswith("tag:cong.vanxuan.example,")
            assert holder.findtext(f"{ATOM}title")
            assert datetime.fromisoformat(holder.findtext(f"{ATOM}updated", "")).tzinfo is not None
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links["self"] == BASE + path
        assert all(link.get("href", "").startswith(BASE) for link in feed.iter(f"{ATOM}link"))
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
        assert len(ids) == len(set(ids))


def test_no_words_of_an_entry_are_markup_to_a_reader(client: Client, section: SectionPage) -> None:
    for path in everything(section):
        for entry in read(client, path).findall(f"{ATOM}entry"):
            summary = entry.find(f"{ATOM}summary")
            assert summary is None or "<script" not in (summary.text or "")
            assert entry.find(f"{ATOM}title").get("type") in (None, "text")


def test_an_entry_keeps_its_id_when_its_address_changes(client: Client, section: SectionPage) -> None:
    article = news.make_article(section)
    document = documents.make_public()
    paths = ("/tin-tuc.atom", "/van-ban.atom", f"{section.get_url()}tin.atom")
    before = [read(client, path).findtext(f"{ATOM}entry/{ATOM}id") for path in paths]

    ArticlePage.objects.filter(pk=article.pk).update(slug="dia-chi-moi", url_path=f"{section.url_path}dia-chi-moi/")
    OfficialDocument.objects.filter(pk=document.pk).update(subject="về việc khác")

    assert [read(client, path).findtext(f"{ATOM}entry/{ATOM}id") for path in paths] == before


def test_a_record_has_one_id_in_every_feed(client: Client, section: SectionPage, search_index: Path) -> None:
    """A reader who follows a section and a search is shown a record once."""
    news.make_article(section, title="Hội nghị sáng kiến")
    documents.make_public(subject="về sáng kiến")
    exemplars.make_exemplar()
    reconcile.rebuild()

    searched = {entry.findtext(f"{ATOM}id") for entry in read(client, "/tim-kiem.atom").findall(f"{ATOM}entry")}
    followed = {
        read(client, path).findtext(f"{ATOM}entry/{ATOM}id")
        for path in ("/tin-tuc.atom", "/van-ban.atom", "/guong-dien-hinh.atom")
    }

    assert followed <= searched


def test_a_draft_changes_no_feed(client: Client, section: SectionPage) -> None:
    article = news.make_article(section)
    exemplar = exemplars.make_exemplar()
    paths = ("/tin-tuc.atom", "/guong-dien-hinh.atom")
    before = [client.get(path).content for path in paths]

    for page in (article, exemplar):
        page.title = "Đang sửa"
        page.save_revision(user=User.objects.system("set-up"))

    assert [client.get(path).content for path in paths] == before


def test_what_may_not_be_read_stands_in_no_feed(client: Client, section: SectionPage) -> None:
    ended = timezone.now() - timedelta(seconds=1)
    shown = everything(section)
    draft, article = news.draft_article(section, "Bài chim-yen"), news.make_article(section, "Bài chim-yen")
    ArticlePage.objects.filter(pk=article.pk).update(expire_at=ended)
    document = documents.make_public(subject="về chim-yen")
    OfficialDocument.objects.filter(pk=document.pk).update(expire_at=ended)
    exemplars.draft_exemplar("Người chim-yen")

    assert draft.pk
    for path in shown:
        assert "chim-yen" not in client.get(path).content.decode()


def test_a_hidden_section_has_no_feed(client: Client, section: SectionPage) -> None:
    address = f"{section.get_url()}tin.atom"
    assert client.get(address).status_code == 200

    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)

    assert client.get(address).status_code == 404
    assert address not in client.get("/nguon-tin/").content.decode()
    assert client.get("/khong-co/tin.atom").status_code == 404


def test_an_empty_feed_is_the_same_at_every_look(client: Client, section: SectionPage) -> None:
    address = f"{section.get_url()}tin.atom"

    assert client.get(address).content == client.get(address).content


@pytest.mark.parametrize(
    ("page", "feed"), [("section", "tin.atom"), ("/van-ban/", "/van-ban.atom"), ("/", "/tin-tuc.atom")]
)
def test_a_page_names_the_feed_that_follows_it(client: Client, section: SectionPage, page: str, feed: str) -> None:
    everything(section)
    address = section.get_url() if page == "section" else page

    head = client.get(address).content.decode().split("</head>")[0]

    wanted = feed if feed.startswith("/") else address + feed
    assert 'rel="alternate" type="application/atom+xml"' in head
    assert f'href="{wanted}"' in head
