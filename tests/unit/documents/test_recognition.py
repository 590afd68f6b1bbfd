"""Letters recognised on real scans, against transcripts made by hand."""

import json
from pathlib import Path

import pytest

from documents.extraction import recognition
from portal.text.vietnamese import fold, normalise

SCANS = Path(__file__).resolve().parents[4] / "shared" / "samples" / "files" / "scan"
pytestmark = [
    pytest.mark.skipif(not recognition.is_available(), reason="chưa cài tesseract-ocr và tesseract-ocr-vie"),
    pytest.mark.skipif(not SCANS.is_dir(), reason="không có ../shared/samples/files/scan"),
]


def transcripts() -> list[tuple[str, str]]:
    """Return name and text of each transcribed scan."""
    path = SCANS / "transcripts.jsonl"
    if not path.is_file():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row["doc_id"], row["text"]) for row in rows]


def distance(one: str, other: str) -> int:
    """Return how many letters must be changed, added or dropped to make one text of the other."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        last, row = row, [number]
        for at, against in enumerate(other, 1):
            row.append(min(last[at] + 1, row[-1] + 1, last[at - 1] + (letter != against)))
    return row[-1]


@pytest.mark.parametrize(("name", "text"), transcripts())
def test_most_letters_of_a_real_scan_are_read(name: str, text: str) -> None:
    page = next(recognition.recognise((SCANS / f"{name}.pdf").read_bytes()))

    wanted, found = " ".join(normalise(text).split()), " ".join(page.text.split())
    assert distance(wanted, found) / len(wanted) < 0.15
    known = set(fold(wanted).split())
    assert len(known & set(fold(found).split())) / len(known) > 0.8


@pytest.mark.parametrize(("name", "text"), transcripts())
def test_every_letter_has_a_box_on_the_picture(name: str, text: str) -> None:
    page = next(recognition.recognise((SCANS / f"{name}.pdf").read_bytes()))

    assert page.letters == "".join(page.text.split())
    assert len(page.letters) == len(page.boxes)
    assert all(0 <= box[0] < box[2] <= page.width and 0 <= box[1] < box[3] <= page.height for box in page.boxes)


def test_what_is_no_pdf_comes_empty() -> None:
    pages = list(recognition.recognise(b"%PDF-1.7 hong"))

    assert [page.text for page in pages] == [""]
