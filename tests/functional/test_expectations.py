"""Classes of recipients are expanded as of the document's day: another day, name or register gives another answer."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from documents import expecting
from documents.models import Expectation
from documents.recipient_classes import COMMITTEES, COMMUNE_STATE, DEPARTMENTS, UNDER_COMMITTEE
from documents.refusals import ArchiveRefusal
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.organisations.models import Organisation, OrganisationName, Succession
from tests.factories.documents import make_body, make_draft

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2025, 1, 15), date(2025, 8, 1)


class Register:
    """A province with its committee, two departments of which one ends, and communes that begin on 1/7/2025."""

    def __init__(self) -> None:
        self.place = make_body("Tỉnh Vạn Xuân", branch="place")
        self.committee = self._body("Tỉnh ủy Vạn Xuân", branch="party")
        self.people = self._body("Ủy ban nhân dân tỉnh Vạn Xuân")
        self.media = self._body("Sở Thông tin và Truyền thông", valid_to=date(2025, 2, 28))
        self.science = self._body("Sở Khoa học và Công nghệ")
        Succession.objects.create(
            predecessor=self.media, successor=self.science, kind="merger", happened_on=date(2025, 3, 1)
        )
        self.commune = self._body("Ủy ban nhân dân xã Sơn Lâm", "commune", valid_from=date(2025, 7, 1))
        self.party_commune = self._body("Đảng ủy xã Sơn Lâm", "commune", "party", valid_from=date(2025, 7, 1))
        Organisation.objects.filter(pk=self.party_commune.pk).update(parent=self.committee)
        self.party_office = self._body("Văn phòng Tỉnh ủy Vạn Xuân", branch="party")
        elsewhere = self._body("Sở Nội vụ tỉnh Khác")
        Organisation.objects.filter(pk=elsewhere.pk).update(place=make_body("Tỉnh Khác", branch="place"))

    def _body(
        self, name: str, level: str = "province", branch: str = "government", **days: date | None
    ) -> Organisation:
        body = make_body(name, level=level, branch=branch, **days)
        Organisation.objects.filter(pk=body.pk).update(place=self.place)
        body.refresh_from_db()
        return body

    def names(self, kind: object, day: date, issuer: Organisation | None = None) -> set[str]:
        found = expecting.expand([kind], day, issuer or self.people)  # type: ignore[list-item]
        return {str(body) for bodies in found.values() for body in bodies}


@pytest.fixture
def register(db: None) -> Register:
    """The register of the province."""
    return Register()


def test_the_day_decides_who_existed(register: Register) -> None:
    assert register.names(DEPARTMENTS, BEFORE) == {"Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"}
    assert register.names(DEPARTMENTS, AFTER) == {"Sở Khoa học và Công nghệ"}
    assert register.names(COMMUNE_STATE, BEFORE) == set()
    assert register.names(COMMUNE_STATE, AFTER) == {"Ủy ban nhân dân xã Sơn Lâm"}


def test_a_body_belongs_by_its_name_of_that_day(register: Register) -> None:
    name = OrganisationName.objects.get(organisation=register.science)
    name.valid_to = date(2025, 6, 30)
    name.save()
    OrganisationName.objects.create(organisation=register.science, name="Chi cục Khoa học", valid_from=date(2025, 7, 1))
    Organisation.objects.filter(pk=register.science.pk).update(level="base")

    assert register.names(DEPARTMENTS, AFTER) == set()


def test_only_the_issuers_own_place_and_committee_count(register: Register) -> None:
    assert "Sở Nội vụ tỉnh Khác" not in register.names(DEPARTMENTS, BEFORE)
    assert register.names(UNDER_COMMITTEE, AFTER, register.committee) == {"Đảng ủy xã Sơn Lâm"}
    assert register.names(COMMITTEES, AFTER, register.committee) == {"Văn phòng Tỉnh ủy Vạn Xuân"}


RECIPIENTS = """- Thường trực Tỉnh ủy (để báo cáo);
- Các sở, ban, ngành;
- UBND các xã, phường;
- Văn phòng Tỉnh ủy;
- Lưu: VT."""


def test_recipients_propose_and_a_person_stores(register: Register, client: Client, clerk: User) -> None:
    document = make_draft(issuer=register.people, issued_on=AFTER, recipients=RECIPIENTS)
    client.force_login(clerk)
    address = reverse("documents-expectations", args=[document.pk])

    shown = client.get(address).content.decode()
    assert "Sở Khoa học và Công nghệ" in shown
    assert "Sở Thông tin và Truyền thông" not in shown
    assert not Expectation.objects.exists(), "looking stores nothing"

    wanted = [register.science.pk, register.commune.pk, register.media.pk]
    answer = client.post(address, {"decision": "expect", "body": wanted, "due_on": "30/09/2025"})

    assert answer.status_code == 302
    stored = {each.organisation_id: each for each in Expectation.objects.filter(document=document)}
    assert set(stored) == {register.science.pk, register.commune.pk}, "what no line names cannot be ticked"
    assert stored[register.commune.pk].quote == "UBND các xã, phường"
    assert stored[register.commune.pk].due_on == date(2025, 9, 30)
    assert AuditEntry.objects.filter(action="documents.expect", actor=clerk).exists()

    client.post(address, {"decision": "release", "stored": [register.commune.pk]})
    assert set(Expectation.objects.values_list("organisation_id", flat=True)) == {register.science.pk}


def test_the_same_document_of_another_day_proposes_others(register: Register) -> None:
    early = make_draft(issuer=register.people, issued_on=BEFORE, recipients=RECIPIENTS)
    late = make_draft(issuer=register.people, issued_on=AFTER, recipients=RECIPIENTS)

    names = [
        {each.name for line in expecting.proposed(document) for each in line.candidates} for document in (early, late)
    ]

    assert "Sở Thông tin và Truyền thông" in names[0] - names[1]
    assert "Ủy ban nhân dân xã Sơn Lâm" in names[1] - names[0]


def test_a_term_before_the_document_is_refused(register: Register) -> None:
    document = make_draft(issuer=register.people, issued_on=AFTER)

    with pytest.raises(ArchiveRefusal):
        expecting.expect(
            document=document, bodies=[(register.science, "")], by=User.objects.system("set-up"), due_on=BEFORE
        )

    assert not Expectation.objects.exists()


def test_who_may_not_change_relations_does_not_see_the_screen(client: Client, editor: User, register: Register) -> None:
    document = make_draft(issuer=register.people)
    client.force_login(editor)

    assert client.get(reverse("documents-expectations", args=[document.pk])).status_code in (302, 403)


@pytest.mark.parametrize("typed", ["24/05/2984", "32/13/2026", "10/01/2025"])
def test_a_term_that_cannot_be_is_refused_and_the_ticks_stay(
    register: Register, admin_client: Client, typed: str
) -> None:
    document = make_draft(issuer=register.people, issued_on=AFTER, recipients="Sở Khoa học và Công nghệ\nUBND các xã")
    address = reverse("documents-expectations", args=[document.pk])
    chosen = register.science.pk

    answer = admin_client.post(address, {"decision": "expect", "body": [chosen], "due_on": typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Expectation.objects.exists()
    assert f'value="{chosen}" checked' in page
    assert f'value="{register.commune.pk}" checked' not in page
    assert f'value="{typed}"' in page


def test_a_year_is_not_shown_as_its_first_day(register: Register, admin_client: Client) -> None:
    document = make_draft(issuer=register.people, issued_on=date(2021, 1, 1), issued_precision="year")

    page = admin_client.get(reverse("documents-expectations", args=[document.pk])).content.decode()

    assert "năm 2021" in page
    assert "01/01/2021" not in page
    assert f"phai-trien-khai/add/?van-ban={document.pk}" in page
