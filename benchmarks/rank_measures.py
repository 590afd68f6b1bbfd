"""Measures of an ordered list of results against what should have been found. Pure."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over questions, each from 0 to 1: recall among the first 1, 5 and 10, MRR and nDCG among the first 10."""

    recall_1: float
    recall_5: float
    recall_10: float
    mrr_10: float
    ndcg_10: float

    @classmethod
    def of(cls, found: Sequence[str], relevant: Collection[str]) -> "Quality":
        """Return the measures of one question; where several records are relevant, each is as good as another.

        A question that nothing answers measures nothing: zeros.
        """
        if not relevant:
            return cls(0.0, 0.0, 0.0, 0.0, 0.0)
        gains = [key in relevant for key in found[:DEPTH]]
        best = sum(_discount(at) for at in range(min(len(relevant), DEPTH)))
        first = next((at for at, is_relevant in enumerate(gains) if is_relevant), None)
        recall = [sum(gains[:depth]) / min(len(relevant), depth) for depth in (1, 5, 10)]
        gained = sum(_discount(at) for at, is_relevant in enumerate(gains) if is_relevant)
        return cls(recall[0], recall[1], recall[2], 0.0 if first is None else 1 / (first + 1), gained / best)

    @classmethod
    def mean(cls, each: Iterable["Quality"]) -> "Quality":
        """Return the means of ``each``; zeros where there is none."""
        measured = list(each)
        return cls(*(sum(getattr(one, name.name) for one in measured) / (len(measured) or 1) for name in fields(cls)))

    def row(self) -> tuple[str, ...]:
        """Return the figures as they are printed: .838."""
        return tuple(f"{getattr(self, name.name):.3f}".removeprefix("0") for name in fields(self))


def _discount(at: int) -> float:
    return 1 / math.log2(at + 2)
