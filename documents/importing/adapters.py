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

LINE_LIMIT = 64_000_000
_LONGEST = LINE_LIMIT + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a source: its record, or why there is none. ``folder`` is where its files lie."""

    place: str
    folder: Path
    record: ImportRecord | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it stands in the source: a line, or the path of a file. ``error`` says why there is neither."""

    place: str
    folder: Path
    line: bytes = b""
    file: Path | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Adapter:
    """How a source is taken apart (``split``) and a row of it understood (``read``).

    Rows of a ``pure`` adapter need nothing but themselves, so that other processes may read them.
    """

    split: Callable[[Path], Iterator[RawRow]]
    read: Callable[[RawRow], Row]
    pure: bool = True

    def __call__(self, path: Path) -> Iterator[Row]:
        """Yield the rows of ``path``, read in this process."""
        return map(self.read, self.split(path))


def read_lines(path: Path) -> Iterator[Row]:
    """Yield the rows of a JSON Lines file of import records."""
    return ADAPTERS["jsonl"](path)


def read_vbpl(path: Path) -> Iterator[Row]:
    """Yield the rows of a crawl of the national database of legal documents."""
    return ADAPTERS["vbpl"](path)


def read_texts(path: Path) -> Iterator[Row]:
    """Yield one row for each plain text file in the folder ``path``, or for the file itself."""
    return ADAPTERS["text"](path)


def _lines(path: Path) -> Iterator[RawRow]:
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(_LONGEST), b""), start=1):
            place = f"{path.name}:{number}"
            if len(line) == _LONGEST and not line.endswith(b"\n"):
                yield RawRow(place, path.parent, error=f"dòng dài quá {LINE_LIMIT // 1_000_000} MB")
                while (rest := file.readline(1 << 20)) and not rest.endswith(b"\n"):
                    pass
            elif line.strip():
                yield RawRow(place, path.parent, line)


def _text_files(path: Path) -> Iterator[RawRow]:
    files = sorted(found for found in path.rglob("*.txt") if found.is_file()) if path.is_dir() else [path]
    base = path if path.is_dir() else path.parent
    for file in files:
        yield RawRow(file.relative_to(base).as_posix(), file.parent, file=file)


def _read_text_file(raw: RawRow) -> Row:
    try:
        if raw.file is None:
            raise RecordError("không có tệp")
        return Row(raw.place, raw.folder, record=_recognised(raw.file, raw.place))
    except RecordError as error:
        return Row(raw.place, raw.folder, error=str(error))


def _json_row(raw: RawRow, read: Callable[[Any], ImportRecord]) -> Row:
    try:
        if raw.error:
            raise RecordError(raw.error)
        return Row(raw.place, raw.folder, record=read(json.loads(raw.line.decode("utf-8-sig"))))
    except UnicodeDecodeError:
        error = "dòng không phải UTF-8"
    except json.JSONDecodeError as mistake:
        error = f"JSON sai ở cột {mistake.colno}"
    except RecursionError:
        error = "JSON lồng nhau quá sâu"
    except RecordError as refusal:
        error = str(refusal)
    except ValueError as mistake:
        error = f"JSON có giá trị không đọc được: {str(mistake)[:120]}"
    return Row(raw.place, raw.folder, error=error)


def _read_line(raw: RawRow) -> Row:
    return _json_row(raw, read_record)


def _read_vbpl_line(raw: RawRow) -> Row:
    return _json_row(raw, lambda row: read_record(_vbpl(row)))


ADAPTERS: dict[str, Adapter] = {
    "jsonl": Adapter(_lines, _read_line),
    "vbpl": Adapter(_lines, _read_vbpl_line),
    "text": Adapter(_text_files, _read_text_file, pure=False),
}


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
