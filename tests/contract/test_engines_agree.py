"""Both engines answer the labelled questions alike: they index the same tokens and translate the same plan."""

import pytest

from benchmarks import labelled, relevance
from portal.text.vietnamese import search_form
from tests.elasticsearch_server import ElasticsearchServer

pytestmark = [pytest.mark.server, pytest.mark.shared]


def test_the_first_hit_is_the_same_and_so_are_nearly_all_of_ten(cluster: ElasticsearchServer, prefix: str) -> None:
    if not labelled.are_here():
        pytest.skip("không có thư mục ../shared (tư liệu thật)")
    rows = labelled.corpus()
    lines = relevance.lines_of(labelled.QUESTIONS)
    texts = [text for line in lines for text in (line["query"], search_form(line["query"]))]

    with relevance.indexed(rows):
        embedded = [relevance.ask(text) for text in texts]
    with relevance.indexed(rows, cluster.url(prefix)):
        elasticsearch = [relevance.ask(text) for text in texts]

    both = [(ours, theirs) for ours, theirs in zip(embedded, elasticsearch, strict=True) if ours or theirs]
    assert sum(ours[:1] == theirs[:1] for ours, theirs in both) >= 0.95 * len(both)
    shared = [len(set(ours) & set(theirs)) / max(len(ours), len(theirs)) for ours, theirs in both]
    assert sum(shared) >= 0.95 * len(shared)


def test_nothing_of_a_measurement_stays_on_the_cluster(cluster: ElasticsearchServer, prefix: str) -> None:
    with relevance.indexed([relevance.Row("a", "Hòa giải", "")], cluster.url(prefix)):
        assert relevance.ask("hòa giải") == ["a"]

    assert "relevance" not in str(cluster.call("GET", "/_all?expand_wildcards=all&filter_path=*.settings.index.uuid"))
