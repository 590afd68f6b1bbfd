"""The import record: one object a line, checked before anything is stored. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any

from documents.importing.dates import implausible, read_day, read_moment
from portal.text.vietnamese import normalise

_LENGTHS = {"source": 80, "key": 400, "title": 1_000, "number": 160, "signer": 160, "url": 1_000, "parent_title": 500}
_DAYS = ("issued_on", "effective_on", "expired_on", "status_as_of")
_LONG = {"text": 20_000_000, "html": 20_000_000}
_ORDER = (
    ("issued_on", "effective_on", "ngày có hiệu lực đứng trước ngày ban hành"),
    ("effective_on", "expired_on", "ngày hết hiệu lực đứng trước ngày có hiệu lực"),
)


class RecordError(ValueError):
    """A row that cannot be taken in; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One record as its source gives it.

    ``number`` is the whole symbol as printed; ``title`` what the source calls it; ``files`` paths beside the import
    file; ``warnings`` what was left out of it and why. ``status_as_of`` and ``status_checker`` say when and by whom
    the status was given. ``section`` is the address (slug) of the section that an article is meant for.
    """

    source: str
    key: str
    kind: str = "document"
    title: str = ""
    number: str = ""
    type: str = ""
    issuer: str = ""
    signer: str = ""
    signer_capacity: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    expired_on: date | None = None
    status: str = ""
    status_as_of: date | None = None
    status_checker: str = ""
    text: str = ""
    html: str = ""
    summary: str = ""
    author: str = ""
    created_at: datetime | None = None
    parent_title: str = ""
    section: str = ""
    url: str = ""
    old_paths: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=(), compare=False)

    def digest(self, *more: str) -> str:
        """Return a digest of what the source says, and of ``more`` (the digests of its files)."""
        # Where an article is put when it first comes says nothing about whether it changed.
        plain = {name: value for name, value in asdict(self).items() if name not in ("warnings", "section")}
        text = json.dumps([plain, *more], default=str, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


_NAMES = {one.name for one in fields(ImportRecord)} - {"warnings"}
_LISTS = {"old_paths", "files"}


def read_record(row: object) -> ImportRecord:
    """Return the record in ``row``, a decoded JSON object.

    A day that cannot be (2984, or before 1945) or that contradicts another is left out with a warning. Raises
    :class:`RecordError` where the row itself is wrong: no source or key, a value of the wrong type, a day that is no
    ISO date.
    """
    if not isinstance(row, Mapping):
        raise RecordError("dòng không phải một đối tượng JSON")
    values: dict[str, Any] = {}
    warnings: list[str] = []
    for name, value in row.items():
        if name not in _NAMES:
            warnings.append(f"bỏ qua trường lạ “{str(name)[:60]}”")
        elif value is not None and value != "":
            values[name] = _value(name, value)
    for name in ("source", "key"):
        if not values.get(name):
            raise RecordError(f"thiếu trường “{name}”")
    if not (values.get("title") or values.get("text") or values.get("html")):
        raise RecordError("thiếu trường “title”")
    warnings += _drop_impossible_days(values)
    return ImportRecord(**values, warnings=tuple(warnings))


def _value(name: str, value: object) -> Any:
    """Return the value of one field as a record holds it. Raises RecordError."""
    try:
        if name in _DAYS:
            return read_day(name, value)
        if name == "created_at":
            return read_moment(value)
    except ValueError as error:
        raise RecordError(str(error)) from error
    if name in _LISTS:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise RecordError(f"trường “{name}” phải là danh sách chuỗi")
        return tuple(normalise(one).strip() for one in value if one.strip())
    if isinstance(value, (int, float)) and not isinstance(value, bool) and name == "key":
        value = str(value)
    if not isinstance(value, str):
        raise RecordError(f"trường “{name}” phải là chuỗi")
    text = normalise(value)
    if name not in _LONG:
        text = " ".join(text.split())
    limit = _LENGTHS.get(name) or _LONG.get(name, 5_000)
    if len(text) > limit:
        raise RecordError(f"trường “{name}” dài {len(text)} ký tự, quá {limit}")
    return text


def _drop_impossible_days(values: dict[str, Any]) -> list[str]:
    """Take out of ``values`` the days that cannot be, and return the words for the report."""
    warnings = []
    for name in _DAYS:
        day = values.get(name)
        if day is not None and implausible(day):
            del values[name]
            warnings.append(f"bỏ “{name}” vì ngày {day.isoformat()} nằm ngoài khoảng hợp lý")
    for earlier, later, message in _ORDER:
        if values.get(earlier) and values.get(later) and values[later] < values[earlier]:
            warnings.append(f"bỏ “{later}” vì {message}")
            del values[later]
    return warnings
