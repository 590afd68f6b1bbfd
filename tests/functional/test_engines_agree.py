"""Whichever engine a site runs, its readers find the same: our labelled questions put to both, on one corpus."""

import pytest

from benchmarks import labelled, relevance
from benchmarks.relevance import Row
from tests.elasticsearch_server import ElasticsearchServer

pytestmark = [pytest.mark.server, pytest.mark.shared]

SAME_FIRST = 0.95
"""Share of questions with the same first hit."""
SAME_TEN = 0.95
"""Share of one engine's first ten that are among the other's, the mean of all questions."""


def answers(rows: list[Row], questions: list[str], url: str = "") -> dict[str, list[str]]:
    with relevance.indexed(rows, url):
        return {text: relevance.ask(text) for text in questions}


def test_both_engines_answer_the_labelled_questions_alike(cluster: ElasticsearchServer) -> None:
    if not labelled.are_here():
        pytest.skip("không có thư mục ../shared (tư liệu thật)")
    rows = labelled.corpus()
    groups = [labelled.questions(rows, half) for half in labelled.HALVES]
    questions = [question.text for group in groups for asked in group.values() for question in asked]

    here, there = answers(rows, questions), answers(rows, questions, cluster.url("agree"))

    shown = [text for text in questions if here[text] or there[text]]
    assert len(shown) > 150
    first = sum(here[text][:1] == there[text][:1] for text in shown) / len(shown)
    for one, other in ((here, there), (there, here)):
        ten = [len({*one[text]} & {*other[text]}) / len(one[text]) for text in shown if one[text]]
        assert sum(ten) / len(ten) >= SAME_TEN
    assert first >= SAME_FIRST, [text for text in shown if here[text][:1] != there[text][:1]]
