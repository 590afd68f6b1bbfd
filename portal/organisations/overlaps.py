"""Tell whether dated periods overlap. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """A period whose both days belong to it; ``None`` is open."""

    start: date | None
    end: date | None
    label: str = ""


def overlap(spans: Sequence[Span]) -> tuple[Span, Span] | None:
    """Return the first two spans that share a day, or ``None``."""
    ordered = sorted(spans, key=lambda span: span.start or date.min)
    for earlier, later in pairwise(ordered):
        if (earlier.end or date.max) >= (later.start or date.min):
            return earlier, later
    return None
