"""Effect in law on any day: what is known decides, what is not stays unknown, and moving a day moves the answer."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from documents.models import EffectStatus, RelationKind
from documents.status import (
    ACTING_KINDS,
    DECIDED,
    EXPIRED,
    IN_FORCE,
    NOT_YET,
    PARTLY,
    STATED,
    SUSPENDED,
    UNKNOWN,
    UNSUITABLE,
    Act,
    Day,
    Decision,
    Facts,
    Stated,
    next_change,
    standing,
    turns,
)
from documents.status_words import act_words, reasons

ISSUED, EFFECTIVE, END = date(2024, 3, 5), date(2024, 4, 1), date(2026, 7, 1)
DAY = timedelta(days=1)


def facts(**values: object) -> Facts:
    return replace(Facts(issued=Day(ISSUED), effective=Day(EFFECTIVE)), **values)


def code(known: Facts, on: date) -> str:
    return standing(known, on).code


def act(kind: str, day: date | None = END, **values: object) -> Act:
    return replace(Act(kind, Day(day) if day else None, name="Quyết định số 9/QĐ-UBND", key=9), **values)


def test_the_codes_and_kinds_are_those_of_the_tables() -> None:
    assert {IN_FORCE, PARTLY, EXPIRED, SUSPENDED, NOT_YET, UNSUITABLE, UNKNOWN} == set(EffectStatus.values)
    assert set(ACTING_KINDS) < set(RelationKind.values)


@pytest.mark.parametrize("shift", [0, 1, 400, -9_000])
def test_the_whole_answer_moves_with_the_days(shift: int) -> None:
    move = timedelta(days=shift)
    known = Facts(issued=Day(ISSUED + move), effective=Day(EFFECTIVE + move), expired=Day(END + move))

    assert code(known, ISSUED + move - DAY) == NOT_YET
    assert code(known, EFFECTIVE + move - DAY) == NOT_YET
    assert code(known, EFFECTIVE + move) == IN_FORCE
    assert code(known, END + move - DAY) == IN_FORCE
    assert code(known, END + move) == EXPIRED


def test_without_a_day_of_effect_and_anybodys_word_it_is_unknown() -> None:
    assert code(Facts(), END) == UNKNOWN
    assert code(Facts(issued=Day(ISSUED)), END) == UNKNOWN
    assert code(Facts(issued=Day(ISSUED)), ISSUED - DAY) == NOT_YET


def test_a_draft_has_no_effect_whatever_it_prints() -> None:
    assert code(facts(is_draft=True), END) == NOT_YET
    assert "dự thảo" in reasons(standing(facts(is_draft=True), END))[0]


@pytest.mark.parametrize(("kind", "after"), [("replaces", EXPIRED), ("repeals", EXPIRED), ("suspends", SUSPENDED)])
def test_a_confirmed_act_on_the_whole_counts_from_its_day(kind: str, after: str) -> None:
    known = facts(acts=(act(kind),))

    assert code(known, END - DAY) == IN_FORCE
    assert code(known, END) == after
    assert code(facts(), END) == IN_FORCE


@pytest.mark.parametrize(
    ("kind", "provision"), [("repeals", "Điều 3"), ("replaces", "khoản 2 Điều 7"), ("amends", "Điều 3"), ("amends", "")]
)
def test_an_act_on_a_part_leaves_the_rest_and_names_the_part(kind: str, provision: str) -> None:
    known = facts(acts=(act(kind, provision=provision),))
    found = standing(known, END)

    assert (code(known, END - DAY), found.code) == (IN_FORCE, PARTLY)
    assert found.partial == known.acts
    assert act_words(found.partial[0]).startswith(provision)


def test_a_partial_repeal_says_which_provision_by_what() -> None:
    words = act_words(act("repeals", provision="Điều 3", acting_provision="Điều 5"))

    assert words == "Điều 3 bị bãi bỏ bởi Điều 5 Quyết định số 9/QĐ-UBND"


def test_a_suspended_part_is_listed_and_the_text_stays_in_force() -> None:
    found = standing(facts(acts=(act("suspends", provision="Điều 4"),)), END)

    assert found.code == IN_FORCE
    assert [each.provision for each in found.partial] == ["Điều 4"]


def test_a_suspension_ends_by_itself() -> None:
    last = END + timedelta(days=30)
    known = facts(acts=(act("suspends", until=last),))

    assert [code(known, day) for day in (END - DAY, END, last, last + DAY)] == [
        IN_FORCE, SUSPENDED, SUSPENDED, IN_FORCE,
    ]  # fmt: skip


def test_an_extension_moves_the_end_and_only_once_it_holds() -> None:
    last = END + timedelta(days=90)
    known = facts(expired=Day(END), acts=(act("extends", END - 10 * DAY, until=last),))

    assert code(known, END) == IN_FORCE
    assert code(known, last) == IN_FORCE
    assert code(known, last + DAY) == EXPIRED
    assert code(facts(expired=Day(END)), END) == EXPIRED


def test_a_repealed_text_does_not_come_back_with_an_extension_or_after_a_suspension() -> None:
    known = facts(acts=(act("repeals"), act("suspends", END - 9 * DAY, until=END + 9 * DAY)))

    assert [code(known, day) for day in (END - DAY, END, END + 10 * DAY)] == [SUSPENDED, EXPIRED, EXPIRED]


def test_repealed_before_it_took_effect_is_expired_and_not_waiting() -> None:
    assert code(facts(acts=(act("repeals", ISSUED + DAY),)), ISSUED + 2 * DAY) == EXPIRED


def test_half_a_date_decides_outside_its_span_and_nothing_inside() -> None:
    known = facts(acts=(replace(act("repeals"), day=Day(date(2026, 3, 1), "month")),))

    assert code(known, date(2026, 2, 28)) == IN_FORCE
    assert code(known, date(2026, 3, 15)) == UNKNOWN
    assert code(known, date(2026, 3, 31)) == EXPIRED
    assert code(facts(effective=Day(date(2025, 1, 1), "year")), date(2025, 6, 1)) == UNKNOWN
    assert code(facts(effective=Day(date(2025, 1, 1), "year")), date(2025, 12, 31)) == IN_FORCE


def test_an_act_without_a_day_makes_the_answer_unknown_not_in_force() -> None:
    assert code(facts(acts=(act("repeals", None),)), END) == UNKNOWN


AS_OF = date(2025, 5, 5)


@pytest.mark.parametrize("said", [EXPIRED, PARTLY, SUSPENDED, UNSUITABLE])
def test_a_source_that_speaks_of_an_end_outweighs_the_mere_absence_of_one(said: str) -> None:
    known = facts(stated=Stated(said, AS_OF))
    found = standing(known, AS_OF)

    assert (found.code, found.by, found.as_of, found.against) == (said, STATED, AS_OF, IN_FORCE)
    assert code(known, AS_OF - DAY) == UNKNOWN


def test_a_known_end_outweighs_a_source_that_says_in_force_and_the_clash_is_told() -> None:
    known = facts(stated=Stated(IN_FORCE, END + DAY), acts=(act("replaces"),))
    found = standing(known, END + DAY)

    assert (found.code, found.against) == (EXPIRED, EXPIRED)
    assert standing(replace(known, stated=Stated(IN_FORCE, AS_OF)), END).against == ""


def test_a_source_without_dates_speaks_as_of_its_day() -> None:
    known = Facts(issued=Day(ISSUED), stated=Stated(IN_FORCE, AS_OF))
    found = standing(known, END)

    assert (found.code, found.by, found.as_of) == (IN_FORCE, STATED, AS_OF)
    assert code(known, AS_OF - DAY) == UNKNOWN


def test_what_was_to_take_effect_takes_it_although_the_source_still_says_not_yet() -> None:
    known = facts(stated=Stated(NOT_YET, ISSUED))

    assert code(known, EFFECTIVE - DAY) == NOT_YET
    assert code(known, EFFECTIVE) == IN_FORCE


def test_a_persons_decision_holds_between_its_days_and_tells_what_speaks_against_it() -> None:
    decision = Decision(UNSUITABLE, AS_OF, "không còn đối tượng", "công văn 5", "Sở Tư pháp", until=END)
    known = facts(decisions=(decision,))
    found = standing(known, AS_OF)

    assert (found.code, found.by, found.against) == (UNSUITABLE, DECIDED, IN_FORCE)
    assert [code(known, day) for day in (AS_OF - DAY, END, END + DAY)] == [IN_FORCE, UNSUITABLE, IN_FORCE]


def test_the_later_of_two_decisions_counts() -> None:
    first = Decision(EXPIRED, AS_OF, "a", "b", "c")
    second = replace(first, code=IN_FORCE)

    assert code(facts(decisions=(first, second)), END) == IN_FORCE
    assert code(facts(decisions=(second, first)), END) == EXPIRED


def test_the_next_change_is_the_first_day_with_another_code() -> None:
    last = END + timedelta(days=30)
    known = facts(acts=(act("suspends", until=last),))

    assert next_change(known, ISSUED) == EFFECTIVE
    assert next_change(known, EFFECTIVE) == END
    assert next_change(known, END) == last + DAY
    assert next_change(known, last + DAY) is None
    assert next_change(Facts(), END) is None


def test_between_its_turns_the_answer_does_not_change() -> None:
    known = facts(
        expired=Day(date(2027, 1, 1), "month"), stated=Stated(PARTLY, AS_OF),
        acts=(act("amends"), act("suspends", END + 9 * DAY, until=END + 20 * DAY)),
        decisions=(Decision(EXPIRED, date(2026, 9, 1), "a", "b", "c", until=date(2026, 9, 9)),),
    )  # fmt: skip
    days = [date(2024, 1, 1) + n * DAY for n in range(1300)]
    changed = {later for before, later in pairwise(days) if code(known, before) != code(known, later)}

    assert changed <= set(turns(known))
    assert changed
