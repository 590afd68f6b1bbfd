"""What stands around every page."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from portal.organisations.models import Organisation, OrganisationName
from portal.pages import frame as frames
from portal.pages.frame import Frame, date_in_words, frame
from portal.pages.models import DutyKind, InformationPage, SiteDuty, SiteSettings

pytestmark = pytest.mark.django_db
REQUEST = RequestFactory().get("/gioi-thieu/")


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    frames.forget()


@pytest.fixture
def settings() -> SiteSettings:
    return SiteSettings.objects.create(site=Site.objects.get(is_default_site=True))


def named(
    name: str, since: date | None = None, until: date | None = None, body: Organisation | None = None
) -> Organisation:
    body = body or Organisation.objects.create(
        key=f"b{name[:20]}".lower().replace(" ", "-"), level="province", branch="party"
    )
    OrganisationName.objects.create(organisation=body, name=name, valid_from=since, valid_to=until)
    return body


def test_the_name_on_top_is_the_owner_s_name_of_today(settings: SiteSettings) -> None:
    today = timezone.localdate()
    settings.board = named("Ban cũ", None, today - timedelta(days=1))
    named("Ban mới Tỉnh ủy A", today, None, settings.board)
    settings.governing = named("Tỉnh ủy A")
    settings.save()

    read = frame(REQUEST)

    assert (read.board_name, read.board_full_name, read.governing_name) == ("Ban mới", "Ban mới Tỉnh ủy A", "Tỉnh ủy A")


def test_a_site_without_an_owner_still_has_a_frame() -> None:
    assert frame(REQUEST).board_name == frames.UNNAMED


def test_a_fact_of_the_footer_begins_on_its_day(settings: SiteSettings) -> None:
    today = timezone.localdate()
    for value, since in (("cũ", today - timedelta(days=9)), ("nay", today), ("mai", today + timedelta(days=1))):
        SiteDuty.objects.create(settings=settings, kind=DutyKind.PHONE, value=value, valid_from=since)

    assert [duty.value for duty in frame(REQUEST).duties] == ["nay"]


def test_what_a_public_site_must_say_and_does_not_is_named(settings: SiteSettings) -> None:
    SiteDuty.objects.create(settings=settings, kind=DutyKind.PHONE, value="0", valid_from=timezone.localdate())

    missing = settings.missing_duties(timezone.localdate())

    assert "Điện thoại" not in missing
    assert {"Cơ quan sở hữu trang", "Trụ sở", "Thư điện tử"} <= set(missing)


def test_the_entry_of_the_page_at_hand_is_marked() -> None:
    entries = {entry.label: entry.current for entry in frame(REQUEST).navigation}

    assert entries["Giới thiệu"]
    assert not entries["Tin tức"]


def test_a_hidden_page_is_in_no_menu() -> None:
    contact = InformationPage.objects.get(slug="lien-he")
    shown = [link.label for link in frame(REQUEST).links]
    PageViewRestriction.objects.create(page=contact, restriction_type=PageViewRestriction.LOGIN)
    frames.forget()

    assert contact.title in shown
    assert contact.title not in [link.label for link in frame(REQUEST).links]


def test_a_frame_costs_a_fixed_few_queries_once_in_five_seconds(settings: SiteSettings) -> None:
    frame(REQUEST)
    frames.forget()
    with CaptureQueriesContext(connection) as first:
        frame(REQUEST)
    with CaptureQueriesContext(connection) as second:
        frame(REQUEST)

    assert len(first) <= 4
    assert len(second) == 0


def test_saving_the_settings_shows_at_once(settings: SiteSettings) -> None:
    frame(REQUEST)
    settings.opening_text = "Xin chào"
    settings.save()

    assert frame(REQUEST).opening_text == "Xin chào"


def test_dates_are_said_in_words() -> None:
    assert date_in_words(date(2026, 11, 22)) == "Chủ nhật, ngày 22 tháng 11 năm 2026"
    assert isinstance(frames.bare(), Frame)
