"""What a public site owes its readers at the foot of every page: missing or out of date, somebody is told."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from portal.home.desk import desk_of
from portal.organisations.models import Organisation, OrganisationName, Succession
from portal.pages import frame
from portal.pages.models import DutyKind, SiteDuty, SiteSettings
from tests.factories.documents import make_body
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def complete() -> SiteSettings:
    """A site that says all it must."""
    site = Site.objects.get(is_default_site=True)
    settings, _ = SiteSettings.objects.get_or_create(site=site)
    settings.board, settings.governing = make_body("Ban Tuyên giáo thử"), make_body("Tỉnh ủy thử")
    settings.reviewed_on = timezone.localdate()
    settings.save()
    for kind in DutyKind:
        SiteDuty.objects.create(settings=settings, kind=kind, value=f"giá trị {kind}", valid_from=date(2025, 3, 1))
    frame.forget()
    return settings


def alarms() -> str:
    return " ".join(desk_of(make_person("technical")).alarms)


def degraded(client: Client) -> bool:
    return "footer" in client.get("/healthz").json()["degraded"]


def test_a_complete_footer_rings_no_bell_and_stands_on_every_page(client: Client, complete: SiteSettings) -> None:
    page = client.get("/").content.decode()

    assert "hân trang" not in alarms()
    assert not degraded(client)
    for shown in ("Ban Tuyên giáo thử", "Tỉnh ủy thử", *(f"giá trị {kind}".split("@")[0] for kind in DutyKind.values)):
        assert shown in page


@pytest.mark.parametrize("kind", list(DutyKind), ids=str)
def test_each_missing_duty_is_an_alarm_by_name(client: Client, complete: SiteSettings, kind: DutyKind) -> None:
    SiteDuty.objects.filter(settings=complete, kind=kind).delete()

    assert str(kind.label) in alarms()
    assert degraded(client)


@pytest.mark.parametrize("kind", list(DutyKind), ids=str)
def test_a_duty_that_has_not_begun_is_missing(client: Client, complete: SiteSettings, kind: DutyKind) -> None:
    later = timezone.localdate() + timedelta(days=1)
    SiteDuty.objects.filter(settings=complete, kind=kind).update(valid_from=later)

    assert str(kind.label) in alarms()
    assert degraded(client)


@pytest.mark.parametrize(("field", "label"), [("board", "Cơ quan sở hữu trang"), ("governing", "Cơ quan chủ quản")])
def test_a_missing_body_is_an_alarm(client: Client, complete: SiteSettings, field: str, label: str) -> None:
    SiteSettings.objects.filter(pk=complete.pk).update(**{field: None})

    assert label in alarms()
    assert degraded(client)


def test_a_body_that_is_no_more_is_an_alarm(client: Client, complete: SiteSettings) -> None:
    heir = Organisation.objects.create(key="co-quan-moi-thu", level="province", branch="party")
    OrganisationName.objects.create(organisation=heir, name="Cơ quan mới")
    Succession.objects.create(predecessor=complete.board, successor=heir, kind="merger", happened_on=date(2026, 1, 1))

    assert "đã kết thúc hoạt động từ 01/01/2026" in alarms()
    assert degraded(client)


def test_facts_that_nobody_looked_at_for_a_year_are_an_alarm(client: Client, complete: SiteSettings) -> None:
    old = timezone.localdate() - timedelta(days=366)
    SiteSettings.objects.filter(pk=complete.pk).update(reviewed_on=old)

    assert "chưa được rà soát" in alarms()
    assert degraded(client)


def test_the_tab_of_an_administration_screen_names_the_board_and_no_product(
    client: Client, complete: SiteSettings
) -> None:
    logging_in = client.get(reverse("wagtailadmin_login")).content.decode()
    client.force_login(make_person("editor"))

    for screen in (logging_in, client.get(reverse("wagtailadmin_home")).content.decode()):
        title = screen.partition("<title>")[2].partition("</title>")[0]
        assert title.strip().endswith("- Ban Tuyên giáo thử")
        assert "favicon.ico" not in screen
