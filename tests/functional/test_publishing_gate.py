"""Nothing goes live unless a second person stands for exactly that version, by whatever way it is tried."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.editorial import blockers, schedule
from portal.editorial.acting import acting_as
from portal.editorial.models import Approval, OverduePublication
from portal.editorial.operations import publish
from portal.editorial.reasons import PublicationRefused, Reason
from portal.home.models import HomePage
from portal.pages.models import InformationPage
from tests.factories.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db


def draft_by(author: User, title: str = "Lịch tiếp dân", **fields: Any) -> InformationPage:
    """Return a page that ``author`` wrote and nobody has approved."""
    page = HomePage.objects.get().add_child(instance=InformationPage(title=title, **fields))
    with acting_as(author):
        page.save_revision(user=author)
    return InformationPage.objects.get(pk=page.pk)


def is_live(page: InformationPage) -> bool:
    return InformationPage.objects.get(pk=page.pk).live


def logged_in(user: User) -> Client:
    client = Client()
    assert client.login(username=user.username, password=PASSWORD)
    return client


def form_of(page: InformationPage, **changed: str) -> dict[str, str]:
    """Return what the edit form of ``page`` posts, with ``changed`` fields."""
    fields = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "seo_title": "",
        "search_description": "",
        "checked_on": "",
        "go_live_at": "",
        "expire_at": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    return fields | changed


@pytest.fixture
def author() -> User:
    """An editor who was, by a mistake of an administrator, also given the leader's rights."""
    user = make_person("editor")
    from portal.accounts import roles

    user.groups.add(roles.group_of("approver"))
    return user


@pytest.fixture
def leader() -> User:
    return make_person("approver")


def test_a_new_row_is_a_draft_whatever_it_claims(author: User) -> None:
    page = HomePage.objects.get().add_child(instance=InformationPage(title="Tự đăng", live=True))

    assert not is_live(page)


def test_a_second_person_may_publish(author: User, leader: User) -> None:
    page = draft_by(author)

    publish(page, user=leader)

    assert is_live(page)
    entry = AuditEntry.objects.get(action="editorial.go_live", object_id=str(page.pk))
    assert entry.actor == leader


@pytest.mark.parametrize("way", ["revision", "object", "save", "command"])
def test_the_author_cannot_publish_from_code(author: User, way: str) -> None:
    page = draft_by(author)
    revision = page.get_latest_revision()

    def by_save() -> None:
        page.live, page.live_revision = True, revision
        page.save()

    ways = {
        "revision": lambda: revision.publish(user=author, skip_permission_checks=True),
        "object": lambda: page.publish(revision, user=author, skip_permission_checks=True),
        "save": by_save,
        "command": lambda: publish(page, user=author),
    }
    with acting_as(author), pytest.raises(PublicationRefused):
        ways[way]()

    assert not is_live(page)


def test_an_administrator_is_not_exempt() -> None:
    root = User.objects.create_superuser("quan-tri-thu", password=PASSWORD)
    page = draft_by(root)

    with pytest.raises(PublicationRefused, match="tự duyệt"):
        publish(page, user=root)

    assert not is_live(page)


def test_nobody_acting_publishes_nothing(author: User) -> None:
    page = draft_by(author)

    with acting_as(None), pytest.raises(PublicationRefused, match="chưa được ai duyệt"):
        page.get_latest_revision().publish()


def test_the_right_to_publish_is_asked_for(author: User) -> None:
    page = draft_by(author)

    with pytest.raises(PublicationRefused, match="không có quyền"):
        publish(page, user=make_person("editor"))


def test_the_publish_button_keeps_the_draft_and_says_why(author: User) -> None:
    page = draft_by(author)
    client = logged_in(author)

    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        form_of(page, title="Lịch tiếp dân mới") | {"action-publish": "1"},
        follow=True,
    )

    assert answer.status_code == 200
    assert "tự duyệt" in answer.content.decode()
    assert not is_live(page)
    assert InformationPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Lịch tiếp dân mới"


def test_the_create_form_keeps_the_draft_and_says_why(author: User) -> None:
    home = HomePage.objects.get()
    client = logged_in(author)

    answer = client.post(
        reverse("wagtailadmin_pages:add", args=["pages", "informationpage", home.pk]),
        form_of(InformationPage(title="Trang vừa tạo", slug="trang-vua-tao")) | {"action-publish": "1"},
        follow=True,
    )

    assert answer.status_code == 200
    page = InformationPage.objects.get(slug="trang-vua-tao")
    assert not page.live
    assert "tự duyệt" in answer.content.decode()


def test_bulk_publishing_refuses_with_reasons(author: User) -> None:
    page = draft_by(author)
    client = logged_in(author)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    answer = client.post(f"{address}?id={page.pk}", {"include_descendants": ""}, follow=True)

    assert answer.status_code == 200
    assert "tự duyệt" in answer.content.decode()
    assert not is_live(page)


def test_the_admin_interface_for_actions_refuses(author: User) -> None:
    page = draft_by(author)
    client = logged_in(author)

    answer = client.post(
        f"/quan-tri/api/main/pages/{page.pk}/action/publish/", {}, content_type="application/json", follow=True
    )

    assert answer.status_code < 500
    assert not is_live(page)


def test_a_copy_arrives_as_a_draft(author: User, leader: User) -> None:
    page = draft_by(author)
    publish(page, user=leader)

    with acting_as(leader):
        copy = InformationPage.objects.get(pk=page.pk).copy(
            update_attrs={"slug": "ban-sao", "title": "Bản sao"}, user=leader, keep_live=True
        )

    assert not Page.objects.get(pk=copy.pk).live


def test_aliases_are_not_offered(author: User, leader: User) -> None:
    page = draft_by(author)
    publish(page, user=leader)
    client = logged_in(leader)

    client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Gương",
            "new_slug": "guong",
            "new_parent_page": HomePage.objects.get().pk,
            "alias": "on",
            "publish_copies": "on",
        },
    )

    assert not Page.objects.filter(slug="guong").exists()


def test_a_schedule_needs_a_stored_approval(author: User) -> None:
    page = draft_by(author)
    revision = page.get_latest_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))

    schedule.run_due()

    assert not is_live(page)
    assert "duyệt" in OverduePublication.objects.get(revision=revision).reason


def test_an_approved_schedule_goes_live(author: User, leader: User) -> None:
    page = draft_by(author)
    client = logged_in(leader)
    later = (timezone.localtime() + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    client.post(address, form_of(page, go_live_at=later) | {"action-publish": "1"}, follow=True)
    assert not is_live(page)
    assert Approval.objects.filter(user=leader).exists()
    with time_machine.travel(timezone.now() + timedelta(hours=3)):
        schedule.run_due()

    assert is_live(page)


def test_one_failing_schedule_stops_no_other(author: User, leader: User) -> None:
    bad, good = draft_by(author, "Chưa duyệt"), draft_by(author, "Đã duyệt")
    Approval.objects.create(revision=good.get_latest_revision(), user=leader, digest=digest_of(good))
    Revision.objects.filter(object_id__in=[str(bad.pk), str(good.pk)]).update(approved_go_live_at=timezone.now())

    schedule.run_due()

    assert not is_live(bad)
    assert is_live(good)


def digest_of(page: InformationPage) -> str:
    from portal.editorial.contributions import content_digest

    return content_digest(page.get_latest_revision().content)


def test_the_stock_command_for_schedules_cannot_go_around(author: User) -> None:
    page = draft_by(author)
    Revision.objects.filter(pk=page.get_latest_revision().pk).update(approved_go_live_at=timezone.now())

    with pytest.raises(PublicationRefused):
        call_command("publish_scheduled")

    assert not is_live(page)


def test_an_approval_is_of_exactly_one_version(author: User, leader: User) -> None:
    page = draft_by(author)
    Approval.objects.create(revision=page.get_latest_revision(), user=leader, digest=digest_of(page))
    page.title = "Sửa sau khi duyệt"
    page.save_revision(user=author)

    with acting_as(None), pytest.raises(PublicationRefused):
        InformationPage.objects.get(pk=page.pk).get_latest_revision().publish()


def test_the_last_editor_is_an_author_too(author: User, leader: User) -> None:
    page = draft_by(author)
    page.title = "Lãnh đạo sửa một chữ"
    page.save_revision(user=leader)

    with pytest.raises(PublicationRefused):
        publish(InformationPage.objects.get(pk=page.pk), user=leader)


def test_saving_without_a_change_makes_nobody_an_editor(author: User, leader: User) -> None:
    page = draft_by(author)
    page.save_revision(user=leader, changed=False)

    publish(InformationPage.objects.get(pk=page.pk), user=leader)

    assert is_live(page)


def test_a_blocker_is_asked_on_every_way(author: User, leader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blockers, "_blockers", [])
    blockers.register(InformationPage, lambda obj, revision: [Reason("test", "Còn thiếu nguồn.")])
    page = draft_by(author)

    with pytest.raises(PublicationRefused, match="Còn thiếu nguồn"):
        publish(page, user=leader)
    answer = logged_in(leader).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page) | {"action-publish": "1"}, follow=True
    )

    assert "Còn thiếu nguồn" in answer.content.decode()
    assert not is_live(page)


class TestWorkflow:
    """Sending for approval and approving, through the screens."""

    def submit(self, page: InformationPage, author: User) -> None:
        answer = logged_in(author).post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page) | {"action-submit": "1"}, follow=True
        )
        assert answer.status_code == 200
        assert InformationPage.objects.get(pk=page.pk).current_workflow_state is not None

    def approve(self, page: InformationPage, user: User) -> Any:
        state = InformationPage.objects.get(pk=page.pk).current_workflow_task_state
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
        return logged_in(user).post(address, {"comment": ""}, follow=True)

    def test_a_leader_approves_and_it_is_live(self, author: User, leader: User) -> None:
        page = draft_by(author)
        self.submit(page, author)

        answer = self.approve(page, leader)

        assert answer.status_code == 200
        assert is_live(page)

    def test_the_author_cannot_approve(self, author: User) -> None:
        page = draft_by(author)
        self.submit(page, author)

        self.approve(page, author)

        assert not is_live(page)

    def test_a_form_saved_again_without_a_change_stops_no_approval(self, author: User, leader: User) -> None:
        page = draft_by(author)
        self.submit(page, author)
        InformationPage.objects.get(pk=page.pk).get_latest_revision_as_object().save_revision(user=leader)

        self.approve(page, leader)

        assert is_live(page)
        assert not InformationPage.objects.get(pk=page.pk).has_unpublished_changes

    def test_what_goes_live_is_what_was_approved(self, author: User, leader: User) -> None:
        page = draft_by(author)
        self.submit(page, author)
        state = InformationPage.objects.get(pk=page.pk).current_workflow_task_state
        page.title = "Thay sau khi gửi"
        page.save_revision(user=author)

        self.approve(page, leader)

        assert not is_live(page)
        state.refresh_from_db()
        assert state.status == state.STATUS_IN_PROGRESS


def test_one_administrator_alone_is_told_why(client: Client) -> None:
    User.objects.filter(is_system=False).update(is_active=False)
    User.objects.create_superuser("mot-minh", password=PASSWORD)
    client.login(username="mot-minh", password=PASSWORD)

    answer = client.get(reverse("wagtailadmin_home"))

    assert "Một mình thì chưa đăng được" in answer.content.decode()
