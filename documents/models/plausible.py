"""Which days a record may bear: a slip of the pen such as 24/05/2984 or 0003-10-24 is told where it is typed."""

from datetime import date

from django.utils import timezone

EARLIEST = date(1945, 1, 1)
# What the database itself refuses; the form is stricter by :data:`YEARS_AHEAD`.
LATEST = date(2199, 12, 31)
YEARS_AHEAD = 10


def latest_year() -> int:
    """Return the last year that a form takes."""
    return timezone.localdate().year + YEARS_AHEAD


def plausible(day: date | None) -> str:
    """Return what is wrong with ``day``, or nothing."""
    if day is None or (day >= EARLIEST and day.year <= latest_year()):
        return ""
    return f"Ngày {day.day:02}/{day.month:02}/{day.year:04} nằm ngoài khoảng hợp lý (từ 1945 đến {latest_year()})."
