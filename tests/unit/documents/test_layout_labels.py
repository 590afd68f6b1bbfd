"""Fields of thirty real texts against labels written by hand, one entry a text, keyed by the text's SHA-256."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from documents.layout import recognise
from portal.text.vietnamese import fold, normalise

pytestmark = pytest.mark.shared
LABELS = Path(__file__).resolve().parents[2] / "data" / "vbpl_labels.json"
Label = dict[str, str | None]


def disagreements(text: str, label: Label) -> list[str]:
    """Return the fields that are read otherwise than labelled; ``None`` in a label: nothing is printed."""
    read = {field.name: field.value for field in recognise(normalise(text)).fields}
    subject = read.get("subject", "")
    wrong = [name for name in label if not name.startswith("subject_") and read.get(name) != label[name]]
    if not (subject.startswith(label["subject_begins"] or "") and subject.endswith(label["subject_ends"] or "")):
        wrong.append("subject")
    return wrong


def test_what_is_printed_is_read_and_what_is_not_printed_is_not_guessed(shared: Path) -> None:
    labels: dict[str, Label] = json.loads(LABELS.read_text("utf-8"))
    rows = [
        json.loads(line)
        for line in (shared / "samples" / "vbpl_documents.jsonl").read_text("utf-8").strip().split("\n")
    ]
    texts = {hashlib.sha256(row["text"].encode()).hexdigest(): row for row in rows}
    assert texts.keys() == labels.keys()

    wrong = {
        texts[key]["title"][:40]: found
        for key, label in labels.items()
        if (found := disagreements(texts[key]["text"], label))
    }
    fields = sum(len(label) - 1 for label in labels.values())

    assert sum(map(len, wrong.values())) <= fields * 0.03, wrong


def _bare(text: str) -> str:
    marks = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in marks if not unicodedata.combining(letter))


CHANGES: dict[str, Callable[[str], str]] = {
    "without accents": _bare,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "two spaces for one": lambda text: re.sub(r"(?<=\S) (?=\S)", "  ", text),
    "an empty line after each": lambda text: text.replace("\n", "\n\n"),
    "spaces for tabs": lambda text: text.replace("\t", "    "),
    "set in from the edge": lambda text: re.sub(r"(?m)^", "   ", text),
    "other line ends": lambda text: text.replace("\n", "\r\n"),
}
NAMES = ("symbol", "issuer", "place", "issued_on", "type", "subject", "signer", "signer_capacity", "authority")


@pytest.mark.parametrize("change", CHANGES)
def test_the_way_in_which_a_text_was_typed_changes_nothing_of_what_is_read(shared: Path, change: str) -> None:
    lines = (shared / "samples" / "vbpl_documents.jsonl").read_text("utf-8").strip().split("\n")
    moved = []
    for text in (normalise(json.loads(line)["text"]) for line in lines):
        before, after = recognise(text), recognise(CHANGES[change](text))
        same = [" ".join(fold(each.value(name)).split()) for name in NAMES for each in (before, after)]
        moved += [name for name, one, other in zip(NAMES, same[::2], same[1::2], strict=True) if one != other]

    # Of a subject over several lines that all stand apart, one that goes on with a capital is not seen to.
    assert len(moved) <= (1 if change == "an empty line after each" else 0), moved
