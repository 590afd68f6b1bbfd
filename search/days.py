"""The days that a list is narrowed to: in an address, and in words. Pure."""

from datetime import date, timedelta

SINCE, UNTIL = "tu-ngay", "den-ngay"
"""Names in the address: the first and the last day, both included, as ``2021-09-22``."""


def read_day(typed: str) -> date | None:
    """Return the day that ``typed`` (``2021-09-22``) is, ``None`` where it is none."""
    try:
        return date.fromisoformat(typed) if len(typed) == 10 else None
    except ValueError:
        return None


def pairs(since: date | None, before: date | None) -> list[tuple[str, str]]:
    """Return what an address says of the days from ``since`` until before ``before``."""
    found = [(SINCE, since.isoformat())] if since else []
    return [*found, (UNTIL, (before - timedelta(days=1)).isoformat())] if before else found


def in_words(since: date | None, before: date | None) -> str:
    """Return the days as a reader says them: "ngày 22/9/2021", "tháng 9/2021", "năm 2021", "từ … đến …"."""
    last = before - timedelta(days=1) if before else None
    if since and last:
        if since == last:
            return f"ngày {_written(since)}"
        if since.day == 1 and before and before.day == 1:
            months = (before.year - since.year) * 12 + before.month - since.month
            if months == 1:
                return f"tháng {since.month}/{since.year}"
            if months == 12 and since.month == 1:
                return f"năm {since.year}"
        return f"từ {_written(since)} đến {_written(last)}"
    if since:
        return f"từ {_written(since)}"
    return f"đến {_written(last)}" if last else ""


def _written(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
