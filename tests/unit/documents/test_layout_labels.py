"""Fields of thirty real texts against labels written by hand, one entry a text, keyed by the text's SHA-256."""

import hashlib
import json
from pathlib import Path

import pytest

from documents.layout import recognise
from portal.text.vietnamese import normalise

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
