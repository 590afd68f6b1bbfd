"""The rules in figures: deadlines, retention, published reasons, what was consented to."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from portal.comments import policy

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("queued", "due"),
    [
        ("2026-11-22 10:42", "2026-11-24 17:00"),  # a Sunday
        ("2026-11-23 09:00", "2026-11-25 17:00"),
        ("2026-11-26 23:59", "2026-11-30 17:00"),  # a Thursday
        ("2026-11-27 08:00", "2026-12-01 17:00"),
        ("2026-12-30 08:00", "2027-01-04 17:00"),  # New Year's Day is not worked
    ],
)
def test_a_decision_is_due_after_two_working_days(queued: str, due: str) -> None:
    moment = datetime.fromisoformat(queued).replace(tzinfo=HERE)

    assert policy.due_after(moment).astimezone(HERE) == datetime.fromisoformat(due).replace(tzinfo=HERE)


def test_the_board_s_own_days_off_count(settings: Any) -> None:
    settings.COMMENT_DAYS_OFF = ["2026-11-24", "2026-11-25"]

    assert policy.due_after(datetime(2026, 11, 23, 9, tzinfo=HERE)) == datetime(2026, 11, 27, 17, tzinfo=HERE)


@pytest.mark.parametrize(
    ("day", "before"), [((2026, 8, 31), (2026, 2, 28)), ((2026, 3, 15), (2025, 9, 15)), ((2026, 6, 30), (2025, 12, 30))]
)
def test_six_months_earlier_is_a_day_that_exists(day: tuple[int, int, int], before: tuple[int, int, int]) -> None:
    assert policy.months_before(datetime(*day, 12, tzinfo=UTC), 6) == datetime(*before, 12, tzinfo=UTC)


def test_reasons_have_codes_names_and_meanings_and_criticism_is_none_of_them() -> None:
    assert len(policy.REASONS) == 11
    assert len({reason.code for reason in policy.REASONS}) == 11
    assert all(reason.label and reason.meaning for reason in policy.REASONS)
    assert not any("phê bình" in reason.label.lower() for reason in policy.REASONS)
    assert policy.reason("XP-04") is not None
    assert policy.reason("không có") is None


def test_every_version_of_the_consent_can_be_read_again() -> None:
    assert policy.consent_text()
    assert policy.consent_text(policy.CONSENT_VERSION) == policy.consent_text()
    assert policy.consent_text("0") == ""
