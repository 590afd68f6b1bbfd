"""Our own labelled questions find what they mean, in both halves, with accents and without; no database is asked."""

from collections.abc import Iterator

import pytest

from benchmarks import labelled, relevance
from benchmarks.rank_measures import Quality
from benchmarks.relevance import Question, Row

pytestmark = pytest.mark.shared

# Measured figures stand in docs/measured/relevance.md; a floor lies two questions of a half below them.
FLOORS = {
    ("tuning", False): Quality(0.85, 0.94, 0.96, 0.89, 0.91),
    ("tuning", True): Quality(0.83, 0.95, 0.96, 0.88, 0.90),
    ("aside", False): Quality(0.87, 0.93, 0.95, 0.89, 0.90),
    ("aside", True): Quality(0.87, 0.93, 0.95, 0.89, 0.90),
}


@pytest.fixture(scope="module")
def corpus() -> Iterator[list[Row]]:
    if not labelled.are_here():
        pytest.skip("không có thư mục ../shared (tư liệu thật)")
    rows = labelled.corpus()
    with relevance.indexed(rows):
        yield rows


def test_every_expected_record_is_in_the_corpus(corpus: list[Row]) -> None:
    assert labelled.known(corpus) == {}


@pytest.mark.parametrize(("half", "folded"), list(FLOORS))
def test_both_halves_are_answered_as_well_as_was_measured(corpus: list[Row], half: str, folded: bool) -> None:
    asked = [each for group in labelled.questions(corpus, half).values() for each in group]

    measured = relevance.measure(asked, folded=folded)

    floor = FLOORS[half, folded]
    assert all(getattr(measured, name) >= getattr(floor, name) for name in Quality.__slots__)


def test_numbers_are_found_first_in_every_form(corpus: list[Row]) -> None:
    asked = [each for half in labelled.HALVES for each in labelled.questions(corpus, half)["number"]]

    missed = [each.text for each in asked if relevance.quality_of(each).recall_1 < 1]

    assert missed == []


def test_a_number_that_a_question_mentions_does_not_hijack_it(corpus: list[Row]) -> None:
    text = "Theo Nghị định 05/2026/NĐ-CP, ai phải ghi nhật ký Đoàn thanh tra ngân hàng?"
    (expected,) = (row.key for row in corpus if row.title.endswith("Nhật ký Đoàn thanh tra"))

    assert relevance.quality_of(Question("1", text, frozenset({expected}))).recall_1 == 1
