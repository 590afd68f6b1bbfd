"""The dated register answers who bore a name on a day, and what became of it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.organisations import register
from portal.organisations.keys import code_key, name_key
from portal.organisations.loading import load_register
from portal.organisations.models import Organisation, OrganisationName, Succession
from portal.organisations.overlaps import Span, overlap


@pytest.fixture
def facts(db: None) -> None:
    load_register(demonstration=True)


def by_key(key: str) -> Organisation:
    return Organisation.objects.get(key=key)


@pytest.mark.parametrize(
    "spelling",
    [
        "Ủy ban nhân dân tỉnh Ninh Thuận",
        "UỶ BAN NHÂN DÂN\nTỈNH NINH THUẬN",
        "UBND tỉnh Ninh Thuận",
        "ubnd tinh ninh thuan",
    ],
)
def test_every_spelling_of_a_name_has_one_key(spelling: str) -> None:
    assert name_key(spelling) == "uy ban nhan dan tinh ninh thuan"


def test_codes_keep_their_marks_and_lose_their_spaces() -> None:
    assert code_key(" btgdv tu") == "BTGDVTU"
    assert code_key("ĐU") != code_key("DU")


@pytest.mark.usefixtures("facts")
def test_loading_twice_changes_nothing_and_keeps_what_people_corrected() -> None:
    name = OrganisationName.objects.get(organisation__key="bo-chinh-tri")
    name.source_note = "đã đối chiếu"
    name.save()

    again = load_register(demonstration=True)

    assert (again.organisations, again.names, again.successions) == (0, 0, 0)
    name.refresh_from_db()
    assert name.source_note == "đã đối chiếu"


@pytest.mark.usefixtures("facts")
def test_todays_name_has_a_day_and_the_old_name_ends_the_day_before() -> None:
    ninh_thuan = by_key("ubnd-ninh-thuan")

    shown = register.display(ninh_thuan, date(2021, 10, 25))

    assert shown.name == "Ủy ban nhân dân tỉnh Ninh Thuận"
    assert shown.note == "Nay là: Ủy ban nhân dân tỉnh Khánh Hòa"
    assert register.ended_on(ninh_thuan) == date(2025, 7, 1)
    assert register.predecessors(by_key("ubnd-khanh-hoa")) == [ninh_thuan]


@pytest.mark.usefixtures("facts")
def test_a_renamed_body_shows_the_name_of_the_day_and_todays() -> None:
    hue = by_key("ubnd-hue")

    assert register.display(hue, date(2020, 5, 1)).name == "Ủy ban nhân dân tỉnh Thừa Thiên Huế"
    assert register.display(hue, date(2020, 5, 1)).note == "Nay là: Ủy ban nhân dân thành phố Huế"
    assert register.display(hue, date(2025, 5, 1)).note == ""


@pytest.mark.usefixtures("facts")
def test_a_body_without_heir_is_shown_as_ended() -> None:
    shown = register.display(by_key("dang-uy-khoi-doanh-nghiep-trung-uong"), date(2021, 10, 8))

    assert shown.name == "Đảng ủy Khối Doanh nghiệp Trung ương"
    assert shown.note == "Đã kết thúc hoạt động"


@pytest.mark.usefixtures("facts")
def test_a_partial_transfer_is_no_successor() -> None:
    heirs = register.today_is(by_key("bo-thong-tin-truyen-thong"))

    assert [heir.key for heir in heirs] == ["bo-khoa-hoc-va-cong-nghe"]


@pytest.mark.usefixtures("facts")
def test_successions_are_followed_through_generations() -> None:
    heirs = register.today_is(by_key("bo-thuy-san"))

    assert [heir.key for heir in heirs] == ["bo-nong-nghiep-moi-truong"]
    assert {body.key for body in register.predecessors(by_key("bo-nong-nghiep-moi-truong"))} == {
        "bo-tai-nguyen-moi-truong",
        "bo-nong-nghiep-phat-trien-nong-thon",
        "bo-thuy-san",
    }


@pytest.mark.usefixtures("facts")
def test_a_name_finds_the_body_that_bore_it_on_the_day() -> None:
    before = register.resolve_name("Ban Tuyên giáo Trung ương", date(2024, 1, 1))
    after = register.resolve_name("Ban Tuyên giáo và Dân vận Trung ương", date(2026, 6, 5))

    assert [body.key for body in before] == ["ban-tuyen-giao-trung-uong"]
    assert [body.key for body in after] == ["ban-tuyen-giao-va-dan-van-trung-uong"]


@pytest.mark.usefixtures("facts")
def test_a_wrong_day_still_finds_the_name() -> None:
    found = register.resolve_name("UBND tỉnh Ninh Thuận", date(2026, 1, 1))

    assert [body.key for body in found] == ["ubnd-ninh-thuan"]


@pytest.mark.usefixtures("facts")
def test_a_name_without_its_place_finds_every_places_body_and_a_place_decides() -> None:
    everywhere = register.resolve_name("Ban Thường vụ Thành ủy", date(2023, 11, 1))
    there = register.resolve_name("Ban Thường vụ Thành ủy", date(2023, 11, 1), place=by_key("dia-ban-hai-phong"))

    assert len(everywhere) > 1
    assert [body.key for body in there] == ["ban-thuong-vu-hai-phong"]


@pytest.mark.usefixtures("facts")
def test_a_code_belongs_to_many_bodies_and_day_level_and_place_narrow_it() -> None:
    place = by_key("dia-ban-thanh-hoa")

    assert len(register.resolve_code("TU", date(2022, 1, 14))) > 60
    assert {body.key for body in register.resolve_code("TU", date(2022, 1, 14), place=place)} == {
        "cap-uy-thanh-hoa",
        "ban-thuong-vu-thanh-hoa",
    }
    assert [body.key for body in register.resolve_code("QH15")] == ["quoc-hoi"]
    assert [body.key for body in register.resolve_code("BTGDVTU", date(2026, 1, 1))] == [
        "ban-tuyen-giao-va-dan-van-van-xuan"
    ]


@pytest.mark.usefixtures("facts")
def test_the_board_that_owns_the_site_had_two_predecessors() -> None:
    board = by_key("ban-tuyen-giao-va-dan-van-van-xuan")

    assert {body.key for body in register.predecessors(board)} == {"ban-tuyen-giao-van-xuan", "ban-dan-van-van-xuan"}
    assert register.name_on(board, date(2026, 1, 1)).name == "Ban Tuyên giáo và Dân vận Tỉnh ủy Vạn Xuân"


@pytest.mark.usefixtures("facts")
def test_every_fact_passes_the_models_own_rules() -> None:
    for organisation in Organisation.objects.prefetch_related("names"):
        organisation.clean()
        assert organisation.latest_name, organisation.key
    for succession in Succession.objects.select_related("predecessor", "successor"):
        succession.clean()


@pytest.mark.usefixtures("facts")
def test_a_list_with_its_history_asks_no_more_queries_for_more_rows(
    django_assert_num_queries: Callable[..., object],
) -> None:
    few = list(register.with_history(Organisation.objects.filter(key__startswith="ubnd-ha")))
    with django_assert_num_queries(0):
        assert all(register.display(body, date(2020, 1, 1)).name for body in few)


def test_names_of_one_organisation_may_not_overlap(db: None) -> None:
    body = Organisation.objects.create(key="mot-ban", level="province", branch="party")
    OrganisationName.objects.create(
        organisation=body, name="Ban cũ", valid_from=date(2010, 1, 1), valid_to=date(2020, 1, 1)
    )
    OrganisationName.objects.create(organisation=body, name="Ban mới", valid_from=date(2020, 1, 1))

    with pytest.raises(ValidationError, match="Ban cũ"):
        Organisation.objects.get(pk=body.pk).clean()
    assert overlap([Span(None, date(2020, 1, 1)), Span(date(2020, 1, 2), None)]) is None


def test_the_database_refuses_days_out_of_order_and_successions_to_oneself(db: None) -> None:
    body = Organisation.objects.create(key="mot-ban", level="province", branch="party")

    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationName.objects.create(
            organisation=body, name="Ban", valid_from=date(2020, 1, 2), valid_to=date(2020, 1, 1)
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.create(predecessor=body, successor=body, kind="merger", happened_on=date(2020, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Succession.objects.create(predecessor=body, kind="merger", happened_on=date(2020, 1, 1))


def test_a_succession_may_not_lead_back_to_its_start(db: None) -> None:
    first, second = (
        Organisation.objects.create(key=key, level="province", branch="party") for key in ("ban-a", "ban-b")
    )
    Succession.objects.create(predecessor=first, successor=second, kind="renaming", happened_on=date(2020, 1, 1))

    with pytest.raises(ValidationError, match="vòng"):
        Succession(predecessor=second, successor=first, kind="renaming", happened_on=date(2021, 1, 1)).clean()


@pytest.mark.usefixtures("facts")
def test_a_code_of_every_level_is_narrowed_by_level_and_by_the_day_that_level_existed() -> None:
    provincial = register.resolve_code("UBND", date(2024, 1, 1), level="province")
    place = by_key("dia-ban-ninh-thuan")

    assert len(provincial) > 60
    assert {body.level for body in provincial} == {"province"}
    assert [body.key for body in register.resolve_code("UBND", date(2021, 10, 25), level="province", place=place)] == [
        "ubnd-ninh-thuan"
    ]
    today = {body.key for body in register.resolve_code("UBND", date(2026, 1, 1), level="province")}
    assert len(today - {"ubnd-van-xuan"}) == 34, "the province of the demonstration aside"
