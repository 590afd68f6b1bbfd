"""The register's provincial units are today's, checked against the list beside the project."""

import json
from datetime import date
from pathlib import Path

import pytest

from portal.organisations import register
from portal.organisations.keys import name_key
from portal.organisations.loading import load_register
from portal.organisations.models import Branch, Level, Organisation


@pytest.mark.shared
@pytest.mark.django_db
def test_the_provincial_units_of_today_are_those_of_the_list(shared: Path) -> None:
    load_register()
    sample = shared / "samples" / "provinces_wards_2026-07.json"
    listed = {name_key(unit["FullName"]) for unit in json.loads(sample.read_text(encoding="utf-8"))}
    places = Organisation.objects.filter(level=Level.PROVINCE, branch=Branch.PLACE).prefetch_related(
        "names", "successions"
    )

    living = [place for place in places if register.ended_on(place) is None]

    assert len(living) == 34
    assert {name_key(register.name_on(place, date(2026, 7, 31)).name) for place in living} == listed


@pytest.mark.django_db
def test_the_sixty_three_units_before_july_2025_all_have_an_heir() -> None:
    load_register()
    day = date(2025, 6, 30)
    places = Organisation.objects.filter(level=Level.PROVINCE, branch=Branch.PLACE).prefetch_related("names")

    then = [place for place in places if register.existed_on(place, day)]

    assert len(then) == 63
    assert all(register.today_is(place) for place in then if register.ended_on(place))
