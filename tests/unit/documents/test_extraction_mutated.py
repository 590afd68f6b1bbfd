"""Files with bytes changed, cut out, doubled, cut off: each ends in a named status and harms no reader of the next."""

import io
import random
from collections import Counter

import pytest
from PIL import Image

from documents.extraction import Limits, Status, extract
from tests.unit.documents.test_extraction import docx, paragraph, pdf, words

MUTANTS = 100
# Enough for what is small; what a mutant makes endless is cut here.
LIMITS = Limits(seconds=5)


def picture(form: str) -> bytes:
    file = io.BytesIO()
    Image.effect_noise((60, 40), 80).save(file, form)
    return file.getvalue()


SOURCES = {
    "a.pdf": pdf(lambda canvas: (words(canvas), words(canvas, 5))),
    "a.docx": docx("".join(paragraph(f"Điều {number}. Phạm vi điều chỉnh") for number in range(40))),
    "a.rtf": rb"{\rtf1\ansi\deff0{\fonttbl{\f0 .VnTime;}}\f0 " + rb"\'a7i\'d2u 1. Ph\'b9m vi\par " * 60 + b"}",
    "a.jpg": picture("JPEG"),
    "a.png": picture("PNG"),
}


def mutant(content: bytes, seed: int) -> bytes:
    """Return ``content`` with a few hurts, the same for the same seed."""
    pick = random.Random(seed)
    data = bytearray(content)
    for _ in range(pick.choice([1, 1, 3, 20])):
        at, length = pick.randrange(len(data)), pick.choice([1, 4, 64])
        hurt = pick.randrange(5)
        if hurt == 0:
            data[at : at + length] = pick.randbytes(length)
        elif hurt == 1:
            del data[at : at + length]
        elif hurt == 2:
            data[at:at] = data[at : at + length] * pick.choice([1, 50])
        elif hurt == 3:
            data[at] ^= 1 << pick.randrange(8)
        else:
            del data[max(at, 8) :]
        data = data or bytearray(b"%")
    return bytes(data)


@pytest.mark.parametrize("name", SOURCES)
def test_a_hundred_hurt_files_of_a_kind_each_end_in_a_named_status(name: str) -> None:
    ends: Counter[Status] = Counter()
    for seed in range(MUTANTS):
        found = extract(mutant(SOURCES[name], seed), name, LIMITS)
        assert found.status is Status.EXTRACTED or found.detail, (name, seed)
        ends[found.status] += 1

    assert ends.total() == MUTANTS
    assert len(extract(SOURCES["a.docx"], "a.docx", LIMITS).pages) == 1
