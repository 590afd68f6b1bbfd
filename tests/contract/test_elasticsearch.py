"""The Elasticsearch engine keeps the contract on a real server, and of two states of a record the newer stays."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from urllib.error import HTTPError

import pytest

from search.engine import EngineAway, EngineBusy, EngineUnavailable, SearchEngine
from search.engines.elasticsearch.bulk import Item, write
from search.engines.elasticsearch.connection import Cluster, read_address
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.mapping import SCHEMA_VERSION, to_source
from search.types import IndexDocument, SearchQuery
from tests.contract.passages_contract import PassagesContract
from tests.contract.search_contract import ALL, ARTICLE, CONCLUSION, PLAN, SearchContract
from tests.elasticsearch_server import ElasticsearchServer

pytestmark = pytest.mark.server

AS_FILLED = {each.key: each.digest() for each in ALL}


class TestElasticsearch(SearchContract, PassagesContract):
    @pytest.fixture
    def engine(self, cluster: ElasticsearchServer, prefix: str) -> SearchEngine:
        return ElasticsearchEngine(cluster.url(prefix))

    @pytest.fixture
    def filled(self, cluster: ElasticsearchServer, kept: "Kept") -> SearchEngine:
        """An index is dear to make here: most tests only read it, and one that was changed is made anew."""
        return kept.filled()


class Kept:
    """A filled index that is used again for as long as it is what it was."""

    def __init__(self, server: ElasticsearchServer) -> None:
        self._server = server
        self._names = (f"portal-kept-{number}" for number in count(1))
        self._name = ""

    def filled(self) -> SearchEngine:
        """Return an engine whose index holds just what every test begins with."""
        if self._name:
            engine = ElasticsearchEngine(self._server.url(self._name))
            if dict(engine.versions()) == AS_FILLED:
                return engine
            self.forget()
        self._name = next(self._names)
        engine = ElasticsearchEngine(self._server.url(self._name))
        engine.rebuild(ALL)
        return engine

    def forget(self) -> None:
        """Remove the index."""
        if self._name:
            self._server.forget(self._name)


@pytest.fixture(scope="module")
def kept(elasticsearch_server_of_the_run: ElasticsearchServer) -> Iterator[Kept]:
    """The index that tests share for as long as they only read it."""
    kept = Kept(elasticsearch_server_of_the_run)
    yield kept
    kept.forget()


@pytest.fixture
def url(cluster: ElasticsearchServer, prefix: str) -> str:
    """The address of an index that holds what every test begins with."""
    ElasticsearchEngine(cluster.url(prefix)).rebuild(ALL)
    return cluster.url(prefix)


def an_engine(url: str) -> ElasticsearchEngine:
    """Return an engine as another process has it, with little patience for those that were left behind."""
    return ElasticsearchEngine(url, stands_still=1.0)


def generations(cluster: ElasticsearchServer, prefix: str) -> list[str]:
    found = cluster.call("GET", f"/{prefix}-{SCHEMA_VERSION}-0*")
    assert isinstance(found, dict)
    return sorted(found)


# --- The mapping is ours ----------------------------------------------------------------------------------------


def test_the_mapping_refuses_what_it_does_not_name(cluster: ElasticsearchServer, prefix: str, url: str) -> None:
    (name,) = generations(cluster, prefix)
    told = cluster.call("GET", f"/{name}/_mapping")
    assert isinstance(told, dict)
    assert told[name]["mappings"]["dynamic"] == "strict"
    assert all(field["type"] != "object" for field in told[name]["mappings"]["properties"].values())

    with pytest.raises(HTTPError) as refused:
        cluster.call("POST", f"/{name}/_doc", {"invented": 1})
    assert refused.value.code == 400
    refused.value.close()


def test_a_write_that_comes_before_the_index_makes_none(cluster: ElasticsearchServer, prefix: str) -> None:
    engine = ElasticsearchEngine(cluster.url(prefix))

    with pytest.raises(EngineUnavailable):
        engine.index([ARTICLE])

    assert generations(cluster, prefix) == []
    engine.rebuild([ARTICLE])
    assert engine.search(SearchQuery("ngày hội")).count == 1


def test_an_index_of_another_schema_is_not_read_and_not_touched(
    cluster: ElasticsearchServer, prefix: str, url: str
) -> None:
    other = f"{prefix}-{SCHEMA_VERSION + 1}-000001"
    cluster.call("PUT", f"/{other}", {"aliases": {f"{prefix}-{SCHEMA_VERSION + 1}": {}}})

    an_engine(url).rebuild([ARTICLE])

    assert an_engine(url).search(SearchQuery()).count == 1
    assert cluster.call("GET", f"/{other}/_count") == {
        "count": 0, "_shards": {"total": 1, "successful": 1, "skipped": 0, "failed": 0}
    }  # fmt: skip


# --- The newer state stays --------------------------------------------------------------------------------------


def test_who_read_before_another_wrote_is_told_to_read_again(url: str) -> None:
    slow, quick = an_engine(url), an_engine(url)

    with slow.exclusive():
        quick.index([replace(ARTICLE, title="Bản mới")])
        with pytest.raises(EngineBusy):
            slow.index([replace(ARTICLE, title="Bản cũ")])

    assert quick.search(SearchQuery("bản mới")).count == 1
    slow.index([replace(ARTICLE, title="Bản mới nữa")])
    assert quick.search(SearchQuery('"bản mới nữa"')).count == 1


def test_an_older_state_that_arrives_late_changes_nothing(url: str) -> None:
    engine, cluster = an_engine(url), Cluster(read_address(url))
    alias = f"{cluster.prefix}-{SCHEMA_VERSION}"
    engine.index([replace(ARTICLE, title="Bản mới")])
    engine.remove([PLAN.key])

    late = [Item(alias, old.key, 1, to_source(old, 1)) for old in (ARTICLE, PLAN)]
    assert write(cluster, late, refresh=True) == {}

    versions = dict(engine.versions())
    assert versions[ARTICLE.key] == replace(ARTICLE, title="Bản mới").digest()
    assert PLAN.key not in versions


def test_numbers_go_on_above_those_in_use_where_they_were_lost(
    cluster: ElasticsearchServer, prefix: str, url: str
) -> None:
    an_engine(url).index([replace(ARTICLE, title="Bản thứ hai")])
    cluster.call("DELETE", f"/{prefix}-turns-{SCHEMA_VERSION}-index")

    an_engine(url).index([replace(ARTICLE, title="Bản thứ ba")])

    assert an_engine(url).search(SearchQuery('"bản thứ ba"')).count == 1


def test_many_writers_at_once_leave_the_state_that_was_read_last(url: str) -> None:
    truth, lock, refused = [0], threading.Lock(), [0]

    def write_often() -> None:
        engine = an_engine(url)
        for _ in range(12):
            with lock:
                truth[0] += 1
            for _ in range(60):
                try:
                    with engine.exclusive():
                        engine.index([replace(ARTICLE, title=f"Bản {truth[0]}")])
                    break
                except EngineBusy:
                    refused[0] += 1

    writers = [threading.Thread(target=write_often) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    versions = dict(an_engine(url).versions())
    assert versions[ARTICLE.key] == replace(ARTICLE, title=f"Bản {truth[0]}").digest()
    assert truth[0] == 36


# --- Building aside ---------------------------------------------------------------------------------------------


def test_what_changes_during_a_rebuild_is_in_the_new_index_and_at_once_in_the_old(url: str) -> None:
    builder, editor = an_engine(url), an_engine(url)
    seen: list[int] = []

    def documents() -> Iterator[IndexDocument]:
        yield CONCLUSION
        editor.index([replace(ARTICLE, title="Sửa trong lúc dựng")])
        editor.remove([PLAN.key])
        seen.append(editor.search(SearchQuery('"sửa trong lúc dựng"')).count)
        # What the builder read before those changes arrives after them.
        yield ARTICLE
        yield PLAN

    builder.rebuild(documents())

    assert seen == [1]
    assert dict(editor.versions()) == {
        CONCLUSION.key: CONCLUSION.digest(),
        ARTICLE.key: replace(ARTICLE, title="Sửa trong lúc dựng").digest(),
    }


def test_a_generation_becomes_small_once_and_goes_on_taking_changes(
    cluster: ElasticsearchServer, prefix: str, url: str
) -> None:
    def parts(index: str) -> dict[str, int]:
        """The fields of the index that take room, in bytes."""
        told = cluster.call("POST", f"/{index}/_disk_usage?run_expensive_tasks=true")
        assert isinstance(told, dict)
        ((_, usage),) = [(name, each) for name, each in told.items() if name != "_shards"]
        return {name: each["total_in_bytes"] for name, each in usage["fields"].items()}

    def merges() -> object:
        told = cluster.call("GET", f"/{prefix}-*/_stats/merge")
        assert isinstance(told, dict)
        return told["_all"]["total"]["merges"]["total"]

    engine = an_engine(url)
    both = (f"{prefix}-{SCHEMA_VERSION}", f"{prefix}-{SCHEMA_VERSION}-passages")
    before = engine.search(SearchQuery("đoàn kết"))
    assert all(parts(index)["_recovery_source"] > 100 for index in both)

    deadline = time.monotonic() + 100
    while not engine.compact():
        assert time.monotonic() < deadline
        time.sleep(1)

    assert all(parts(index).get("_recovery_source", 0) == 0 for index in both)
    assert engine.search(SearchQuery("đoàn kết")) == before
    assert dict(engine.versions()) == AS_FILLED
    done = merges()
    for _ in range(3):
        assert engine.compact()
    assert merges() == done
    changed = replace(ARTICLE, title="Sửa sau khi thu gọn")
    engine.index([changed])
    engine.remove([PLAN.key])
    assert engine.search(SearchQuery('"sau khi thu gọn"')).count == 1
    assert PLAN.key not in dict(engine.versions())


def test_a_second_builder_is_told_to_wait_while_the_first_goes_on(
    cluster: ElasticsearchServer, prefix: str, url: str
) -> None:
    first, second = an_engine(url), ElasticsearchEngine(url)
    is_over = threading.Event()

    def documents() -> Iterator[IndexDocument]:
        for number in range(400):
            if is_over.is_set():
                return
            time.sleep(0.05)
            yield replace(ARTICLE, key=f"article:{number}")

    building = threading.Thread(target=lambda: first.rebuild(documents()))
    building.start()
    while len(generations(cluster, prefix)) < 2:
        time.sleep(0.05)
    with pytest.raises(EngineBusy):
        second.rebuild(ALL)
    is_over.set()
    building.join()

    assert an_engine(url).search(SearchQuery(kinds=("article",))).count > 30


def test_a_builder_that_stands_still_is_replaced_and_can_do_no_harm(
    cluster: ElasticsearchServer, prefix: str, url: str
) -> None:
    first, second = an_engine(url), an_engine(url)

    def documents() -> Iterator[IndexDocument]:
        yield CONCLUSION
        second.rebuild([ARTICLE, PLAN])
        yield replace(CONCLUSION, key="document:77")

    with pytest.raises(EngineUnavailable):
        first.rebuild(documents())

    assert dict(second.versions()) == {each.key: each.digest() for each in (ARTICLE, PLAN)}
    assert len(generations(cluster, prefix)) == 1


def _die_while_rebuilding(url: str) -> None:
    def documents() -> Iterator[IndexDocument]:
        yield ARTICLE
        os._exit(9)

    an_engine(url).rebuild(documents())


def test_a_rebuild_that_was_killed_leaves_the_old_index_and_the_next_cleans_up(
    cluster: ElasticsearchServer, prefix: str, url: str
) -> None:
    child = multiprocessing.get_context("spawn").Process(target=_die_while_rebuilding, args=(url,))
    child.start()
    child.join(60)
    assert child.exitcode == 9
    assert len(generations(cluster, prefix)) == 2

    engine = an_engine(url)
    assert engine.search(SearchQuery()).count == 4
    engine.index([replace(ARTICLE, title="Sửa sau đó")])
    engine.rebuild([ARTICLE])

    assert engine.search(SearchQuery()).count == 1
    assert len(generations(cluster, prefix)) == 1


def test_a_builder_that_is_stopped_after_the_swap_leaves_the_new_index(
    cluster: ElasticsearchServer, prefix: str, url: str
) -> None:
    """Whoever ends the builder while the last readers of the old index finish, the new one answers on.

    The old one is swept by the next builder.

    Found wrong, a worker that is stopped at the wrong moment takes the whole search along.
    """
    (old,) = generations(cluster, prefix)

    def stop_once_swapped() -> None:
        while True:
            answering = cluster.call("GET", f"/_alias/{prefix}-{SCHEMA_VERSION}")
            assert isinstance(answering, dict)
            if old not in answering:
                break
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)

    stopping = threading.Thread(target=stop_once_swapped)
    stopping.start()
    with pytest.raises(KeyboardInterrupt):
        an_engine(url).rebuild([ARTICLE, PLAN])
    stopping.join()

    engine = an_engine(url)
    assert engine.search(SearchQuery()).count == 2
    engine.rebuild([ARTICLE])
    assert engine.search(SearchQuery()).count == 1
    assert len(generations(cluster, prefix)) == 1


def test_readers_never_miss_anything_while_the_index_is_swapped(url: str) -> None:
    wrong: list[object] = []
    is_over = threading.Event()

    def read() -> None:
        engine = an_engine(url)
        while not is_over.is_set():
            try:
                found = engine.search(SearchQuery()).count
            except EngineUnavailable as error:
                wrong.append(error)
            else:
                if found != 4:
                    wrong.append(found)

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(2):
        an_engine(url).rebuild(ALL)
    is_over.set()
    reader.join()

    assert wrong == []


def test_one_record_that_cannot_be_held_does_not_keep_out_its_neighbours(url: str) -> None:
    engine = an_engine(url)
    broken = replace(ARTICLE, key="article:" + "9" * 600)
    good = replace(ARTICLE, key="article:7")

    assert set(engine.index([broken, good])) == {broken.key}
    assert engine.search(SearchQuery(kinds=("article",))).count == 2
    assert set(engine.rebuild([broken, good])) == {broken.key}
    assert engine.search(SearchQuery()).count == 1


def test_a_refused_port_is_said_to_be_away(cluster: ElasticsearchServer) -> None:
    with pytest.raises(EngineAway):
        ElasticsearchEngine("elasticsearch://127.0.0.1:9/portal").search(SearchQuery())
    with pytest.raises(EngineAway):
        ElasticsearchEngine("elasticsearch+https://" + cluster.address + "/portal").search(SearchQuery())
    with pytest.raises(EngineAway):
        ElasticsearchEngine("elasticsearch://no-such-host.invalid/portal").search(SearchQuery())
