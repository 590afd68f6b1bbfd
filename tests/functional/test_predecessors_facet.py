"""A filter by today's body offers what its predecessors issued, and keeps the choice in every address."""

from pathlib import Path

import pytest
from django.test import Client

from documents.models import OfficialDocument
from portal.organisations.models import Organisation
from search import outbox
from tests.factories import documents

pytestmark = pytest.mark.django_db
OFFER = "Gồm cả cơ quan tiền thân"


@pytest.fixture
def filed(search_index: Path) -> list[OfficialDocument]:
    plan = documents.type_named("Kế hoạch", "state")
    made = [
        documents.make_public(symbol="17/KH-UBND", type=plan, subject="về nước sạch", issuer=body("ubnd-khanh-hoa")),
        documents.make_public(symbol="18/KH-UBND", type=plan, subject="về chợ xã", issuer=body("ubnd-ninh-thuan")),
        documents.make_public(symbol="19/KH-UBND", type=plan, subject="về cầu cũ", issuer=body("ubnd-hue")),
    ]
    outbox.drain()
    return made


def body(key: str) -> Organisation:
    return Organisation.objects.get(key=key)


def page(client: Client, **asked: str) -> str:
    return client.get("/van-ban/", asked).content.decode()


@pytest.mark.usefixtures("filed")
def test_todays_body_offers_its_predecessors_by_name(client: Client) -> None:
    shown = page(client, **{"co-quan": "ubnd-khanh-hoa"})

    assert OFFER in shown
    assert "Ủy ban nhân dân tỉnh Ninh Thuận" in shown
    assert "17/KH-UBND" in shown
    assert "18/KH-UBND" not in shown


@pytest.mark.usefixtures("filed")
def test_the_choice_adds_what_the_predecessors_issued_and_nothing_else(client: Client) -> None:
    shown = page(client, **{"co-quan": "ubnd-khanh-hoa", "tien-than": "1"})

    assert all(number in shown for number in ("17/KH-UBND", "18/KH-UBND"))
    assert "19/KH-UBND" not in shown
    assert "2 văn bản" in shown


@pytest.mark.usefixtures("filed")
def test_a_body_without_predecessors_offers_nothing(client: Client) -> None:
    assert OFFER not in page(client, **{"co-quan": "ubnd-ninh-thuan"})
    assert OFFER not in page(client)


@pytest.mark.usefixtures("filed")
def test_the_choice_can_be_taken_back_and_goes_on_to_the_next_page(client: Client) -> None:
    shown = page(client, **{"co-quan": "ubnd-khanh-hoa", "tien-than": "1"})

    assert f'aria-label="Bỏ lọc {OFFER}"' in shown
    assert 'name="tien-than" value="1" checked' in shown
    assert '<input type="hidden" name="tien-than" value="1">' in shown


@pytest.mark.usefixtures("filed")
def test_the_api_widens_alike(client: Client) -> None:
    answer = client.get("/api/v1/search", {"kind": "document", "co-quan": "ubnd-khanh-hoa", "tien-than": "1"}).json()

    assert {each["number"] for each in answer["results"]} == {"17/KH-UBND", "18/KH-UBND"}
