"""The measures of a ranking are those of the literature, and the labelled questions are fit to be asked."""

from collections import Counter

import pytest

from benchmarks import labelled
from benchmarks.rank_measures import Quality
from benchmarks.relevance import Row, lines_of


def test_a_first_hit_is_perfect_and_a_later_one_is_discounted() -> None:
    assert Quality.of(["a", "b"], {"a"}) == Quality(1.0, 1.0, 1.0, 1.0, 1.0)

    third = Quality.of(["x", "y", "a"], {"a"})

    assert (third.recall_1, third.recall_5, third.mrr_10, third.ndcg_10) == (0.0, 1.0, 1 / 3, 0.5)


def test_what_is_not_found_counts_nothing_and_many_answers_need_not_all_be_first() -> None:
    assert Quality.of([], {"a"}) == Quality(0.0, 0.0, 0.0, 0.0, 0.0)

    assert Quality.of(["a"], set()) == Quality(0.0, 0.0, 0.0, 0.0, 0.0)

    half = Quality.of(["a", "x", "y"], {"a", "b"})

    assert (half.recall_1, half.recall_5) == (1.0, 0.5)


def test_means_are_taken_question_by_question() -> None:
    both = Quality.mean([Quality.of(["a"], {"a"}), Quality.of([], {"a"})])

    assert both.row() == (".500", ".500", ".500", ".500", ".500")


def test_the_labelled_questions_are_many_and_half_of_each_kind_is_kept_aside() -> None:
    lines = list(lines_of(labelled.QUESTIONS))

    halves = Counter((line["group"], line["half"]) for line in lines)

    assert len(lines) >= 150
    assert len({line["id"] for line in lines}) == len(lines)
    for group in {line["group"] for line in lines}:
        assert abs(halves[group, "tuning"] - halves[group, "aside"]) <= 1


def test_a_row_needs_its_key_and_a_day_that_cannot_be_read_is_no_day() -> None:
    assert str(Row.read({"key": 1, "title": "Luật", "text": None, "date": "2020-05-06T00:00"}).date) == "2020-05-06"
    assert Row.read({"key": "1", "title": "", "text": "", "date": "hôm qua"}).date is None
    with pytest.raises(KeyError):
        Row.read({"title": "Luật", "text": ""})
