"""Deciding proposed relations, one after the other."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from documents import linking
from documents.models import OfficialDocument, Relation, RelationState
from portal.audit.models import AuditEntry
from tests.factories.documents import make_body, make_draft, make_public

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposals() -> list[Relation]:
    body = make_body("Bộ Chính trị", level="central", branch="party")
    make_public(symbol="14-KL/TW", issued_on=date(2021, 9, 22), issuer=body, subject="về chủ trương khuyến khích")
    made: list[Relation] = []
    for number in (5, 6):
        source = make_draft(
            text="Mở đầu của văn bản. Thực hiện Kết luận số 14-KL/TW, ngày 22/9/2021; "
            f"căn cứ Quyết định số {number}/QĐ-UBND, Ban Thường vụ yêu cầu."
        )
        made += linking.read_links(source)
    return made


def address(name: str = "documents-relations", query: str = "") -> str:
    return reverse(name) + query


def state(relation: Relation) -> str:
    return Relation.objects.get(pk=relation.pk).state


def test_the_sentence_is_shown_with_both_ends(admin_client: Client, proposals: list[Relation]) -> None:
    page = admin_client.get(address()).content.decode()

    assert "<mark>Thực hiện Kết luận số 14-KL/TW, ngày 22/9/2021</mark>" in page
    assert "Về chủ trương khuyến khích" in page
    assert "Mở đầu của văn bản." in page


def test_one_post_decides_and_leads_to_the_next(admin_client: Client, proposals: list[Relation]) -> None:
    first = admin_client.get(address()).context["relation"]

    answer = admin_client.post(address("documents-relations-decide"), {"relation": first.pk, "decision": "confirm"})

    following = admin_client.get(answer["Location"]).context["relation"]
    assert state(first) == RelationState.CONFIRMED
    assert following.pk != first.pk
    assert AuditEntry.objects.filter(action="documents.relation.confirmed", object_id=str(first.pk)).exists()


def test_a_decision_is_taken_back_by_whoever_made_it(admin_client: Client, proposals: list[Relation]) -> None:
    one = proposals[0]
    admin_client.post(address("documents-relations-decide"), {"relation": one.pk, "decision": "reject"})
    assert state(one) == RelationState.REJECTED

    admin_client.post(address("documents-relations-undo"), {"relation": one.pk})

    assert state(one) == RelationState.PROPOSED
    assert Relation.objects.get(pk=one.pk).decided_by is None
    assert AuditEntry.objects.filter(action="documents.relation.reopened", object_id=str(one.pk)).exists()


def test_another_persons_decision_cannot_be_taken_back(
    admin_client: Client, proposals: list[Relation], django_user_model: type
) -> None:
    other = django_user_model.objects.create_superuser("nguoi-khac", password="x")
    Relation.objects.filter(pk=proposals[0].pk).update(state=RelationState.REJECTED, decided_by=other)

    admin_client.post(address("documents-relations-undo"), {"relation": proposals[0].pk})

    assert state(proposals[0]) == RelationState.REJECTED


def test_filters_narrow_what_waits_and_stay_on_the_way(admin_client: Client, proposals: list[Relation]) -> None:
    page = admin_client.get(address(query="?loai=based_on&kia=thieu"))
    relation = page.context["relation"]
    assert (relation.kind, relation.to_document) == ("based_on", None)
    assert {choice.count for choice in page.context["kinds"]} == {2}

    answer = admin_client.post(
        address("documents-relations-decide", "?loai=based_on&kia=thieu"),
        {"relation": relation.pk, "decision": "reject"},
    )

    assert "loai=based_on" in answer["Location"]
    assert admin_client.get(answer["Location"]).context["relation"].kind == "based_on"


def test_a_decided_relation_is_not_decided_again(admin_client: Client, proposals: list[Relation]) -> None:
    one = proposals[0]
    for decision in ("confirm", "reject", "nonsense"):
        admin_client.post(address("documents-relations-decide"), {"relation": one.pk, "decision": decision})

    assert state(one) == RelationState.CONFIRMED


def test_a_decision_that_is_none_changes_nothing(admin_client: Client, proposals: list[Relation]) -> None:
    admin_client.post(address("documents-relations-decide"), {"relation": proposals[0].pk, "decision": ""})
    assert admin_client.post(address("documents-relations-decide"), {"relation": "9" * 30}).status_code == 404

    assert state(proposals[0]) == RelationState.PROPOSED


def test_the_screen_is_closed_to_others(client: Client) -> None:
    assert client.get(address()).status_code == 302
    assert OfficialDocument.objects.count() == 0
