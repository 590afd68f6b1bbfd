"""Dates as documents print them."""

from datetime import date

import pytest

from portal.text.dates import date_at, find_dates


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("ngày 22 tháng 9 năm 2021", date(2021, 9, 22), "day"),
        ("ngày 05 tháng 02 năm 2026", date(2026, 2, 5), "day"),
        ("22/9/2021", date(2021, 9, 22), "day"),
        ("ngày 14-01-2022", date(2022, 1, 14), "day"),
        ("22.9.2021", date(2021, 9, 22), "day"),
        ("tháng 9/2021", date(2021, 9, 1), "month"),
        ("ngày       tháng    năm 2021", date(2021, 1, 1), "year"),
        ("ngày … tháng 3 năm 2021", date(2021, 3, 1), "month"),
        ("ngay 22 thang 9 nam 2021", date(2021, 9, 22), "day"),
    ],
)
def test_a_printed_date_is_read_day_first_with_its_precision(text: str, value: date, precision: str) -> None:
    found = date_at(text, 0)

    assert found is not None
    assert (found.value, found.precision, found.end) == (value, precision, len(text))


def test_a_wholly_blank_date_is_a_date_without_value() -> None:
    found = find_dates("Hà Nội, ngày .... tháng .... năm ")

    assert [(d.value, d.precision) for d in found] == [(None, "unknown")]


@pytest.mark.parametrize(
    "text", ["32/13/2021", "31/2/2021", "14/2021/TT-BTC", "2020 - 2025", "1/2/3", "192.168.1.2021"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert find_dates(text) == []
