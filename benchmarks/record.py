"""What is kept of a run: the rounds as they come, so that it can go on after a break, and the result at its end."""

import json
import os
import platform
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measuring import Bound, Case, Plan, Round

RESULTS = Path(__file__).resolve().parent.parent / "docs" / "measured"
_PACKAGES = ("django", "wagtail", "tantivy", "gunicorn", "django-comments-xtd")


@dataclass(slots=True)
class Kept:
    """The rounds of one case so far; ``sittings`` counts how often the run was begun or taken up again."""

    rounds: list[Round] = field(default_factory=list)
    sittings: int = 0


class Diary:
    """The rounds of one benchmark in a file of its data folder; a round that ended is never measured again.

    Rounds of another plan (other sizes, other seconds) are not taken up.
    """

    def __init__(self, plan: Plan, *, resume: bool) -> None:
        self._file = plan.folder / "rounds.json"
        self._plan = {"seconds": plan.seconds, "rows": plan.rows, "smoke": plan.smoke}
        self._cases: dict[str, dict[str, Any]] = {}
        if resume and self._file.exists():
            found = json.loads(self._file.read_text())
            if found["plan"] == self._plan:
                self._cases = found["cases"]

    def begin(self, case: Case) -> Kept:
        """Return what is kept of ``case``, counting this sitting."""
        kept = self._cases.setdefault(case.name, {"rounds": [], "sittings": 0, "unit": "", "sizes": {}})
        kept["sittings"] += 1
        return Kept([Round(**each) for each in kept["rounds"]], kept["sittings"])

    def describe(self, case: Case, unit: str, sizes: Mapping[str, Any]) -> None:
        """Keep what the numbers of ``case`` count."""
        self._cases[case.name] |= {"unit": unit, "sizes": dict(sizes)}

    def add(self, case: Case, measured: Round) -> None:
        """Keep one round of ``case``."""
        self._cases[case.name]["rounds"].append(asdict(measured))
        aside = self._file.with_suffix(".new")
        aside.write_text(json.dumps({"plan": self._plan, "cases": self._cases}))
        os.replace(aside, self._file)

    def result(self, case: Case) -> dict[str, Any]:
        """Return what ``docs/measured`` says of ``case``."""
        kept = self._cases[case.name]
        rounds = [Round(**each) for each in kept["rounds"]]
        ratios = [each.ratio for each in rounds]
        return {
            "case": case.name,
            "title": case.title,
            "unit": kept["unit"],
            "sizes": kept["sizes"],
            "ratio": {"median": _short(median(ratios)), "least": _short(min(ratios)), "most": _short(max(ratios))},
            "ours": _short(median(each.ours for each in rounds)),
            "bare": _short(median(each.bare for each in rounds)),
            "bound": str(case.bound) if case.bound else None,
            "kept": case.bound.is_kept_by(ratios) if case.bound else None,
            "sittings": kept["sittings"],
            "rounds": [{"bare": _short(each.bare), "ours": _short(each.ours)} for each in rounds],
        }

    def close(self) -> None:
        """Forget the rounds: the run has ended."""
        self._file.unlink(missing_ok=True)


def machine() -> dict[str, Any]:
    """Return what the numbers were measured on, without naming the machine or any folder of it."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "packages": {name: version(name) for name in _PACKAGES},
    }


def write(name: str, about: Mapping[str, Any], cases: list[dict[str, Any]], folder: Path = RESULTS) -> None:
    """Write the result of the benchmark ``name``."""
    folder.mkdir(parents=True, exist_ok=True)
    result = {"benchmark": name, "measured_at": datetime.now(UTC).isoformat(timespec="seconds"), **about}
    text = json.dumps(result | {"cases": cases}, ensure_ascii=False, indent=2)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def table(cases: list[dict[str, Any]]) -> str:
    """Return the results as a table for the person at the keyboard."""
    head = ("phép so", "trung vị", "từ – đến", "của ta", "trơn", "đơn vị", "ngưỡng", "kết luận")
    rows = [head, *(_row(case) for case in cases)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _row(case: dict[str, Any]) -> tuple[str, ...]:
    ratio = case["ratio"]
    verdict = {True: "đạt", False: "KHÔNG ĐẠT", None: "–"}[case["kept"]]
    spread = f"{ratio['least']:g} – {ratio['most']:g}"
    return (case["title"], f"{ratio['median']:g}", spread, f"{case['ours']:g}", f"{case['bare']:g}", case["unit"],
            case["bound"] or "–", verdict)  # fmt: skip


def _short(value: float) -> float:
    return float(f"{value:.4g}")


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    except OSError:
        return platform.processor()


__all__ = ["Bound", "Diary", "Kept", "machine", "table", "write"]
