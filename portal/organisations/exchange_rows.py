"""Read the three CSV files of the register into plain rows, and say what is wrong with each row. Pure.

The files are those of :mod:`portal.organisations.loading`; ISO or Vietnamese dates, UTF-8, comma or semicolon.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

FILES: Mapping[str, tuple[str, ...]] = {
    "organisations": ("key", "level", "branch", "parent", "place"),
    "names": ("organisation", "name", "short_name", "symbol_code", "valid_from", "valid_to", "source_note"),
    "successions": ("predecessor", "successor", "kind", "happened_on", "legal_ground", "partial"),
}
LARGEST = 5_000_000
_KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_VIETNAMESE_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_TRUE = frozenset({"1", "true", "x", "có"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong (``is_error``: nothing is applied) or worth a look, with the file and line it is at."""

    file: str
    line: int
    message: str
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row of ``organisations.csv``."""

    line: int
    key: str
    level: str
    branch: str
    parent: str
    place: str


@dataclass(frozen=True, slots=True)
class NameRow:
    """A row of ``names.csv``."""

    line: int
    organisation: str
    name: str
    short_name: str
    symbol_code: str
    valid_from: date | None
    valid_to: date | None
    source_note: str


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """A row of ``successions.csv``."""

    line: int
    predecessor: str
    successor: str
    kind: str
    happened_on: date
    legal_ground: str
    partial: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """What the files say, and what could not be read in them."""

    bodies: tuple[BodyRow, ...] = ()
    names: tuple[NameRow, ...] = ()
    successions: tuple[SuccessionRow, ...] = ()
    findings: tuple[Finding, ...] = ()


def read(files: Mapping[str, str]) -> Rows:
    """Return the rows of ``files`` (``organisations``, ``names``, ``successions`` → text). Never raises."""
    findings: list[Finding] = []
    bodies, names, successions = (list(_table(kind, files.get(kind, ""), findings)) for kind in FILES)
    return Rows(
        tuple(_body(line, row) for line, row in bodies if _has_key("organisations", line, row["key"], findings)),
        tuple(found for line, row in names if (found := _name(line, row, findings))),
        tuple(heir for line, row in successions if (heir := _succession(line, row, findings))),
        tuple(findings),
    )


def _table(kind: str, text: str, findings: list[Finding]) -> Iterator[tuple[int, dict[str, str]]]:
    cleaned = text.lstrip("\ufeff")
    if not cleaned.strip():
        return
    head = cleaned.splitlines()[0]
    reader = csv.DictReader(
        io.StringIO(cleaned, newline=""), delimiter=";" if head.count(";") > head.count(",") else ","
    )
    missing = [name for name in FILES[kind] if name not in (reader.fieldnames or ())]
    if missing:
        findings.append(Finding(kind, 1, f"Thiếu cột: {', '.join(missing)}."))
        return
    try:
        for row in reader:
            if any((value or "").strip() for name, value in row.items() if name):
                yield reader.line_num, {name: " ".join((row[name] or "").split()) for name in FILES[kind]}
    except csv.Error:
        findings.append(Finding(kind, reader.line_num, "Không đọc được dòng này như CSV; các dòng sau bị bỏ qua."))


def _has_key(kind: str, line: int, key: str, findings: list[Finding]) -> bool:
    if _KEY.fullmatch(key) and len(key) <= 120:
        return True
    findings.append(Finding(kind, line, f"Mã “{key[:60]}” phải là chữ thường không dấu, số và gạch nối."))
    return False


def _body(line: int, row: Mapping[str, str]) -> BodyRow:
    return BodyRow(line, row["key"], row["level"], row["branch"], row["parent"], row["place"])


def _name(line: int, row: Mapping[str, str], findings: list[Finding]) -> NameRow | None:
    before = len(findings)
    if not row["name"]:
        findings.append(Finding("names", line, "Thiếu tên."))
    for name, limit in (("name", 300), ("short_name", 150), ("symbol_code", 40), ("source_note", 300)):
        if len(row[name]) > limit:
            findings.append(Finding("names", line, f"Cột {name} dài quá {limit} ký tự."))
    first, last = (_day("names", line, row[name], findings) for name in ("valid_from", "valid_to"))
    if first and last and first > last:
        findings.append(Finding("names", line, f"Ngày bắt đầu {first:%d/%m/%Y} sau ngày kết thúc {last:%d/%m/%Y}."))
    if len(findings) > before:
        return None
    return NameRow(
        line, row["organisation"], row["name"], row["short_name"], row["symbol_code"], first, last, row["source_note"]
    )


def _succession(line: int, row: Mapping[str, str], findings: list[Finding]) -> SuccessionRow | None:
    before = len(findings)
    day = _day("successions", line, row["happened_on"], findings)
    if day is None and len(findings) == before:
        findings.append(Finding("successions", line, "Thiếu ngày kế thừa."))
    if len(row["legal_ground"]) > 300:
        findings.append(Finding("successions", line, "Cột legal_ground dài quá 300 ký tự."))
    if day is None or len(findings) > before:
        return None
    partial = row["partial"].lower() in _TRUE
    return SuccessionRow(line, row["predecessor"], row["successor"], row["kind"], day, row["legal_ground"], partial)


def _day(kind: str, line: int, text: str, findings: list[Finding]) -> date | None:
    if not text:
        return None
    local = _VIETNAMESE_DAY.fullmatch(text)
    try:
        found = date(int(local[3]), int(local[2]), int(local[1])) if local else date.fromisoformat(text)
    except ValueError:
        findings.append(Finding(kind, line, f"Không đọc được ngày “{text[:40]}”."))
        return None
    if 1930 <= found.year <= 2100:
        return found
    findings.append(
        Finding(kind, line, f"Ngày {found:%d/%m}/{found.year:04d} nằm ngoài khoảng hợp lý (1930 đến 2100).")
    )
    return None
