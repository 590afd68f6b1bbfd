"""An editor publishes an article with an attachment; a second person approves it; a reader reads it."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from news.models import ArticlePage, SectionPage
from portal.accounts.models import User
from tests.factories.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db
TITLE = "Thôn Nà Hin sửa quy ước bằng ba tối họp"


@pytest.fixture
def section() -> SectionPage:
    return SectionPage.objects.get(slug="dan-van-co-so")


def logged_in(user: User) -> Client:
    client = Client()
    page = client.get(reverse("wagtailadmin_login"))
    assert page.status_code == 200
    answer = client.post(reverse("wagtailadmin_login"), {"username": user.username, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def upload(client: Client, name: str, content: bytes) -> int:
    """Send a file through the one door and return its id."""
    answer = client.post(reverse("upload-file"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 201, answer.content.decode()
    return int(answer.json()["id"])


def form(title: str = TITLE, *, file: int | None = None, text: str = "Ba tối họp, một trang giấy.") -> dict[str, Any]:
    attachments = [{"stored_file": str(file), "label": "Quy ước bản mới", "kind": "retyped"}] if file else []
    return nested_form_data({
        "title": title,
        "slug": "thon-na-hin-sua-quy-uoc",
        "summary": "Bà con nói trước, cán bộ ghi.",
        "body": streamfield([("paragraph", _rich_text(text))]),
        "author_name": "Hoài Niệm",
        "author_note": "",
        "source": "",
        "lead_picture": "",
        "lead_caption": "",
        "lead_until": "",
        "created_at": "20/11/2026 09:00:07",
        "corrected_at": "",
        "correction_note": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "attachments": inline_formset(attachments),
        "citations": inline_formset([{"document": "", "symbol": "14-KL/TW", "subject": "", "note": ""}]),
    })  # fmt: skip


def _rich_text(text: str) -> str:
    from wagtail.test.utils.form_data import rich_text

    return rich_text(f"<p>{text}</p>", features=["bold"])


def write(client: Client, section: SectionPage, **values: Any) -> ArticlePage:
    """Write an article in the create form and hand it in for approval."""
    address = reverse("wagtailadmin_pages:add", args=["news", "articlepage", section.pk])
    assert client.get(address).status_code == 200
    answer = client.post(address, form(**values) | {"action-submit": "1"})
    assert answer.status_code == 302, re.findall(r"error-message.{0,400}", answer.content.decode(), re.S)
    return ArticlePage.objects.get(slug="thon-na-hin-sua-quy-uoc")


def approve(client: Client, article: ArticlePage) -> Any:
    state = TaskState.objects.get(workflow_state__object_id=str(article.pk), status=TaskState.STATUS_IN_PROGRESS)
    address = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk])
    return client.post(address, {"comment": ""}, follow=True)


def test_an_article_with_a_file_is_written_approved_by_another_person_and_read(section: SectionPage) -> None:
    editor = logged_in(make_person("editor"))
    file = upload(editor, "quy-uoc.txt", "Quy ước của thôn, bản sửa năm 2026.".encode())
    article = write(editor, section, file=file)
    reader = Client()
    assert reader.get(article.get_url()).status_code == 404

    leader = logged_in(make_person("approver"))
    desk = leader.get(reverse("wagtailadmin_home")).content.decode()
    assert TITLE in desk
    approve(leader, article)

    page = reader.get(article.get_url())
    assert page.status_code == 200
    text = page.content.decode()
    for shown in (
        TITLE,
        "Bà con nói trước",
        "Ba tối họp",
        "Hoài Niệm",
        "Quy ước bản mới",
        "14-KL/TW",
        "20/11/2026 09:00:07",
    ):
        assert shown in text
    address = re.search(r'href="(/tep/[^"]+)"', text)
    assert address is not None
    served = reader.get(address.group(1))
    assert b"".join(served.streaming_content).decode() == "Quy ước của thôn, bản sửa năm 2026."
    assert TITLE in reader.get("/").content.decode()
    assert TITLE in reader.get("/tin-tuc/").content.decode()


def test_the_author_cannot_approve_even_with_a_leader_s_rights(section: SectionPage) -> None:
    author = make_person("editor")
    author.groups.add(*make_person("approver").groups.all())
    client = logged_in(author)
    article = write(client, section)

    answer = approve(client, article)

    assert answer.status_code in (200, 403)
    assert not ArticlePage.objects.get(pk=article.pk).live
    assert Client().get(article.get_url()).status_code == 404


def test_an_editor_has_no_publish_button(section: SectionPage) -> None:
    client = logged_in(make_person("editor"))

    page = client.get(reverse("wagtailadmin_pages:add", args=["news", "articlepage", section.pk])).content.decode()

    assert 'name="action-submit"' in page
    assert 'name="action-publish"' not in page


def test_a_change_after_publication_stays_a_draft_until_it_is_approved(section: SectionPage) -> None:
    first = make_person("editor")
    article = write(logged_in(first), section)
    leader = logged_in(make_person("approver"))
    approve(leader, article)
    other = logged_in(make_person("editor"))

    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    saved = other.post(address, form(title="Tiêu đề sửa sau", text="Câu mới."))

    assert saved.status_code == 302
    page = Client().get(article.get_url()).content.decode()
    assert TITLE in page
    assert "Tiêu đề sửa sau" not in page
    assert "Tiêu đề sửa sau" in other.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("kind", ["kythuat.exe", "trang.html"])
def test_a_file_of_a_kind_that_is_not_taken_is_refused_with_a_reason(kind: str) -> None:
    client = logged_in(make_person("editor"))

    answer = client.post(reverse("upload-file"), {"file": SimpleUploadedFile(kind, b"MZ\x90\x00 <html>")})

    assert answer.status_code == 422
    assert "không thuộc loại được nhận" in answer.json()["error"]
