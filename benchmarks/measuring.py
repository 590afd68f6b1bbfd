"""What a benchmark is: two sides measured in turns, and a ratio of them that is to keep a bound.

A machine that others share wanders by a quarter from minute to minute, and takes both sides along. So the
sides are measured one right after the other, round by round, and only their ratio is judged.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

FLOOR = 0.9
"""A bound is kept only where no round falls below this part of it."""

Measure = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Bound:
    """What the ratio ours ÷ bare has to keep: at least ``limit`` (rates), or at most (times)."""

    limit: float
    at_least: bool = True

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.limit:g}"

    def is_kept_by(self, ratios: list[float]) -> bool:
        """Return whether the median keeps the bound and no round is far beyond it."""
        if self.at_least:
            return median(ratios) >= self.limit and min(ratios) >= FLOOR * self.limit
        return median(ratios) <= self.limit and max(ratios) <= self.limit / FLOOR


@dataclass(frozen=True, slots=True)
class Plan:
    """What was asked for on the command line, and where a benchmark may write.

    ``seconds`` is how long one side of one round lasts where a rate over time is measured; ``rows`` overrides the
    sizes of a benchmark; ``engine`` names a search engine other than the embedded one. A smoke run only shows that
    everything still runs: few rows, no bounds.
    """

    folder: Path
    rounds: int
    seconds: float
    rows: int | None = None
    smoke: bool = False
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """The two things to measure. ``unit`` says of what (``requests/s``, ``ms p95``); ``sizes`` how much there was."""

    ours: Measure
    bare: Measure
    unit: str
    sizes: Mapping[str, float | int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """One comparison. ``prepare`` makes what it needs, hands out the sides, and cleans up after them."""

    name: str
    title: str
    bound: Bound | None
    prepare: Callable[[Plan], AbstractContextManager[Sides]]


@dataclass(frozen=True, slots=True)
class Round:
    """One turn: the bare side, then ours."""

    bare: float
    ours: float

    @property
    def ratio(self) -> float:
        """Ours ÷ bare."""
        return self.ours / self.bare


def rounds_of(sides: Sides, count: int) -> Iterator[Round]:
    """Measure both sides ``count`` times in turns; every other round begins with ours."""
    for turn in range(count):
        if turn % 2:
            ours = sides.ours()
            yield Round(sides.bare(), ours)
        else:
            bare = sides.bare()
            yield Round(bare, sides.ours())


def percentile(values: list[float], part: float) -> float:
    """Return the value below which ``part`` (0 to 1) of ``values`` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
