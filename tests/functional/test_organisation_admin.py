"""The register is kept by people in the admin; it refuses what cannot be and loses nothing that was typed."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.organisations.models import Organisation, OrganisationName

pytestmark = pytest.mark.django_db
ADD = "wagtailsnippets_organisations_organisation:add"
LIST = "wagtailsnippets_organisations_organisation:list"
EDIT = "wagtailsnippets_organisations_organisation:edit"


@pytest.fixture
def administrator(client: Client) -> Client:
    user = User.objects.create_superuser("quan-tri", password="một mật khẩu dài")
    client.force_login(user)
    return client


def form(*names: tuple[str, str, str]) -> dict[str, str]:
    data = {
        "key": "ban-thu",
        "level": "province",
        "branch": "party",
        "parent": "",
        "place": "",
        "names-TOTAL_FORMS": str(len(names)),
        "names-INITIAL_FORMS": "0",
        "names-MIN_NUM_FORMS": "1",
        "names-MAX_NUM_FORMS": "1000",
        "successions-TOTAL_FORMS": "0",
        "successions-INITIAL_FORMS": "0",
        "successions-MIN_NUM_FORMS": "0",
        "successions-MAX_NUM_FORMS": "1000",
    }
    for at, (name, start, end) in enumerate(names):
        data |= {f"names-{at}-name": name, f"names-{at}-valid_from": start, f"names-{at}-valid_to": end}
    return data


def test_an_organisation_is_entered_with_its_names(administrator: Client) -> None:
    administrator.post(reverse(ADD), form(("Ban cũ", "", "2025-02-28"), ("Ban mới", "2025-03-01", "")))

    organisation = Organisation.objects.get(key="ban-thu")
    assert [name.name for name in organisation.names.all()] == ["Ban cũ", "Ban mới"]
    assert organisation.latest_name == "Ban mới"


def test_names_that_overlap_are_refused_and_stay_in_the_form(administrator: Client) -> None:
    answer = administrator.post(reverse(ADD), form(("Ban cũ", "", "2025-03-01"), ("Ban mới", "2025-03-01", "")))

    assert "chồng nhau" in answer.content.decode()
    assert "Ban mới" in answer.content.decode()
    assert not OrganisationName.objects.filter(name="Ban mới").exists()


def test_the_list_and_the_form_speak_vietnamese(administrator: Client) -> None:
    found = administrator.get(reverse(LIST), {"q": "Ninh Thuận"}).content.decode()
    body = Organisation.objects.get(key="ubnd-ninh-thuan")
    page = administrator.get(reverse(EDIT, args=[body.pk])).content.decode()

    assert "Ủy ban nhân dân tỉnh Ninh Thuận" in found
    assert "Tên gọi theo thời gian" in page
    assert "Cơ quan kế thừa" in page
