"""The first screen of the admin: what waits for whom, what is blocked, and who can move it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from news.models import SectionPage
from portal.accounts.models import User
from portal.editorial.acting import acting_as
from portal.home.desk import desk_of
from tests.factories import documents, news
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_person("editor")


@pytest.fixture
def approver() -> User:
    return make_person("approver")


def send_an_article(editor: User, title: str) -> None:
    article = news.draft_article(SectionPage.objects.get(slug="dan-van-co-so"), title)
    with acting_as(editor):
        article.save_revision(user=editor)
        article.get_workflow().start(article, editor)


def test_what_was_sent_waits_for_the_approver_and_names_him_to_the_sender(editor: User, approver: User) -> None:
    send_an_article(editor, "Bài gửi duyệt")
    assert [(item.verb, item.title) for item in desk_of(approver).mine] == [("Duyệt", "Bài gửi duyệt")]
    own = desk_of(editor)
    assert own.mine == ()
    assert [item.title for item in own.blocked] == ["Bài gửi duyệt"]
    assert approver.display_name in own.blocked[0].reason


def test_what_waited_longest_stands_first_and_is_called_late_after_two_days(editor: User, approver: User) -> None:
    send_an_article(editor, "Bài mới")
    send_an_article(editor, "Bài cũ")
    old = TaskState.objects.order_by("-pk")[:1]
    TaskState.objects.filter(pk__in=[state.pk for state in old]).update(
        started_at=timezone.now() - timedelta(days=2, hours=3)
    )
    desk = desk_of(approver)
    assert [(item.title, item.is_overdue) for item in desk.mine] == [("Bài cũ", True), ("Bài mới", False)]
    assert desk.overdue == 1
    assert desk.mine[0].age == "2 ngày 3 giờ"


def test_a_draft_that_nobody_cleared_is_blocked_for_its_clerk_and_work_for_the_approver(approver: User) -> None:
    clerk = make_person("clerk")
    draft = documents.make_draft(clerk)
    stuck = desk_of(clerk).blocked
    assert [item.title for item in stuck] == [str(draft)]
    assert "điều kiện công khai" in stuck[0].reason
    work = [item for item in desk_of(approver).mine if item.verb == "Đối chiếu"]
    assert [item.url for item in work] == [reverse("documents-clearance", args=[draft.pk])]
    assert not [item for item in desk_of(clerk).mine if item.verb == "Đối chiếu"]


def test_the_screen_counts_what_waits_and_offers_only_what_the_person_may_begin(editor: User, approver: User) -> None:
    send_an_article(editor, "Bài gửi duyệt")
    screens = {}
    for person in (editor, approver):
        client = Client()
        client.force_login(person)
        screens[person.pk] = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "1 việc đang chờ bạn" in screens[approver.pk]
    assert "Không có việc nào đang chờ bạn" in screens[editor.pk]
    assert reverse("documents-upload") in screens[approver.pk]
    assert "Nhập văn bản từ tệp</a></li>" not in screens[editor.pk]
