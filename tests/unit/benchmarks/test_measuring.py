"""A benchmark judges ratios by the rule, goes on where it stopped, and tells nothing of the machine's folders."""

import json
from contextlib import nullcontext
from pathlib import Path

import pytest

from benchmarks import record
from benchmarks.measuring import Bound, Case, Plan, Round, Sides, rounds_of
from benchmarks.texts import documents, questions
from portal.text.vietnamese import normalise


@pytest.mark.parametrize(
    ("bound", "ratios", "kept"),
    [
        (Bound(0.6), [0.58, 0.61, 0.7], True),
        (Bound(0.6), [0.5, 0.61, 0.7], False),
        (Bound(0.6), [0.58, 0.59, 0.7], False),
        (Bound(2.0, at_least=False), [1.5, 1.9, 2.2], True),
        (Bound(2.0, at_least=False), [1.5, 1.9, 2.3], False),
        (Bound(2.0, at_least=False), [1.5, 2.1, 2.2], False),
    ],
)
def test_a_bound_wants_the_median_within_and_no_round_far_beyond(bound: Bound, ratios: list[float], kept: bool) -> None:
    assert bound.is_kept_by(ratios) is kept


def test_the_sides_are_measured_in_turns() -> None:
    order: list[str] = []

    def side(name: str, rate: float) -> float:
        order.append(name)
        return rate

    sides = Sides(lambda: side("ta", 3.0), lambda: side("trơn", 6.0), "1/s")

    assert [each.ratio for each in rounds_of(sides, 3)] == [0.5, 0.5, 0.5]
    assert order == ["trơn", "ta", "ta", "trơn", "trơn", "ta"]


def a_case() -> Case:
    return Case("c", "Phép so", Bound(0.5), lambda plan: nullcontext(Sides(lambda: 1.0, lambda: 1.0, "1/s")))


def test_a_run_that_was_stopped_goes_on_with_the_rounds_it_has(tmp_path: Path) -> None:
    plan = Plan(tmp_path, rounds=5, seconds=1.0)
    first = record.Diary(plan, resume=False)
    first.begin(a_case())
    first.describe(a_case(), "1/s", {"rows": 3})
    first.add(a_case(), Round(bare=2.0, ours=1.0))

    again = record.Diary(plan, resume=True)
    kept = again.begin(a_case())
    again.add(a_case(), Round(bare=2.0, ours=1.5))

    assert (kept.rounds, kept.sittings) == ([Round(2.0, 1.0)], 2)
    result = again.result(a_case())
    assert (result["ratio"], result["sittings"], result["kept"]) == (
        {"median": 0.625, "least": 0.5, "most": 0.75},
        2,
        True,
    )
    other_plan = Plan(tmp_path, rounds=5, seconds=9.0)
    assert record.Diary(other_plan, resume=True).begin(a_case()).rounds == []


def test_a_result_names_the_machine_s_kind_and_none_of_its_folders(tmp_path: Path) -> None:
    diary = record.Diary(Plan(tmp_path, rounds=1, seconds=1.0), resume=False)
    diary.begin(a_case())
    diary.describe(a_case(), "1/s", {})
    diary.add(a_case(), Round(2.0, 1.0))

    record.write("thử", {"machine": record.machine()}, [diary.result(a_case())], folder=tmp_path)

    text = (tmp_path / "thử.json").read_text(encoding="utf-8")
    assert json.loads(text)["machine"]["python"]
    assert str(tmp_path) not in text
    assert str(Path.home()) not in text
    assert "Phép so" in record.table(json.loads(text)["cases"])


def test_made_texts_are_the_same_every_time_and_in_the_stored_form() -> None:
    once, again = list(documents(20)), list(documents(20))

    assert once == again
    assert list(documents(5, first=16)) == once[15:]
    assert len({each.symbol for each in once}) == 20
    assert all(normalise(each.text) == each.text for each in once)
    assert questions(12) == questions(12)
