"""The time strip beside the tree: one scale for all rows. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date


def span(days: Iterable[date | None], today: date) -> tuple[int, int]:
    """Return the first and the last day of the scale: whole years around all ``days`` and today."""
    known = [day for day in days if day]
    first = min(known, default=today)
    return date(first.year, 1, 1).toordinal(), date(max([*known, today]).year, 12, 31).toordinal()


def place(day: date | None, scale: tuple[int, int]) -> float:
    """Return where ``day`` stands on the scale, from 0 to 100."""
    first, last = scale
    return round(100 * (day.toordinal() - first) / (last - first), 2) if day else 0.0


def years(scale: Sequence[int]) -> tuple[tuple[int, float], ...]:
    """Return at most some eight years with their places."""
    first, last = scale
    found = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    step = max(1, len(found) // 8)
    return tuple((year, place(date(year, 1, 1), (first, last))) for year in found[::step])
