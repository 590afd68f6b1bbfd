"""A document sent for approval goes live by the leader's approval, once it is cleared, and not before."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents.clearing import clear_for_publication
from documents.models import CONDITIONS, DocumentCopy, OfficialDocument
from portal.accounts.models import User
from portal.editorial import gate
from portal.editorial.gate import PublicationRefused
from portal.editorial.operations import publish
from tests.factories.documents import make_draft
from tests.factories.people import PASSWORD, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(clerk: User) -> OfficialDocument:
    """A document that a clerk entered and sent for approval."""
    document = make_draft(clerk, text="Điều 1. Phạm vi\nVăn bản này áp dụng trong toàn tỉnh.")
    document.get_workflow().start(document, clerk)
    return OfficialDocument.objects.get(pk=document.pk)


def approve(document: OfficialDocument, user: User) -> Any:
    client = Client()
    assert client.login(username=user.username, password=PASSWORD)
    name = OfficialDocument.snippet_viewset.get_url_name("workflow_action")
    address = reverse(name, args=[document.pk, "approve", document.current_workflow_task_state.pk])
    return client.post(address, {"comment": ""}, follow=True)


def clear(document: OfficialDocument, by: User) -> None:
    clear_for_publication(
        document=document, by=by, ground="Ý kiến của lãnh đạo Ban", answers=[condition.key for condition in CONDITIONS]
    )


def test_a_cleared_document_goes_live_by_approval(sent: OfficialDocument) -> None:
    leader = make_person("approver")
    clear(sent, leader)

    answer = approve(sent, leader)

    assert answer.status_code == 200
    assert OfficialDocument.objects.get(pk=sent.pk).live


def test_a_document_that_is_not_cleared_stays_where_it_is_and_says_why(sent: OfficialDocument) -> None:
    answer = approve(sent, make_person("approver"))

    document = OfficialDocument.objects.get(pk=sent.pk)
    assert "điều kiện công khai" in answer.content.decode()
    assert not document.live
    assert document.workflow_in_progress


def test_the_clerk_who_entered_it_cannot_approve_it(sent: OfficialDocument, clerk: User) -> None:
    clear(sent, make_person("approver"))

    approve(sent, clerk)

    assert not OfficialDocument.objects.get(pk=sent.pk).live


def test_content_changed_after_the_clearance_needs_a_new_one(sent: OfficialDocument, clerk: User) -> None:
    leader = make_person("approver")
    clear(sent, leader)
    changed = sent.get_latest_revision_as_object()
    changed.subject = "về việc khác hẳn"
    changed.save_revision(user=clerk)

    approve(OfficialDocument.objects.get(pk=sent.pk), leader)

    assert not OfficialDocument.objects.get(pk=sent.pk).live


@pytest.mark.parametrize(
    ("copied", "precision", "stops"),
    [("2022-03-03", "day", True), ("2022-03-04", "day", False), ("2022-03-01", "month", False), (None, "day", False)],
)
def test_a_copy_older_than_its_original_does_not_go_public(
    clerk: User, copied: str | None, precision: str, stops: bool
) -> None:
    day = date.fromisoformat(copied) if copied else None
    document = make_draft(clerk, issued_on=date(2022, 3, 4))
    draft = document.get_latest_revision_as_object()
    draft.copies.add(DocumentCopy(kind="SY", symbol="7-SY/TU", issued_on=day, issued_precision=precision))
    draft.save_revision(user=clerk)
    clear(document, make_person("approver"))

    said = {
        each.code: each.message for each in gate.review(draft, draft.get_latest_revision(), make_person("approver"))
    }

    assert ("copy-before-original" in said) == stops
    if stops:
        assert "7-SY/TU" in said["copy-before-original"]
        with pytest.raises(PublicationRefused):
            publish(OfficialDocument.objects.get(pk=document.pk), user=User.objects.system("set-up"))
