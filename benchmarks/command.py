"""Run one benchmark: ``python -m benchmarks.command NAME`` (``bin/bench`` does it for people).

Progress goes to standard error. Prints the cases as JSON on standard output for ``bin/bench`` to make a table of.
"""

import argparse
import importlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

BENCHMARKS = {
    "article": "benchmarks.pages",
    "search": "benchmarks.searching",
    "import": "benchmarks.importing",
    "comments": "benchmarks.commenting",
    "archive": "benchmarks.archive",
}
"""Name on the command line → module with ``cases(plan)``, the comparisons it makes."""
ON_CLUSTER = "benchmarks.searching_cluster"
"""The module for ``search --engine …``."""


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for; the exit code says whether every bound was kept."""
    options = _read(arguments)
    folder = Path(os.environ["PORTAL_DATA"])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.local")
    os.environ.setdefault("SECRET_KEY", "only-for-benchmarks")

    import django

    django.setup()
    results = measure(options, folder)
    print(json.dumps(results, ensure_ascii=False))
    return 1 if any(case["kept"] is False for case in results) else 0


def measure(options: argparse.Namespace, folder: Path) -> list[dict[str, Any]]:
    """Measure every case of the benchmark, and write its result unless this only tries whether it runs."""
    from benchmarks import record
    from benchmarks.measuring import Plan

    plan = Plan(
        folder=folder,
        rounds=options.rounds or (1 if options.smoke else 7),
        seconds=0.5 if options.smoke else 5.0,
        rows=options.rows,
        smoke=options.smoke,
        engine=options.engine,
    )
    about = {"machine": record.machine()}
    diary = record.Diary(plan, resume=options.resume)
    results = []
    benchmark = importlib.import_module(ON_CLUSTER if options.engine else BENCHMARKS[options.name])
    for case in benchmark.cases(plan):
        _measure(case, plan, diary)
        results.append(diary.result(case) | ({"bound": None, "kept": None} if plan.smoke else {}))
    if not plan.smoke:
        name = benchmark.kept_as(plan) if hasattr(benchmark, "kept_as") else options.name
        record.write(name, about, results)
    diary.close()
    return results


def _measure(case: Any, plan: Any, diary: Any) -> None:
    from benchmarks.measuring import rounds_of

    kept = diary.begin(case)
    missing = plan.rounds - len(kept.rounds)
    if missing <= 0:
        _say(f"{case.title}: đã đo đủ {plan.rounds} lượt từ trước")
        return
    _say(f"{case.title}: chuẩn bị…")
    with case.prepare(plan) as sides:
        diary.describe(case, sides.unit, sides.sizes)
        for turn, measured in enumerate(rounds_of(sides, missing), start=len(kept.rounds) + 1):
            diary.add(case, measured)
            _say(
                f"{case.title}: lượt {turn}/{plan.rounds}: ta {measured.ours:.4g}, trơn {measured.bare:.4g} "
                f"{sides.unit}, tỉ số {measured.ratio:.3g}"
            )


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.command")
    parser.add_argument("name", choices=list(BENCHMARKS))
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--rows", type=int)
    parser.add_argument("--engine", default="")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--smoke", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
