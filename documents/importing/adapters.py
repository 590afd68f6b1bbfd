"""What the rows of a file are: an adapter turns one file or folder into records with their places."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from documents.extraction import Status, extract
from documents.importing.dates import day_first
from documents.importing.recognisers import targets
from documents.importing.record import ImportRecord, RecordError, read_record

_LINE_LIMIT = 64_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a source: its record, or why there is none. ``folder`` is where its files lie."""

    place: str
    folder: Path
    record: ImportRecord | None = None
    error: str = ""


Adapter = Callable[[Path], Iterator[Row]]


def read_lines(path: Path) -> Iterator[Row]:
    """Yield the rows of a JSON Lines file of import records."""
    return _json_rows(path, read_record)


def read_vbpl(path: Path) -> Iterator[Row]:
    """Yield the rows of a crawl of the national database of legal documents."""
    return _json_rows(path, lambda row: read_record(_vbpl(row)))


def read_texts(path: Path) -> Iterator[Row]:
    """Yield one row for each plain text file in the folder ``path``, or for the file itself."""
    files = sorted(found for found in path.rglob("*.txt") if found.is_file()) if path.is_dir() else [path]
    base = path if path.is_dir() else path.parent
    for file in files:
        place = file.relative_to(base).as_posix()
        try:
            yield Row(place, file.parent, record=_recognised(file, place))
        except RecordError as error:
            yield Row(place, file.parent, error=str(error))


ADAPTERS: dict[str, Adapter] = {"jsonl": read_lines, "vbpl": read_vbpl, "text": read_texts}


def _json_rows(path: Path, read: Callable[[Any], ImportRecord]) -> Iterator[Row]:
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(_LINE_LIMIT), b""), start=1):
            if not line.strip():
                continue
            place = f"{path.name}:{number}"
            try:
                row = json.loads(line.decode("utf-8-sig"))
                yield Row(place, path.parent, record=read(row))
            except UnicodeDecodeError:
                yield Row(place, path.parent, error="dòng không phải UTF-8")
            except json.JSONDecodeError as error:
                yield Row(place, path.parent, error=f"JSON sai ở cột {error.colno}")
            except RecursionError:
                yield Row(place, path.parent, error="JSON lồng nhau quá sâu")
            except RecordError as error:
                yield Row(place, path.parent, error=str(error))


_VBPL_ID = re.compile(r"--(\d+)$")
_AUTHENTICATED = re.compile(r"Ngày ký xác thực\s*(\d{1,2}/\d{1,2}/\d{4})")
_VBPL_NAMES = {
    "Số hiệu": "number",
    "Loại văn bản": "type",
    "Cơ quan ban hành": "issuer",
    "Người ký": "signer",
    "Chức danh": "signer_capacity",
}


def _vbpl(row: Any) -> dict[str, Any]:
    """Return the import record of one crawled page; its days are written day first."""
    if not isinstance(row, dict):
        raise RecordError("dòng không phải một đối tượng JSON")
    url = str(row.get("url") or "")
    attributes = row.get("attributes") or {}
    identifier = _VBPL_ID.search(url)
    values: dict[str, Any] = {
        "source": "vbpl",
        "key": identifier[1] if identifier else row.get("file"),
        "title": row.get("title"),
        "url": url,
        "status": row.get("status"),
        "status_checker": "vbpl.vn" if row.get("status") else None,
        # A page of attributes has the site's menus for text, no document.
        "text": row.get("text") if row.get("kind") == "fulltext" else None,
    }
    values |= {ours: _printed(attributes.get(theirs)) for theirs, ours in _VBPL_NAMES.items()}
    issued = attributes.get("Ngày ban hành")
    if not _printed(issued):
        found = _AUTHENTICATED.search(str(row.get("text") or "")) if attributes else None
        issued = found[1] if found else None
    for name, text in (
        ("issued_on", issued),
        ("effective_on", row.get("effective") or attributes.get("Ngày có hiệu lực")),
        ("expired_on", row.get("expired") or attributes.get("Ngày hết hiệu lực")),
        ("status_as_of", row.get("updated") if row.get("status") else None),
    ):
        values[name] = _iso(name, _printed(text))
    return {name: value for name, value in values.items() if value}


def _printed(text: Any) -> str:
    return text.strip() if isinstance(text, str) and text.strip() not in ("", "--") else ""


def _iso(name: str, text: str) -> str:
    try:
        day = day_first(text)
    except ValueError as error:
        raise RecordError(f"trường “{name}” không phải ngày: {text[:40]}") from error
    if text and day is None:
        raise RecordError(f"trường “{name}” không phải ngày: {text[:40]}")
    return day.isoformat() if day else ""


def _recognised(file: Path, key: str) -> ImportRecord:
    """Return the record that the text file holds, as the first target that knows its kind reads it."""
    reading = extract(file.read_bytes(), file.name)
    if reading.status is not Status.EXTRACTED:
        raise RecordError(f"{reading.status.label}: {reading.detail}")
    for target in targets():
        found = target.recognise_text(reading.text, file.name)
        if found is not None:
            return replace(found, source=found.source or "text", key=found.key or key)
    raise RecordError("không nhận ra loại nội dung")
