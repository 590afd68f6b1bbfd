"""Parts found in real norms against the tables of contents that their publisher made."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from documents.layout import recognise
from portal.text.vietnamese import fold, normalise

pytestmark = pytest.mark.shared
_UNIT = re.compile(r"(Phần|Chương|Mục|Điều|Khoản|Điểm)\s+(\S+)")
_LARGE = frozenset({"phan", "chuong", "muc", "dieu"})
_SMALL = frozenset({"khoan", "diem"})
Units = Counter[tuple[str, str]]


@pytest.fixture
def rows(shared: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (shared / "samples/vbpl_documents.jsonl").read_text("utf-8").splitlines()]


def listed(row: dict[str, Any], kinds: frozenset[str]) -> Units:
    units = ((fold(m[1]), m[2].rstrip(".").lower()) for head in row["toc"] if (m := _UNIT.match(head)))
    return Counter(unit for unit in units if unit[0] in kinds)


def found(row: dict[str, Any], kinds: frozenset[str]) -> Units:
    nodes = recognise(normalise(row["text"])).main_nodes
    return Counter((node.kind, node.label.split()[-1].lower()) for node in nodes if node.kind in kinds)


def precision_and_recall(pairs: Iterator[tuple[Units, Units]]) -> tuple[float, float]:
    right = read = wanted = 0
    for own, published in pairs:
        right += sum((own & published).values())
        read += sum(own.values())
        wanted += sum(published.values())
    assert wanted > 200
    return right / read, right / wanted


def lists_clauses_as_printed(row: dict[str, Any]) -> bool:
    """Say whether the publisher's table can be held against the text.

    Amending acts are out: it lists clauses of the act and of the text it amends without a rule. So are tables with
    clauses that are called by a word ("Khoản khu") or a point twice in a row.
    """
    units = [head for head in row["toc"] if head.startswith(("Khoản ", "Điểm "))]
    amends = "ửa đổi" in row["title"]
    broken = any(head.startswith("Khoản ") and not head.split()[1][0].isdigit() for head in units)
    doubled = any(one == other for one, other in pairwise(row["toc"]) if one.startswith("Điểm "))
    return not (amends or broken or doubled)


def test_parts_chapters_sections_and_articles(rows: list[dict[str, Any]]) -> None:
    precision, recall = precision_and_recall((found(row, _LARGE), listed(row, _LARGE)) for row in rows)

    assert precision >= 0.98
    assert recall >= 0.98


def test_clauses_and_points(rows: list[dict[str, Any]]) -> None:
    fit = [row for row in rows if lists_clauses_as_printed(row)]

    precision, recall = precision_and_recall((found(row, _SMALL), listed(row, _SMALL)) for row in fit)

    assert len(fit) >= 15
    assert precision >= 0.98
    assert recall >= 0.98


def test_headings_are_those_of_the_publisher(rows: list[dict[str, Any]]) -> None:
    wanted = right = 0
    for row in rows:
        heads = {fold(head).strip(" .:") for head in row["toc"] if head.startswith("Điều ")}
        nodes = recognise(normalise(row["text"])).main_nodes
        printed = {fold(f"{node.label}. {node.heading}").strip(" .:") for node in nodes if node.kind == "dieu"}
        wanted += len(heads)
        right += len({head for head in heads if any(each.startswith(head[:60]) for each in printed)})

    assert right / wanted >= 0.98


def test_contents_follow_the_text_when_articles_are_renumbered(rows: list[dict[str, Any]]) -> None:
    for row in rows[:10]:
        text = normalise(row["text"])
        moved = re.sub(r"(?m)^(Điều )(\d+)\.", lambda m: f"{m[1]}{int(m[2]) + 40}.", text)
        before = [node.label for node in recognise(text).main_nodes if node.kind == "dieu"]
        after = [node.label for node in recognise(moved).main_nodes if node.kind == "dieu"]

        assert after == [f"Điều {int(label.split()[1]) + 40}" for label in before]
