"""Kept pages: who is given one, what is never kept, and that no change stays unseen."""

import gzip
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.db import connection, connections
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from news.models import ArticlePage
from portal.accounts.models import User
from portal.editorial.operations import publish
from portal.pages.cache import generation, keep, middleware, moved_on
from portal.pages.cache.middleware import PageCache, pages
from portal.pages.cache.store import VARIANTS
from portal.pages.cache.watching import unnamed
from portal.pages.models import DutyKind, SiteDuty, SiteSettings
from tests.factories import documents, exemplars
from tests.factories.news import draft_article, make_article, make_section

pytestmark = pytest.mark.django_db
OURS = ("portal", "news", "documents", "exemplars", "search")


@pytest.fixture(autouse=True)
def page_cache(settings: LazySettings) -> Iterator[None]:
    """Keep pages, as a real site does."""
    settings.PAGE_CACHE_BYTES = 4 * 1024 * 1024
    middleware.forget()
    yield
    middleware.forget()


@pytest.fixture
def article() -> ArticlePage:
    return make_article(make_section("Dân vận vùng cao"), "Con đường mới qua bản", summary="Sapo thứ nhất.")


def read(address: str, **headers: str) -> str:
    return Client().get(address, headers=headers).content.decode()


def queries(address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert Client().get(address).status_code == 200
    return len(seen)


# --- Who is given a kept page -----------------------------------------------------------------------------------


def test_a_second_reader_is_given_the_page_without_a_query(article: ArticlePage) -> None:
    first = Client().get(article.url)

    assert queries(article.url) == 0
    assert Client().get(article.url).content == first.content


def test_a_kept_page_carries_the_same_headers(article: ArticlePage) -> None:
    first, second = Client().get(article.url), Client().get(article.url)

    assert dict(first.items()) == dict(second.items())
    assert "default-src 'none'" in second["Content-Security-Policy"]
    assert second["X-Frame-Options"]
    assert second["X-Content-Type-Options"]
    assert second["Referrer-Policy"]


def test_a_reader_who_has_the_page_is_not_sent_it_again(article: ArticlePage) -> None:
    tag = Client().get(article.url)["ETag"]

    again = Client().get(article.url, headers={"If-None-Match": f'"other", {tag}'})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert Client().get(article.url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_reader_who_understands_gzip_is_sent_fewer_bytes(article: ArticlePage) -> None:
    plain = Client().get(article.url)
    packed = Client().get(article.url, headers={"Accept-Encoding": "br, gzip;q=0.8"})

    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) * 2 < len(plain.content)
    assert packed["Content-Length"] == str(len(packed.content))
    assert "Accept-Encoding" in plain["Vary"]
    assert "Accept-Encoding" in packed["Vary"]
    assert "Content-Encoding" not in Client().get(article.url, headers={"Accept-Encoding": "gzip;q=0, br"})


def test_a_head_request_is_answered_from_the_page_without_its_body(article: ArticlePage) -> None:
    whole = Client().get(article.url)

    head = Client().head(article.url)

    assert (head.content, head["Content-Length"], head["ETag"]) == (b"", str(len(whole.content)), whole["ETag"])


def test_a_browser_asks_again_before_it_shows_a_page_once_more(article: ArticlePage) -> None:
    assert "no-cache" in Client().get(article.url)["Cache-Control"]


# --- What is never kept, and never given to the wrong person ----------------------------------------------------


def test_somebody_logged_in_neither_gets_nor_leaves_a_kept_page(article: ArticlePage, editor: User) -> None:
    somebody = Client()
    somebody.force_login(editor)

    own = somebody.get(article.url)
    assert "private" in own["Cache-Control"]
    assert "ETag" not in own
    assert len(pages) == 0
    assert queries(article.url) > 0
    with CaptureQueriesContext(connection) as seen:
        somebody.get(article.url)
    assert len(seen) > 0


def test_the_page_of_a_reader_with_cookies_is_not_kept(article: ArticlePage) -> None:
    visitor = Client()
    visitor.cookies["csrftoken"] = "a" * 32

    visitor.get(article.url)

    assert len(pages) == 0


@pytest.mark.parametrize("header", ["Authorization"])
def test_a_request_with_credentials_is_answered_for_itself(article: ArticlePage, header: str) -> None:
    Client().get(article.url, headers={header: "Basic eDp5"})

    assert len(pages) == 0


@pytest.mark.parametrize(
    "address", ["/tim-kiem/?q=duong", "/tim-kiem/goi-y?q=d", "/api/v1/search?q=duong", "/quan-tri/login/", "/healthz"]
)
def test_answers_for_one_reader_are_not_kept(article: ArticlePage, address: str) -> None:
    Client().get(address)
    Client().get(address)

    assert len(pages) == 0


def test_a_missing_page_is_seen_as_soon_as_it_is_there() -> None:
    section = make_section()
    article = draft_article(section, "Bài sắp đăng")
    assert Client().get(article.url).status_code == 404

    publish(article, user=User.objects.system("set-up"))

    assert Client().get(article.url).status_code == 200


@pytest.mark.parametrize("mode", ["preview", "panel"])
def test_a_preview_is_not_kept_and_not_answered_from_what_is(article: ArticlePage, editor: User, mode: str) -> None:
    Client().get(article.url)
    draft = article.get_latest_revision_as_object()
    draft.summary = "Sapo của bản nháp."
    draft.save_revision(user=editor)
    original = RequestFactory().get("/quan-tri/") if mode == "panel" else None

    shown = draft.make_preview_request(original)

    assert "Sapo của bản nháp." in shown.content.decode()
    assert "Sapo của bản nháp." not in read(article.url)


def test_a_draft_seen_in_the_administration_stays_there(article: ArticlePage, editor: User) -> None:
    draft = article.get_latest_revision_as_object()
    draft.summary = "Sapo của bản nháp."
    draft.save_revision(user=editor)
    somebody = Client()
    somebody.force_login(editor)

    shown = somebody.get(f"/quan-tri/pages/{article.pk}/view_draft/")

    assert "Sapo của bản nháp." in shown.content.decode()
    assert "Sapo của bản nháp." not in read(article.url)


def test_the_preview_of_a_document_is_not_kept(editor: User) -> None:
    document = documents.make_live(documents.make_draft(User.objects.system("set-up"), subject="Về việc trồng rừng"))
    read(document.url)
    draft = document.get_latest_revision_as_object()
    draft.subject = "Trích yếu còn nháp"

    assert "Trích yếu còn nháp" in draft.make_preview_request().content.decode()
    assert "Trích yếu còn nháp" not in read(document.url)


def response(**headers: str) -> HttpResponse:
    answer = HttpResponse("nội dung " * 100)
    for name, value in headers.items():
        answer[name.replace("_", "-")] = value
    return answer


def cookie() -> HttpResponse:
    answer = response()
    answer.set_cookie("a", "b")
    return answer


@pytest.mark.parametrize(
    "answer",
    [
        response(Cache_Control="private"),
        response(Cache_Control="no-store"),
        response(Vary="X-Requested-With"),
        response(Vary="*"),
        response(Content_Encoding="br"),
        cookie(),
        HttpResponse("lỗi", status=503),
        HttpResponse(status=204),
    ],
)
def test_an_answer_that_says_it_is_for_one_reader_is_believed(answer: HttpResponse) -> None:
    PageCache(lambda request: keep(answer))(RequestFactory().get("/"))

    assert len(pages) == 0


def test_an_answer_that_no_view_has_declared_is_not_kept() -> None:
    PageCache(lambda request: response())(RequestFactory().get("/"))

    assert len(pages) == 0


@pytest.mark.parametrize(
    "request_",
    [RequestFactory().post("/"), RequestFactory().generic("GET", "/", data="thân"), RequestFactory().get("/?a=%00")],
)
def test_a_request_that_is_more_than_a_question_is_not_answered_from_what_is_kept(request_: HttpRequest) -> None:
    PageCache(lambda request: keep(response()))(request_)

    assert len(pages) == 0


# --- What decides which page is given ---------------------------------------------------------------------------


def test_a_made_up_query_is_the_same_page(article: ArticlePage) -> None:
    read(article.url)
    plain = read(article.url)

    for number in range(200):
        assert read(f"{article.url}?utm_{number}={number}&q=<b>") == plain
    assert len(pages) == 1


def test_a_page_of_opinions_is_asked_for_only_where_there_are_any(article: ArticlePage) -> None:
    for address in ("/", "/tin-tuc/", "/so-do-trang/", "/binh-luan/quy-tac/"):
        Client().get(address)
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(f"{address}?y-kien=2").status_code == 200
        assert len(queries) == 0, address
    assert "Không có trang ý kiến này" in Client().get(f"{article.get_url()}?y-kien=2").content.decode()


def test_a_query_that_a_list_does_not_read_is_not_printed_in_its_links() -> None:
    section = make_section()
    for _ in range(25):
        make_article(section)
    read(section.url)

    for address in (f"{section.url}?trang=2&xuatxu=xau", f"{section.url}?xuatxu=xau&trang=2"):
        assert "xuatxu" not in read(address)
    assert read(f"{section.url}?trang=2") != read(section.url)


def test_the_order_of_a_query_does_not_matter() -> None:
    index = exemplars.make_exemplar("Người giữ rừng").get_parent()
    read(index.url)

    read(f"{index.url}?nam=2026&xep=ten")
    kept = len(pages)
    read(f"{index.url}?xep=ten&nam=2026")

    assert len(pages) == kept


def test_ten_thousand_made_up_values_do_not_fill_the_memory() -> None:
    make = PageCache(lambda request: keep(response(), "trang"))

    for number in range(10_000):
        make(RequestFactory().get(f"/danh-sach/?trang={number}"))

    assert 0 < len(pages) <= VARIANTS


def test_what_is_kept_stays_within_its_bound(settings: LazySettings) -> None:
    settings.PAGE_CACHE_BYTES = 100_000
    make = PageCache(lambda request: keep(HttpResponse("x" * 2_000)))

    for number in range(500):
        make(RequestFactory().get(f"/bai-{number}/"))

    assert len(pages) > 10
    assert pages.size <= 100_000


@pytest.mark.parametrize(
    "header",
    [
        {"HTTP_X_FORWARDED_HOST": "xau.example"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_FORWARDED_SCHEME": "nothttps"},
        {"HTTP_X_ORIGINAL_URL": "/quan-tri/"},
        {"HTTP_X_REWRITE_URL": "/quan-tri/"},
        {"HTTP_RANGE": "bytes=0-3"},
        {"HTTP_X_HTTP_METHOD_OVERRIDE": "POST"},
        {"HTTP_ACCEPT": "application/json"},
        {"HTTP_ACCEPT_LANGUAGE": "en"},
        {"HTTP_USER_AGENT": "<script>"},
        {"HTTP_REFERER": "http://xau.example/"},
    ],
)
def test_no_header_leaves_a_trace_in_what_others_are_given(article: ArticlePage, header: dict[str, str]) -> None:
    clean = Client().get(article.url)
    moved_on()
    Client().get(article.url, **header)  # type: ignore[arg-type]  # what the server hands over of a request

    given = Client().get(article.url)

    assert (given.status_code, given.content, given["ETag"]) == (200, clean.content, clean["ETag"])


def test_another_host_gets_a_page_of_its_own_or_none(article: ArticlePage, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "cong.example"]
    Client().get(article.url)

    assert Client().get(article.url, headers={"Host": "xau.example"}).status_code == 400
    Client().get(article.url, headers={"Host": "cong.example"})

    assert len(pages) == 2


# --- Every change is seen ---------------------------------------------------------------------------------------


def test_every_model_is_watched_or_said_to_be_unseen() -> None:
    ours = [app for app in apps.get_app_configs() if app.name.partition(".")[0] in OURS]

    assert unnamed(model for app in ours for model in app.get_models()) == []


def test_a_change_is_counted_with_one_statement() -> None:
    moved_on()

    with CaptureQueriesContext(connection) as seen:
        moved_on("thử")

    assert len(seen) == 1
    assert seen[0]["sql"].startswith("UPDATE")


def test_generations_never_come_back() -> None:
    seen = [generation.read()]
    for _ in range(3):
        moved_on()
        seen.append(generation.read())

    assert len(set(seen)) == 4


def test_saving_a_draft_leaves_kept_pages_alone(article: ArticlePage, editor: User) -> None:
    read(article.url)
    before = generation.read()
    draft = article.get_latest_revision_as_object()
    draft.summary = "Đang viết dở."

    draft.save_revision(user=editor)

    assert generation.read() == before


def test_what_is_changed_in_an_article_is_read_at_once(article: ArticlePage) -> None:
    read(article.url)
    changed = article.get_latest_revision_as_object()
    changed.summary = "Sapo thứ hai."
    changed.save_revision(user=User.objects.system("set-up"))
    publish(changed, user=User.objects.system("set-up"))

    assert "Sapo thứ hai." in read(article.url)


def test_a_new_article_is_on_every_list_at_once() -> None:
    section = make_section()
    lists = ["/", section.url, "/tin-tuc.atom"]
    for address in lists:
        read(address)

    make_article(section, "Vừa đăng xong")

    for address in lists:
        assert "Vừa đăng xong" in read(address)


@pytest.mark.parametrize("way", ["unpublished", "restricted", "restricted above", "deleted", "moved", "renamed"])
def test_what_is_taken_down_is_gone_at_once(article: ArticlePage, way: str) -> None:
    address, section = article.url, article.get_parent().specific
    lists = ["/", section.url, "/tin-tuc.atom", "/sitemap.xml"]
    for place in [address, *lists]:
        read(place)

    if way == "unpublished":
        article.unpublish()
    elif way == "restricted":
        PageViewRestriction.objects.create(page=article, restriction_type="login")
    elif way == "restricted above":
        PageViewRestriction.objects.create(page=section, restriction_type="login")
    elif way == "deleted":
        article.delete()
    elif way == "moved":
        article.move(make_section(), pos="last-child")
    else:
        section.slug = "ten-moi"
        section.save()

    assert Client().get(address).status_code != 200
    for place in lists:
        assert f'"{address}"' not in read(place)


def test_a_restriction_that_is_lifted_shows_the_page_again(article: ArticlePage) -> None:
    restriction = PageViewRestriction.objects.create(page=article, restriction_type="login")
    assert "Con đường mới" not in read("/tin-tuc.atom")

    restriction.delete()

    assert "Con đường mới" in read("/tin-tuc.atom")


def test_a_new_duty_is_in_the_footer_of_every_page_at_once(article: ArticlePage) -> None:
    read(article.url)

    site = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    SiteDuty.objects.create(settings=site, kind=DutyKind.PHONE, value="0200 111 222", valid_from=timezone.localdate())

    assert "0200 111 222" in read(article.url)


def test_a_page_ends_at_its_instant_though_nobody_takes_it_down(article: ArticlePage) -> None:
    ArticlePage.objects.filter(pk=article.pk).update(expire_at=timezone.now() + timedelta(seconds=1.5))
    moved_on()
    assert Client().get(article.url).status_code == 200

    deadline = timezone.now() + timedelta(seconds=5)
    while Client().get(article.url).status_code == 200:
        assert timezone.now() < deadline


def test_a_page_made_before_a_change_is_not_shown_after_it() -> None:
    def change_meanwhile(request: HttpRequest) -> HttpResponse:
        old = HttpResponse("bản cũ" * 100)
        moved_on()
        generation.current()
        keep(old)
        return old

    PageCache(change_meanwhile)(RequestFactory().get("/"))
    given = PageCache(lambda request: keep(HttpResponse("bản mới")))(RequestFactory().get("/"))

    assert isinstance(given, HttpResponse)
    assert given.content == "bản mới".encode()


# --- Many at once -----------------------------------------------------------------------------------------------


def test_many_readers_of_a_page_that_must_be_made_anew_have_it_made_once() -> None:
    made: list[int] = []
    everybody_asks, arrived = threading.Event(), threading.Barrier(21)

    def make(request: HttpRequest) -> HttpResponse:
        made.append(1)
        everybody_asks.wait(5)
        answer = HttpResponse("trang " * 200)
        keep(answer)
        return answer

    cached = PageCache(make)
    generation.current()
    answers: list[bytes] = []

    def ask() -> None:
        arrived.wait()
        try:
            answers.append(cached(RequestFactory().get("/")).content)  # type: ignore[attr-defined]
        finally:
            connections.close_all()  # a reader who asks for the generation opens one of the thread's own

    readers = [threading.Thread(target=ask) for _ in range(20)]
    for reader in readers:
        reader.start()
    arrived.wait()
    everybody_asks.set()
    for reader in readers:
        reader.join()

    assert len(made) <= 2
    assert len(set(answers)) == 1
    assert len(answers) == 20
