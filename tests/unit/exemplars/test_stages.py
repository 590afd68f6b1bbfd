"""The way of an initiative has one direction."""

from datetime import date

import pytest

from exemplars.stages import fault

DAYS = [date(2026, month, 1) for month in range(1, 6)]


@pytest.mark.parametrize("reached", [[], ["allowed"], ["allowed", "pilot"], ["allowed", "pilot", "assessed", "spread"]])
def test_stages_in_their_order_pass(reached: list[str]) -> None:
    assert fault(list(zip(reached, DAYS, strict=False))) == ""


@pytest.mark.parametrize(
    ("reached", "words"),
    [
        (["pilot"], "bắt đầu từ"),
        (["allowed", "assessed"], "đúng thứ tự"),
        (["pilot", "allowed"], "đúng thứ tự"),
        (["allowed", "allowed"], "một lần"),
    ],
)
def test_a_stage_stands_on_those_before_it(reached: list[str], words: str) -> None:
    assert words in fault(list(zip(reached, DAYS, strict=False)))


def test_no_later_stage_has_an_earlier_day() -> None:
    assert "trước ngày" in fault([("allowed", date(2026, 5, 1)), ("pilot", date(2026, 4, 1))])
