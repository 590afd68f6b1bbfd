"""Heads and ends of many kinds of documents, written for this test; what is printed is read, what is not is none."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from documents.layout import recognise

ROWS: list[dict[str, Any]] = json.loads(
    (Path(__file__).resolve().parents[2] / "data" / "layout_heads.json").read_text("utf-8")
)
_MOVED = ("Hà Nội", "Đà Nẵng"), ("Hà nội", "Đà nẵng")


def read(text: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for field in recognise(text).fields:
        fields.setdefault(field.name, field.value)
    return fields


def wrong(text: str, wanted: dict[str, str | None]) -> dict[str, tuple[str | None, str | None]]:
    found = read(text)
    return {name: (value, found.get(name)) for name, value in wanted.items() if found.get(name) != value}


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_what_a_head_and_an_end_print_is_read(row: dict[str, Any]) -> None:
    assert wrong("\n".join(row["text"]), row["fields"]) == {}


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_decomposed_letters_and_line_ends_of_another_system_change_nothing(row: dict[str, Any]) -> None:
    text = "\n".join(row["text"])

    assert read(unicodedata.normalize("NFD", text)) == read(text)


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_another_year_another_place_and_another_signer_are_read_as_written(row: dict[str, Any]) -> None:
    wanted, text = dict(row["fields"]), "\n".join(row["text"])
    signer = wanted.get("signer")
    if signer:
        text, wanted["signer"] = text.replace(signer, "Lường Thị Thanh"), "Lường Thị Thanh"
    for old, new in _MOVED:
        text = text.replace(f"{old}, ngày", f"{new}, ngày").replace(f"{old} ngày", f"{new} ngày")
        text = text.replace(f"{old} , ngày", f"{new} , ngày")
        if wanted.get("place") == old:
            wanted["place"] = new
    day = wanted.get("issued_on")
    if day and wanted.get("issued_precision") != "year" and int(day[:4]) > 1950:
        text = text.replace(f"năm {day[:4]}", "năm 2013")
        wanted["issued_on"] = f"2013{day[4:]}"
        wanted.pop("subject", None)

    assert wrong(text, wanted) == {}


def test_nothing_is_left_where_head_and_end_are_cut_off() -> None:
    for row in ROWS:
        body = "\n".join(line for line in row["text"] if line.startswith(("Điều", "Văn bản", "Chánh", "Căn cứ")))

        assert not {"symbol", "issued_on", "place", "issuer", "signer", "authority", "locality"} & set(read(body))


def test_there_are_many_heads() -> None:
    assert len(ROWS) >= 40
