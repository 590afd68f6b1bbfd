"""Titles of the gazette against what their rows say of issuer and day; what disagrees stands in the documents."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from documents.number_vocabulary import DEFAULT
from documents.numbering import read
from portal.text.vietnamese import fold

pytestmark = pytest.mark.shared
LISTED = Path(__file__).resolve().parents[3] / "docs" / "measured" / "number-disagreements.md"
Row = dict[str, str]


def letters(name: str) -> str:
    return "".join(c for c in fold(name) if c.isalpha())


def issuer_agrees(row: Row) -> bool:
    found = read(row["title"])
    names = DEFAULT.issuers(found.organisation) if found else ()
    return any(letters(name) in letters(row["issuer"]) for name in names)


def year_agrees(row: Row) -> bool:
    found = read(row["title"])
    return found is not None and (found.year is None or str(found.year) == row["issued"][-4:])


@pytest.fixture
def rows(shared: Path) -> list[Row]:
    return [json.loads(line) for line in (shared / "samples/gazette_titles.jsonl").read_text("utf-8").splitlines()]


def rows_of_the_list() -> Iterator[str]:
    for line in LISTED.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and re.match(r"\d", cells[0]):
            yield cells[0]


def test_number_and_year_are_read_in_every_title(rows: list[Row]) -> None:
    assert all(year_agrees(row) for row in rows)
    assert all(getattr(read(row["title"]), "number", "") for row in rows)


def test_issuers_agree_where_the_row_names_an_issuer(rows: list[Row]) -> None:
    # Five rows give the kind of text where an issuer should stand.
    named = [row for row in rows if row["issuer"] != "VĂN BẢN HỢP NHẤT"]

    assert sum(map(issuer_agrees, named)) / len(named) >= 0.99


def test_every_disagreement_is_listed_with_its_reason(rows: list[Row]) -> None:
    symbols = []
    for row in rows:
        found = read(row["title"])
        assert found is not None
        if not (issuer_agrees(row) and year_agrees(row)):
            printed = re.search(r"số\s?:?\s?(\S+)", row["title"])
            symbols.append(printed[1] if printed else "")

    assert sorted(symbols) == sorted(rows_of_the_list())
