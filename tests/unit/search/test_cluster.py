"""What the Elasticsearch engine decides without a server: addresses, the breaker, requests, and leaving in time."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from search import walking
from search.engine import EngineAway
from search.engines import get_engine, is_remote
from search.engines.elasticsearch import bulk, mapping
from search.engines.elasticsearch.breaker import FAILURES, FIRST_PAUSE, LONGEST_PAUSE, Breaker
from search.engines.elasticsearch.bulk import Item, chunks
from search.engines.elasticsearch.compiler import compile_node
from search.engines.elasticsearch.connection import AddressError, Cluster, read_address
from search.patience import at_most, left
from search.plan import AnyOf, Between, Bool, Constant, Everything, Nothing, Phrase, Prefix, Scaled, Term
from search.ranking import BM25_FACTOR


@pytest.mark.parametrize(
    ("url", "nodes", "login"),
    [
        ("elasticsearch://tim.tinh.example:9201/cong", ("http://tim.tinh.example:9201",), None),
        ("elasticsearch://tim.tinh.example/cong", ("http://tim.tinh.example:9200",), None),
        ("elasticsearch+https://a:b%40c@mot:1,hai/cong", ("https://mot:1", "https://hai:443"), ("a", "b@c")),
        ("elasticsearch://[::1]:9200/cong/", ("http://[::1]:9200",), None),
    ],
)
def test_an_address_says_nodes_login_and_prefix(
    url: str, nodes: tuple[str, ...], login: tuple[str, str] | None
) -> None:
    address = read_address(url)

    assert (address.nodes, address.login, address.prefix) == (nodes, login, "cong")
    assert "b@c" not in repr(address)
    assert read_address("elasticsearch+https://may/cong?ca=/etc/ca.pem").certificates == "/etc/ca.pem"


@pytest.mark.parametrize(
    "url",
    ["elasticsearch://may", "elasticsearch:///cong", "elasticsearch://may/Công", "elasticsearch+ftp://may/cong",
     "elasticsearch://may/_cong", "elasticsearch://may/a/b", "opensearch://may/cong", ""],
)  # fmt: skip
def test_an_address_that_names_no_engine_is_said_at_once(settings: Settings, url: str) -> None:
    if url.startswith("elasticsearch"):
        with pytest.raises(AddressError):
            read_address(url)
    settings.SEARCH_URL = url
    with pytest.raises(ImproperlyConfigured):
        get_engine()


def test_only_another_machine_is_remote(settings: Settings) -> None:
    assert not is_remote()
    settings.SEARCH_URL = "elasticsearch://may/cong"
    assert is_remote()


def test_the_breaker_opens_lets_one_look_and_closes() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0])
    for _ in range(FAILURES):
        breaker.admit()
        breaker.failed()
    with pytest.raises(EngineAway):
        breaker.admit()

    now[0] += FIRST_PAUSE
    breaker.admit()
    with pytest.raises(EngineAway):
        breaker.admit()
    breaker.failed()
    now[0] += FIRST_PAUSE
    with pytest.raises(EngineAway):
        breaker.admit()
    for _ in range(10):
        now[0] += LONGEST_PAUSE
        breaker.admit()
        breaker.failed()
    now[0] += LONGEST_PAUSE
    breaker.admit()
    breaker.succeeded()

    for _ in range(FAILURES - 1):
        breaker.failed()
        breaker.admit()


def test_a_limit_inside_another_never_ends_later() -> None:
    assert left(3.0) == 3.0
    with at_most(0.0):
        assert left(3.0) == 0.0
        with at_most(5.0):
            assert left(3.0) == 0.0
    with at_most(100.0), at_most(1.0):
        assert 0 < left(3.0) <= 1.0
    assert left(3.0) == 3.0


def test_requests_are_bounded_and_a_large_record_goes_alone() -> None:
    small = [Item("a", f"k:{number}", 1, {"text": ["x" * 10]}) for number in range(bulk.MAX_ITEMS + 1)]
    text = {"passage": "x" * bulk.MAX_CHARACTERS}
    large = [Item("a", f"l:{number}", 1, {"parts": [text]}) for number in range(2)]

    assert [len(chunk) for chunk in chunks(small)] == [bulk.MAX_ITEMS, 1]
    assert [len(chunk) for chunk in chunks([*small[:3], *large])] == [3, 1, 1]
    assert list(chunks([])) == []


def test_a_list_can_be_taken_along_to_its_end() -> None:
    assert mapping.SETTINGS["max_result_window"] >= walking.MAX_WALKED + walking.BATCH


def test_a_plan_is_translated_node_by_node() -> None:
    node = Bool(
        must=(Scaled(Phrase("text_f", ("a", "b"), slop=2, weight=3.0), 2.0),),
        should=(Constant(Term("title_f", "c"), 5.0), Prefix("edge", "d", 7.0)),
        filters=(AnyOf("key", ("e",)), Everything()),
        must_not=(Between("until", highest=9), Nothing()),
        minimum=1,
    )

    titled = {"term": {"title_f": {"value": "c", "boost": BM25_FACTOR}}}
    assert compile_node(node).to_dict() == {
        "bool": {
            "must": [{"match_phrase": {"text_f": {"query": "a b", "slop": 2, "boost": 6.0 * BM25_FACTOR}}}],
            "should": [
                {"constant_score": {"filter": titled, "boost": 5.0}},
                {"prefix": {"edge": {"value": "d", "boost": 7.0}}},
            ],
            "filter": [{"terms": {"key": ["e"]}}, {"match_all": {}}],
            "must_not": [{"range": {"until": {"lte": 9}}}, {"match_none": {}}],
            "minimum_should_match": 1,
        }
    }


@pytest.fixture
def dripping() -> Iterator[int]:
    """A port where every answer comes a byte at a time and never ends; it counts nobody's time but sends often."""
    over = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def drip(connection: socket.socket) -> None:
        with closing(connection):
            while not over.wait(0.05):
                try:
                    connection.sendall(b"H" if over.is_set() else b"X")
                except OSError:
                    return

    def serve() -> None:
        while not over.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=drip, args=(connection,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    yield listening.getsockname()[1]
    over.set()
    listening.close()


def test_who_asks_a_server_that_drips_leaves_and_so_does_the_thread(dripping: int) -> None:
    cluster = Cluster(read_address(f"elasticsearch://127.0.0.1:{dripping}/cong"))
    before = {thread.ident for thread in threading.enumerate()}

    with pytest.raises(EngineAway):
        cluster.ask(lambda client: client.cluster.health(), seconds=0.3)

    for thread in threading.enumerate():
        if thread.name == "search-call" and thread.ident not in before:
            thread.join(10)
            assert not thread.is_alive()
