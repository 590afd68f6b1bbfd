"""Search: our call beside the library asked directly, as it grows, while it is written, and how it is kept.

Our call reads the question, asks the engine, reads the rows of the page and their passages, marks the words in them
and counts the facets. The bare side is handed the compiled query and does no more than find, count and aggregate.
Sizes are 10 k, 100 k and 1 M made records, put straight into an index of its own; ``--rows N`` takes
N as the largest and N ÷ 10 below it, and its result is kept beside those of other sizes. One bound is a time and not a
ratio: there the bare side is the limit itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from benchmarks import searching_builds, searching_sides
from benchmarks.measuring import Bound, Case, Plan, Sides
from benchmarks.searching_records import auditing, publishing
from benchmarks.searching_sides import (
    FACETS,
    asked,
    bare,
    beginnings,
    built,
    dotted,
    p95_of,
    questions_at,
    searching,
    suggesting,
    warm,
)
from search.engines.embedded.engine import EmbeddedEngine
from search.types import SearchQuery

_SIZES = (10_000, 100_000, 1_000_000)
_BOUND_FROM = 10_000  # below, what a page costs whatever the archive's size outweighs the engine
_SMOKE = 300
_PREFIXES = 300


def cases(plan: Plan) -> list[Case]:
    """Return every comparison, of the sizes asked for."""
    sizes = _sizes(plan)
    largest, below = sizes[-1], sizes[0] if len(sizes) == 1 else sizes[-2]
    audited = min(largest, 100_000)
    most = partial(Bound, at_least=False)
    # Below a hundred thousand the page of twenty costs more than finding it; the bound is for large archives.
    calls = [
        Case(
            f"search-{size}",
            f"Tìm trong {dotted(size)} văn bản ÷ hỏi thẳng",
            most(2.0) if size >= _BOUND_FROM else None,
            partial(_call, size),
        )
        for size in sizes
    ]
    grown = f"Tìm trong {dotted(largest)} ÷ trong {dotted(below)}"
    return [
        *calls,
        Case("growth", grown, most(12.0), partial(_growth, largest, below)),
        Case("suggest", f"Gợi ý khi gõ, {dotted(largest)} nhan đề, ÷ 20 ms", most(1.0), partial(_suggest, largest)),
        Case("facets", "Ba bộ lọc có đếm ÷ không đếm", most(2.0), partial(_facets, largest)),
        Case("long-text", "Trúng văn bản 5 MB ÷ trúng văn bản 5 kB", most(1.5), _long),
        *searching_builds.cases(largest),
        Case("publish", "Công bố đến khi tìm thấy, p95 ÷ 1 giây", most(1.0), publishing),
        Case("audit", f"Đối soát {dotted(audited)} văn bản ÷ 60 giây", most(1.0), partial(auditing, audited)),
    ]


def kept_as(plan: Plan) -> str:
    """Return the name of the result: sizes that were asked for stand beside each other."""
    return f"search-{plan.rows}" if plan.rows else "search"


def _sizes(plan: Plan) -> tuple[int, ...]:
    if plan.smoke:
        return (_SMOKE,)
    return (max(plan.rows // 10, 100), plan.rows) if plan.rows else _SIZES


def _index(plan: Plan, size: int) -> EmbeddedEngine:
    return built(plan.folder / f"index-{size}", size)


@contextmanager
def _call(size: int, plan: Plan) -> Iterator[Sides]:
    engine, queries = _index(plan, size), asked(count=questions_at(size))
    ours, theirs = p95_of(searching(engine, queries)), p95_of(bare(plan.folder / f"index-{size}", queries))
    yield warm(ours, theirs, {"documents": size, "questions": len(queries), "facets": len(FACETS)})


@contextmanager
def _growth(largest: int, below: int, plan: Plan) -> Iterator[Sides]:
    queries = asked(count=questions_at(largest))
    ours, theirs = (p95_of(searching(_index(plan, size), queries)) for size in (largest, below))
    yield warm(ours, theirs, {"documents": largest, "below": below, "questions": len(queries)})


@contextmanager
def _suggest(size: int, plan: Plan) -> Iterator[Sides]:
    measure = p95_of(suggesting(_index(plan, size), beginnings(_PREFIXES)))
    yield warm(measure, lambda: 20.0, {"documents": size, "prefixes": _PREFIXES})


@contextmanager
def _facets(size: int, plan: Plan) -> Iterator[Sides]:
    engine, count = _index(plan, size), questions_at(size)
    # No passages on either side: what is told apart is counting alone.
    with_them, without = (
        [replace(each, filters=(), passages=0) for each in asked(facets, count=count)] for facets in (FACETS, ())
    )
    sizes: dict[str, float | int | str] = {"documents": size, "questions": count}
    yield warm(p95_of(searching(engine, with_them)), p95_of(searching(engine, without)), sizes)


@contextmanager
def _long(plan: Plan) -> Iterator[Sides]:
    engine = EmbeddedEngine(plan.folder / "index-long")
    engine.rebuild(searching_sides.long_and_short(100 if plan.smoke else 1_000))
    ours, theirs = (p95_of(searching(engine, [SearchQuery(word)] * 60)) for word in searching_sides.WORDS_ALONE)
    yield warm(ours, theirs, {"bytes": 5_000_000})
