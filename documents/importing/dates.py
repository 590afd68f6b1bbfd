"""Days as sources write them. Pure."""

import re
from datetime import date, datetime
from typing import NoReturn
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
EARLIEST = date(1945, 1, 1)
_YEARS_AHEAD = 10
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


def implausible(day: date) -> bool:
    """Return whether ``day`` lies outside what a document of this State or Party can bear."""
    return not day >= EARLIEST or day.year > datetime.now(HANOI).year + _YEARS_AHEAD


def read_day(name: str, value: object) -> date:
    """Return the ISO date in ``value``. Raises ValueError naming the field."""
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else _refuse(name, value)
    except ValueError:
        return _refuse(name, value)


def read_moment(value: object) -> datetime:
    """Return the ISO moment in ``value``, in Hà Nội's time where it names no zone. Raises ValueError."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else _refuse("created_at", value)
    except ValueError:
        return _refuse("created_at", value)
    return moment if moment.tzinfo else moment.replace(tzinfo=HANOI)


def day_first(text: str | None) -> date | None:
    """Return the date written ``dd/mm/yyyy``; ``None`` where there is none. Raises ValueError for 31/02."""
    found = _DAY_FIRST.fullmatch((text or "").strip())
    return date(int(found[3]), int(found[2]), int(found[1])) if found else None


def _refuse(name: str, value: object) -> NoReturn:
    raise ValueError(f"trường “{name}” không phải ngày ISO: {str(value)[:40]}")
