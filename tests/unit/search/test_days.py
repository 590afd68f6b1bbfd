"""Days in an address and in words."""

from datetime import date

import pytest

from search.days import in_words, pairs, read_day


@pytest.mark.parametrize(
    ("since", "before", "words"),
    [
        (date(2021, 9, 22), date(2021, 9, 23), "ngày 22/9/2021"),
        (date(2021, 9, 1), date(2021, 10, 1), "tháng 9/2021"),
        (date(2021, 12, 1), date(2022, 1, 1), "tháng 12/2021"),
        (date(2021, 1, 1), date(2022, 1, 1), "năm 2021"),
        (date(2021, 1, 2), date(2022, 1, 1), "từ 2/1/2021 đến 31/12/2021"),
        (date(2021, 1, 2), None, "từ 2/1/2021"),
        (None, date(2022, 1, 1), "đến 31/12/2021"),
        (None, None, ""),
    ],
)
def test_days_are_said_and_written_so_that_they_are_read_back(
    since: date | None, before: date | None, words: str
) -> None:
    """A day, a month, a year and any other stretch are named as people name them.

    The address holds both days as they are, the last one included.

    Found wrong, a shared address shows another list.
    """
    assert in_words(since, before) == words
    read = {name: read_day(value) for name, value in pairs(since, before)}
    assert read.get("tu-ngay") == since
    assert ("den-ngay" in read) is (before is not None)


@pytest.mark.parametrize("typed", ["", "2021", "22/9/2021", "2021-13-01", "2021-02-30", "9" * 40, "2021-9-2"])
def test_what_is_no_day_is_none(typed: str) -> None:
    """Only a whole day in the one form is read.

    Anything else is told to the reader by the form.

    Found wrong, a half date narrows to something else.
    """
    assert read_day(typed) is None
