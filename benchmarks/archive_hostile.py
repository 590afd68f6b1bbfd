"""What a text written to be slow to read costs: eight times the length beside eight times the cost."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.measuring import Plan, Sides
from documents.name_finder import mentions
from portal.text.vietnamese import normalise

_PIECES = ("14-KL/TW ", "Luật A ", "khoản 1 và ", "Bộ luật Dân sự năm ", "ngày 1/1/2020 ")
_SHORT, _TIMES = 8_000, 8


@contextmanager
def prepared(plan: Plan) -> Iterator[Sides]:
    """Prepare the comparison."""
    short = [_text(piece, _SHORT) for piece in _PIECES]
    long = [_text(piece, _SHORT * _TIMES) for piece in _PIECES]
    _cost(short)
    yield Sides(
        lambda: _cost(long), lambda: _TIMES * _cost(short), "s", {"characters": _SHORT * _TIMES, "beside": _SHORT}
    )


def _text(piece: str, length: int) -> str:
    return normalise((piece * (length // len(piece) + 1))[:length])


def _cost(texts: list[str]) -> float:
    began = time.process_time()
    for text in texts:
        mentions(text)
    return time.process_time() - began
