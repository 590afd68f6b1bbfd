"""One Elasticsearch for a whole test run, and indices of its own for each test."""

from collections.abc import Iterator
from itertools import count

import pytest

from tests import elasticsearch_server
from tests.elasticsearch_server import ElasticsearchServer

_numbers = count(1)


@pytest.fixture(scope="session")
def elasticsearch_server_of_the_run() -> Iterator[ElasticsearchServer]:
    """A real server, started at the first test that asks for it."""
    if reason := elasticsearch_server.missing():
        pytest.skip(reason)
    with elasticsearch_server.running() as server:
        yield server


@pytest.fixture
def cluster(elasticsearch_server_of_the_run: ElasticsearchServer) -> ElasticsearchServer:
    """The server; whatever an earlier test broke runs again."""
    elasticsearch_server_of_the_run.ensure()
    return elasticsearch_server_of_the_run


@pytest.fixture
def prefix(cluster: ElasticsearchServer) -> Iterator[str]:
    """The beginning of the names of this test's indices, which are gone afterwards."""
    name = f"portal-{next(_numbers)}"
    yield name
    cluster.ensure()
    cluster.forget(name)
