"""Whoever writes, files or approves meets no English: every screen that links lead to, every message on the way."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import override
from PIL import Image
from wagtail.models import Page

from news.models import SectionPage
from portal.accounts.models import User
from portal.comments import moderation, opening, queue
from portal.comments.models import State, Submission
from portal.comments.targets import target_for
from portal.editorial.acting import acting_as
from portal.files.models import PortalImage
from portal.home.models import HomePage
from portal.pages.models import InformationPage
from tests.factories import documents, news, opinions
from tests.factories.people import PASSWORD, make_person
from tests.screen_words import Screen, english_in, read

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),  # Wagtail's own, when it resizes a picture
]
# Screens are put together, and some of their words fixed, when addresses are first asked for. A server does that in
# Vietnamese; the migration of the tests' database would do it with translations switched off.
reverse("wagtailadmin_home")
NAMES = {
    "editor": "bien-tap",
    "approver": "lanh-dao",
    "clerk": "van-thu",
    "moderator": "kiem-duyet",
    "administrator": "quan-tri",
}
# Only an administrator sees these, seldom; Wagtail stores names of permissions and derives names of columns in English.
SELDOM = {
    "wagtailusers_groups:add", "wagtailusers_groups:edit", "wagtailsites:index", "wagtailsites:index_results",
    "wagtailadmin_workflows:add", "wagtailadmin_workflows:edit", "wagtailadmin_workflows:task_chooser",
    "wagtailsnippets_organisations_organisation:inspect",
}  # fmt: skip
NEVER_FOLLOWED = ("logout", "jsi18n", "/api/", "/editing-sessions/", "/block-preview/")
EVERY_DAY = {
    "editor": {
        "wagtailadmin_home", "wagtailadmin_explore", "wagtailadmin_pages:add_subpage", "wagtailadmin_pages:add",
        "wagtailadmin_pages:edit", "wagtailadmin_pages:history", "wagtailadmin_pages:usage", "wagtailadmin_pages:copy",
        "wagtailadmin_pages:move", "wagtailadmin_pages:revisions_compare", "wagtailadmin_account",
        "wagtailimages:index", "wagtailimages:add_multiple", "wagtailimages:edit", "wagtailimages_chooser:choose",
        "wagtailadmin_choose_page", "wagtailadmin_choose_page_email_link", "wagtailadmin_reports:locked_pages",
    },
    "approver": {
        "wagtailadmin_home", "wagtailadmin_explore", "wagtailadmin_pages:edit", "wagtailadmin_pages:history",
        "wagtailadmin_pages:unpublish", "wagtailadmin_reports:workflow", "wagtailadmin_reports:workflow_tasks",
        "wagtailadmin_reports:site_history", "wagtailsnippets_documents_officialdocument:list",
        "wagtailsnippets_documents_officialdocument:edit",
    },
    "clerk": {
        "wagtailadmin_home", "wagtailadmin_account", "wagtailsnippets_documents_officialdocument:list",
        "wagtailsnippets_documents_officialdocument:add", "wagtailsnippets_documents_officialdocument:edit",
        "wagtailsnippets_documents_officialdocument:history", "documents-upload",
    },
    "moderator": {
        "wagtailadmin_home", "wagtailadmin_account", "comments-queue", "comments-item", "comments-settings",
        "comments-set-open",
    },
    "administrator": {
        "wagtailusers_users:index", "wagtailusers_users:edit", "wagtailusers_groups:index",
        "wagtailadmin_workflows:index", "wagtailadmin_workflows:edit_task",
        "wagtailredirects:index", "wagtailredirects:add", "wagtailadmin_collections:index", "wagtailsites:edit",
        "wagtailsettings:edit", "wagtailadmin_pages:delete", "wagtailsnippets_organisations_organisation:edit",
    },
}  # fmt: skip


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def screen_of(answer: HttpResponse) -> Screen:
    """Read an answer, or the page inside an answer for a script."""
    text = answer.content.decode()
    if "json" in answer.headers.get("Content-Type", ""):
        data = json.loads(text)
        text = str(data.get("html", "")) if isinstance(data, dict) else ""
    return read(text)


def assert_vietnamese(answer: HttpResponse) -> None:
    assert answer.status_code in {200, 422}
    assert screen_of(answer).english() == {}


@pytest.fixture
def people() -> dict[str, User]:
    made = {role: make_person(role, username=name) for role, name in NAMES.items() if role != "administrator"}
    return made | {"administrator": User.objects.create_superuser(NAMES["administrator"], password=PASSWORD)}


@pytest.fixture
def house(people: dict[str, User]) -> dict[str, Page]:
    """A page in every state that has words of its own, a picture, a public document and one in work."""
    editor, clerk = people["editor"], people["clerk"]
    section = SectionPage.objects.first() or news.make_section()
    pages = {"live": news.make_article(section, "Bài đang đăng")}
    with acting_as(editor):
        for state in ("draft", "sent", "locked", "timed"):
            page = pages[state] = news.draft_article(section, f"Bài {NAMES['editor']} {len(pages)}")
            page.save_revision(user=editor)
            page.summary = "Sửa lần hai."
            page.save_revision(user=editor, log_action=True)
        pages["sent"].get_workflow().start(pages["sent"], editor)
    Page.objects.filter(pk=pages["locked"].pk).update(locked=True, locked_by=editor)
    PortalImage.objects.create(title="Ảnh thử", alt_text="Ô vuông đỏ", file=picture(), uploaded_by_user=editor)
    documents.make_public()
    documents.make_draft(clerk)
    make_comments(pages["live"], people["moderator"])
    return pages


def make_comments(article: Page, moderator: User) -> None:
    """An opinion of readers in every state, with hints, an answer, an undo at hand and an item that is closed."""
    body = "Anh Páo phó thôn hay vắng, gọi 0912 345 678, xem vaytien.com"
    for state in State.values:
        opinions.make_opinion(article, body, state=state, name="Mẩy")
    shown = opinions.make_opinion(article, body, state=State.WAITING)
    moderation.approve(pk=shown.pk, by=moderator, note="Cảm ơn chị.", answer="Ban đã nhận.")
    target = target_for(article)
    assert target is not None
    opening.set_open(target=target, is_open=False, reason="Đã hết thời gian.", by=moderator)


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (64, 48), "#a3161d").save(content, "PNG")
    return SimpleUploadedFile("anh.png", content.getvalue(), "image/png")


def walk(client: Client, starts: list[str]) -> Iterator[tuple[str, str, Screen]]:
    """Yield view name, address and content of each start and of one screen of every kind that links lead to."""
    waiting, seen, kinds = [*starts], set[str](), set[tuple[Any, ...]]()
    while waiting:
        address = waiting.pop(0).split("#")[0]
        path = address.split("?")[0]
        try:
            match = resolve(path)
        except Resolver404:
            continue
        models = [value for value in match.kwargs.values() if isinstance(value, str)]
        kind = (match.view_name, "?" in address, *models)
        if address in seen or (kind in kinds and address not in starts) or any(part in path for part in NEVER_FOLLOWED):
            continue
        seen.add(address)
        answer = client.get(address)
        if answer.status_code == 302:
            waiting.append(answer.headers["Location"])
        if answer.status_code != 200 or answer.headers["Content-Type"].split(";")[0] not in {
            "text/html",
            "application/json",
        }:
            continue
        kinds.add(kind)
        screen = screen_of(answer)
        waiting += [path + link if link.startswith("?") else link for link in screen.links]
        yield match.view_name, address, screen


@pytest.mark.parametrize("role", NAMES)
def test_no_screen_that_links_lead_to_speaks_english(
    role: str, people: dict[str, User], house: dict[str, Page]
) -> None:
    starts = [reverse("wagtailadmin_home")]
    if role in {"editor", "approver"}:
        starts += [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in house.values()]
    if role == "moderator":
        starts += [f"{reverse('comments-queue')}?xem={view}" for view in queue.VIEWS]
        starts += [reverse("comments-item", args=[pk]) for pk in Submission.objects.values_list("pk", flat=True)]
    found, visited = dict[str, Any](), set[str]()
    for name, address, screen in walk(logged_in(people[role]), starts):
        visited.add(name)
        if name in SELDOM:
            continue
        found |= {text: (words, address) for text, words in screen.english().items()}

    assert found == {}
    assert EVERY_DAY[role] - visited == set()


def test_nobody_is_met_in_english_at_the_door(people: dict[str, User]) -> None:
    client = Client()
    door = reverse("wagtailadmin_login")
    assert_vietnamese(client.get(door))
    assert_vietnamese(client.post(door, {"username": NAMES["editor"], "password": "sai"}))
    assert_vietnamese(client.post(door, {"username": "", "password": ""}))
    assert_vietnamese(client.get(reverse("wagtailadmin_password_reset")))
    assert_vietnamese(client.post(reverse("wagtailadmin_password_reset"), {"email": "khong-phai-thu"}))
    assert_vietnamese(client.get(reverse("wagtailadmin_password_reset_done")))
    assert_vietnamese(client.get(reverse("wagtailadmin_password_reset_confirm", args=["x", "y-z"])))


def form(title: str = "Lịch tiếp dân", **changed: str) -> dict[str, str]:
    fields = {
        "title": title, "slug": "lich-tiep-dan", "summary": "", "seo_title": "", "search_description": "",
        "checked_on": "", "go_live_at": "", "expire_at": "", "body-count": "0",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
    }  # fmt: skip
    return fields | changed


@pytest.mark.parametrize("chosen", ["True", "False"])
def test_a_chosen_yes_or_no_is_named_above_the_list_in_vietnamese(chosen: str, people: dict[str, User]) -> None:
    client = logged_in(people["administrator"])
    for name, mark in (("search_synonymgroup", "beside_number"), ("documents_officialdocument", "live")):
        address = reverse(f"wagtailsnippets_{name}:list")
        assert_vietnamese(client.get(address, {mark: chosen, "ordering": "note"}))
        assert f'<b class="w-ml-1">{chosen}</b>' not in client.get(address, {mark: chosen}).content.decode()


def test_what_a_form_refuses_it_refuses_in_vietnamese(people: dict[str, User]) -> None:
    client = logged_in(people["editor"])
    address = reverse("wagtailadmin_pages:add", args=["pages", "informationpage", HomePage.objects.get().pk])

    assert_vietnamese(client.post(address, form(title="")))
    assert_vietnamese(client.post(address, form(slug="có dấu cách!")))
    assert_vietnamese(client.post(address, form(title="d" * 300)))
    assert_vietnamese(client.post(address, form(checked_on="32/13/2026", go_live_at="mai")))
    assert_vietnamese(client.post(address, form(go_live_at="2030-01-02 08:00", expire_at="2029-01-02 08:00")))
    images = reverse("wagtailimages:add")
    assert_vietnamese(client.post(images, {"title": "", "alt_text": ""}))
    assert_vietnamese(client.post(images, {"title": "Ảnh", "file": SimpleUploadedFile("anh.png", b"khong phai anh")}))
    account = {"name_email-first_name": "", "name_email-last_name": "", "password-old_password": "sai"}
    account |= {"password-new_password1": "123", "password-new_password2": "456"}
    assert_vietnamese(client.post(reverse("wagtailadmin_account"), account, follow=True))


def test_every_step_from_draft_to_removal_is_told_in_vietnamese(
    people: dict[str, User], django_capture_on_commit_callbacks: Any
) -> None:
    home = HomePage.objects.get()
    editor, approver = logged_in(people["editor"]), logged_in(people["approver"])
    User.objects.filter(username__in=NAMES.values()).update(email="nguoi@vanxuan.example")

    def step(client: Client, name: str, *arguments: Any, **fields: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse(f"wagtailadmin_pages:{name}", args=arguments), fields, follow=True)
        assert_vietnamese(answer)

    step(editor, "add", "pages", "informationpage", home.pk, **form())
    page = InformationPage.objects.get(slug="lich-tiep-dan")
    step(editor, "edit", page.pk, **form(summary="Sửa."))
    step(editor, "edit", page.pk, **form(summary="Sửa."), **{"action-submit": "1"})
    page.refresh_from_db()
    state = page.current_workflow_task_state
    step(approver, "workflow_action", page.pk, "reject", state.pk, comment="Mời bổ sung số điện thoại.")
    step(editor, "edit", page.pk, **form(summary="Đã bổ sung."), **{"action-submit": "1"})
    page = InformationPage.objects.get(pk=page.pk)
    step(approver, "workflow_action", page.pk, "approve", page.current_workflow_task_state.pk, comment="")
    step(approver, "lock", page.pk)
    step(approver, "unlock", page.pk)
    copied = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": str(home.pk)}
    step(editor, "copy", page.pk, **copied)
    step(approver, "unpublish", page.pk)
    step(approver, "delete", page.pk)

    letters = [f"{letter.subject}\n{letter.body}" for letter in mail.outbox]
    assert {letter: words for letter in letters if (words := english_in(letter))} == {}


def test_what_a_moderator_is_told_is_vietnamese(people: dict[str, User], house: dict[str, Page]) -> None:
    client = logged_in(people["moderator"])
    waiting = Submission.objects.filter(state=State.WAITING).first()
    assert waiting is not None
    address = reverse("comments-decide", args=[waiting.pk])
    for fields in ({}, {"decision": "refuse"}, {"decision": "forward"}, {"decision": "mask", "passage": "không có"}):
        assert_vietnamese(client.post(address, fields))
    assert_vietnamese(client.post(address, {"decision": "refuse", "reason": "CD-01"}, follow=True))
    assert_vietnamese(client.post(address, {"decision": "approve"}, follow=True))
    assert_vietnamese(client.post(reverse("comments-bulk"), {"decision": "approve"}, follow=True))
    undone = reverse("comments-undo", args=[waiting.decisions.get().pk])
    assert_vietnamese(client.post(undone, follow=True))
    assert_vietnamese(client.post(undone, follow=True))


def test_the_reading_of_screens_would_notice_english() -> None:
    with override("en"):
        assert "password" in str(read(Client().get(reverse("wagtailadmin_login")).content.decode()).english())
    assert read('<button title="More actions">Thao tác</button>').english() == {"More actions": ["actions", "more"]}
    assert read("<p>Trang này đang đăng; sapo, menu, URL</p>").english() == {}
    assert PASSWORD not in english_in("mật khẩu")
