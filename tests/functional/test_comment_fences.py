"""The comment library does by itself what must not happen here; each of its habits is fenced off."""

import ast
import importlib
import inspect
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import checks as django_checks
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from django_comments.models import Comment
from django_comments_xtd import signals as library_signals
from django_comments_xtd.models import XtdComment
from wagtail.snippets.models import get_snippet_models

from news.models import ArticlePage
from portal.comments import moderation
from portal.comments.fences import checks, guarding
from portal.comments.models import State, Submission
from portal.mail.models import Letter
from tests.architecture.tree import ROOT, source_files, templates
from tests.factories import news
from tests.factories.opinions import let_readers_reply, make_answer, make_opinion
from tests.factories.people import make_person
from tests.factories.senders import Sender

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters(tmp_path: Path, settings: Any) -> None:
    settings.COUNTERS_FILE = tmp_path / "counters.sqlite3"


@pytest.fixture
def article() -> ArticlePage:
    return news.make_article(news.make_section(), "Bảy xã đổi cách họp thôn")


def library_row(article: ArticlePage, text: str, **columns: Any) -> XtdComment:
    row = XtdComment(
        content_type=ContentType.objects.get_for_model(ArticlePage),
        object_pk=str(article.pk),
        site_id=1,
        comment=text,
        submit_date=timezone.now(),
        **columns,
    )
    row.save()
    return row


def routed() -> list[tuple[str, str]]:
    return list(checks.views(get_resolver()))


def test_saving_a_parent_publishes_none_of_its_replies(article: ArticlePage) -> None:
    parent = library_row(article, "Ý kiến")
    reply = library_row(article, "Trả lời chưa ai đọc", parent_id=parent.pk, is_public=False)

    parent.comment = "Ý kiến đã sửa"
    parent.save()
    parent.refresh_from_db()
    parent.save()

    assert not XtdComment.objects.get(pk=reply.pk).is_public


def test_approving_a_comment_approves_none_of_its_replies(article: ArticlePage) -> None:
    let_readers_reply()
    parent = make_opinion(article, state=State.WAITING)
    replies = [make_opinion(article, f"Chưa ai đọc {n}", parent=parent, state=State.WAITING) for n in range(3)]

    moderation.approve(pk=parent.pk, by=make_person("moderator"))

    assert set(Submission.objects.filter(parent=parent).values_list("state", flat=True)) == {State.WAITING}
    assert XtdComment.objects.count() == 1
    assert replies[0].body not in Client().get(article.get_url()).content.decode()


def test_django_does_not_start_with_the_library_unfenced() -> None:
    assert [message for message in django_checks.run_checks() if str(message.id).startswith("comments.")] == []

    guarding.pre_save.connect(guarding.publish_or_unpublish_on_pre_save, sender=XtdComment)
    try:
        assert [message.id for message in checks.library_is_quiet(None)] == ["comments.E001"]
    finally:
        guarding.pre_save.disconnect(guarding.publish_or_unpublish_on_pre_save, sender=XtdComment)


def test_no_address_leads_into_the_library() -> None:
    modules = {module.split(".")[0] for _, module in routed()}

    assert "portal" in modules
    assert not modules & {"django_comments", "django_comments_xtd", "rest_framework"}


@pytest.mark.parametrize(
    "path",
    [
        "/comments/post/",
        "/comments/sent/?c=1",
        "/comments/confirm/x/",
        "/comments/reply/1/",
        "/comments/flag/1/",
        "/comments/api/news-articlepage/1/",
        "/comments/cr/1/1/",
        "/binh-luan/post/",
        "/binh-luan/sent/?c=1",
        "/binh-luan/confirm/x/",
        "/binh-luan/api/news-articlepage/1/",
        "/api/v1/comments/",
    ],
)
def test_the_library_s_own_addresses_are_not_there(path: str) -> None:
    assert Client().get(path).status_code == 404
    assert Client().post(path, {"comment": "x"}).status_code in {403, 404, 405}


def test_the_administration_edits_none_of_the_library_s_tables() -> None:
    exposed = [model for model in get_snippet_models() if model._meta.app_label in checks.LIBRARY]

    assert exposed == []
    assert not [route for route, _ in routed() if re.search(r"xtd|commentflag|blacklisted", route, re.IGNORECASE)]
    assert "django.contrib.admin" not in sys.modules or not _has_django_admin()


def _has_django_admin() -> bool:
    from django.conf import settings

    return "django.contrib.admin" in settings.INSTALLED_APPS


def test_no_page_asks_another_host_for_a_picture_of_a_person(article: ArticlePage) -> None:
    comment, code = Sender().send_well(article, name="Bàn Thị Sẩy", email="say@tinh.example")
    Submission.objects.filter(pk=comment.pk).update(state=State.WAITING, queued_at=timezone.now())
    moderation.approve(pk=comment.pk, by=make_person("moderator"))

    for path in (str(article.get_url()), f"/binh-luan/bien-nhan/{code}/", "/binh-luan/quy-tac/"):
        page = Client().get(path).content.decode().lower()
        assert "gravatar" not in page
        assert "say@tinh.example" not in page
        assert not re.search(r"[0-9a-f]{32}\?", page)
    ours = [*source_files(), *templates()]
    settings = ROOT / "portal" / "settings" / "wagtail.py"  # which turns it off in the administration
    assert [path for path in ours if "gravatar" in path.read_text().lower() and path != settings] == []


def test_no_view_can_reach_the_library_s_signed_pickles() -> None:
    seen: set[str] = set()
    ours = {
        module
        for _, module in routed()
        if module.split(".")[0] in {"portal", "news", "documents", "search", "exemplars"}
    }
    waiting = list(ours)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        waiting += [
            found for found in imported(name) if found.split(".")[0] in {name.split(".")[0], *checks.LIBRARY, "portal"}
        ]

    assert "portal.comments.form_views" in seen
    assert not {
        name
        for name in seen
        if name.startswith("django_comments_xtd.") and name.endswith((".signed", ".views", ".api"))
    }


def imported(name: str) -> set[str]:
    """Return the modules that a module's own import statements name."""
    module = importlib.import_module(name)
    try:
        tree = ast.parse(inspect.getsource(module))
    except (OSError, TypeError):
        return set()
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found |= {
                f"{node.module}.{alias.name}" for alias in node.names if f"{node.module}.{alias.name}" in sys.modules
            }
    return {each for each in found if each in sys.modules}


@pytest.mark.parametrize(
    "column",
    [{"user_name": "An"}, {"user_email": "an@b.example"}, {"user_url": "http://b.example"}, {"ip_address": "10.0.0.1"}],
)
def test_the_library_s_table_holds_nothing_about_a_person(article: ArticlePage, column: dict[str, str]) -> None:
    with pytest.raises(guarding.PersonalData):
        library_row(article, "Ý kiến", **column)
    row = library_row(article, "Ý kiến")
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(pk=row.pk).update(**column)


def test_what_is_approved_leaves_name_and_address_with_us(article: ArticlePage) -> None:
    comment, _ = Sender("203.0.113.9").send_well(article, name="Bàn Thị Sẩy")
    moderation.approve(pk=comment.pk, by=make_person("moderator"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM django_comments")
        rows = str(cursor.fetchall())

    assert "Sẩy" not in rows
    assert "203.0.113.9" not in rows


def test_nothing_unread_is_in_the_library(article: ArticlePage) -> None:
    for state in State:
        make_opinion(article, f"Chữ ở tình trạng {state}", state=state)

    assert {row.comment for row in XtdComment.objects.all()} == {
        f"Chữ ở tình trạng {state}" for state in (State.PUBLISHED, State.MASKED)
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(state=State.PUBLISHED).update(state=State.WAITING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(state=State.PUBLISHED).update(comment=None)


def test_an_author_who_confirmed_an_address_is_told_of_the_approval_by_the_mail_room(
    article: ArticlePage, mailoutbox: list[Any]
) -> None:
    comment, _ = Sender().send_well(article, email="say@tinh.example")
    now = timezone.now()
    Submission.objects.filter(pk=comment.pk).update(state=State.WAITING, queued_at=now, email_confirmed_at=now)

    moderation.approve(pk=comment.pk, by=make_person("moderator"))

    letter = Letter.objects.get(about="ý kiến: quyết định")
    assert letter.to == "say@tinh.example"
    assert "example.com" not in letter.body
    assert mailoutbox == []


def test_the_library_sends_no_mail_of_its_own() -> None:
    assert not library_signals.confirmation_received.receivers
    senders = {path for path in source_files() if re.search(r"\bsend_mail\b|EmailMessage\(", path.read_text())}

    assert {path.relative_to(ROOT).parts[1] for path in senders if path.relative_to(ROOT).parts[0] == "portal"} <= {
        "mail"
    }


def test_deleting_what_was_talked_about_leaves_no_row_behind(article: ArticlePage) -> None:
    let_readers_reply()
    for state in State:
        make_opinion(article, state=state)
    parent = make_opinion(article)
    make_opinion(article, parent=parent)
    make_answer(parent)

    article.delete()

    assert Submission.objects.count() == 0
    assert XtdComment.objects.count() == 0
    assert Comment.objects.count() == 0
