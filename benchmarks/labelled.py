"""Our own labelled questions, and the corpus they are asked of: real articles, gazette titles, the demonstration.

The material beside the project is named by digests only; where it is absent there is no corpus.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.relevance import Question, Row, lines_of

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT.parent / "shared" / "samples"
QUESTIONS = ROOT / "tests" / "data" / "relevance.jsonl"
HALVES = ("tuning", "aside")
"""Weights were chosen by looking at the first half; the second was kept aside and only measured."""

_ARTICLE = re.compile(r"(?m)^(?=Điều \d+[a-z]?\.)")
_NUMBER = re.compile(r"số (\d\S*/\S+)")


def are_here() -> bool:
    """Return whether the material that the corpus is made of stands beside the project."""
    return (SAMPLES / "vbpl_documents.jsonl").exists()


def corpus() -> list[Row]:
    """Return every row of the corpus."""
    return [*_articles(), *_gazette(), *_demonstration()]


def questions(rows: list[Row], half: str) -> dict[str, list[Question]]:
    """Return the questions of one half by the group they belong to; ``x-*`` is every row whose key begins so."""
    found: dict[str, list[Question]] = {}
    for line in lines_of(QUESTIONS):
        if line["half"] == half:
            relevant = frozenset(key for named in line["relevant"] for key in _keys(named, rows))
            found.setdefault(line["group"], []).append(Question(line["id"], line["query"], relevant))
    return found


def _keys(named: str, rows: list[Row]) -> list[str]:
    if not named.endswith("*"):
        return [named]
    return [row.key for row in rows if row.key.startswith(named[:-1])]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _articles() -> Iterator[Row]:
    """Yield each article (*Điều*) of the full texts as a row under its document's title."""
    for document in lines_of(SAMPLES / "vbpl_documents.jsonl"):
        for at, part in enumerate(_ARTICLE.split(document["text"])):
            if at:
                heading, _, text = part.partition("\n")
                yield Row(
                    f"{_digest(document['url'])}-{at}", heading, text, document["title"], _number(document["title"])
                )


def _gazette() -> Iterator[Row]:
    for row in lines_of(SAMPLES / "gazette_titles.jsonl"):
        day = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", row["issued"] or "")
        on = date(int(day[3]), int(day[2]), int(day[1])) if day else None
        yield Row(f"g:{_digest(row['title'])}", row["title"], "", "", _number(row["title"]), on)


def _number(title: str) -> str:
    found = _NUMBER.search(title)
    return found[1].rstrip(".,;") if found else ""


def _demonstration() -> Iterator[Row]:
    from documents.demo import FOLDER
    from portal.pages.writing import header_and_body

    for path in sorted((FOLDER / "texts").glob("*.txt")):
        pairs, body = header_and_body(path.read_text(encoding="utf-8"))
        head: Mapping[str, Any] = dict(pairs)
        day = head.get("issued_on", "")
        yield Row(
            key=f"demo:{path.stem}",
            title=f"{head.get('type', '')} {head.get('subject', '')}".strip(),
            text=body,
            number=head.get("symbol", ""),
            date=date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None,
        )


def known(rows: list[Row]) -> dict[str, list[str]]:
    """Return the questions whose expected rows are not in ``rows``, by their keys."""
    keys = {row.key for row in rows}
    return {
        str(line["id"]): missing
        for line in map(json.loads, QUESTIONS.read_text(encoding="utf-8").splitlines())
        if (missing := [name for name in line["relevant"] if not name.endswith("*") and name not in keys])
    }
