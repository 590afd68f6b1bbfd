"""Whatever happens to Elasticsearch, pages stay, numbers are found, nothing is lost, and nobody has to come.

The server is a real one. Some faults are its own (it stands still, is killed, takes no writes, has lost a part of its
index); others are put in by a proxy in front of it. The worker is its jobs, called here as it calls them.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django import Settings

from search import archive, outbox, reconcile
from search.engines.elasticsearch import breaker, bulk
from search.engines.elasticsearch.mapping import SCHEMA_VERSION
from search.types import Filter, SearchQuery
from tests import elasticsearch_proxy as proxies
from tests.elasticsearch_proxy import ElasticsearchProxy, ItemsRefused
from tests.elasticsearch_server import ElasticsearchServer
from tests.functional.test_search_fuzz import questions
from tests.search_index import groups_as_records

pytestmark = [pytest.mark.server, pytest.mark.django_db]


@dataclass(frozen=True)
class Site:
    """A portal that searches through a proxy in front of a real server."""

    proxy: ElasticsearchProxy
    server: ElasticsearchServer
    prefix: str

    def indices(self, path: str, method: str = "PUT", body: object = None) -> None:
        """Ask the server something about all indices of this site."""
        self.server.call(method, f"/{self.prefix}-*/{path}", body)


@pytest.fixture
def site(cluster: ElasticsearchServer, prefix: str, settings: Settings, db: None) -> Iterator[Site]:
    proxy = ElasticsearchProxy(cluster.address)
    settings.SEARCH_URL = proxy.url(prefix)
    with groups_as_records():
        for name in ("14-KL/TW Kết luận về đoàn kết", "Ngày hội đoàn kết"):
            Group.objects.create(name=name)
        reconcile.rebuild()
        yield Site(proxy, cluster, prefix)
    proxy.stop()


def titles(text: str) -> set[str]:
    found = archive.search(SearchQuery(text, kinds=("group",)))
    assert not found.degraded
    return {hit.title for hit in found.hits}


def eventually(is_so: Callable[[], object]) -> None:
    """Return once ``is_so``, asked again and again as readers and the worker do; fail where it does not come to be."""
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def answers_again() -> bool:
    """Whether search finds what it should, after the worker has been round."""
    reconcile.heal()
    return not archive.search(SearchQuery("đoàn kết")).degraded


# --- Readers ----------------------------------------------------------------------------------------------------


def stands_still(site: Site) -> AbstractContextManager[None]:
    return site.server.halted()


def is_not_there(site: Site) -> AbstractContextManager[None]:
    return site.proxy.away()


@contextmanager
def has_lost_a_part(site: Site) -> Iterator[None]:
    """The cluster is red: a part of what answers stands on no node."""
    lost = f"{site.prefix}-lost"
    body = {
        "settings": {"index.routing.allocation.require._name": "nowhere"},
        "aliases": {f"{site.prefix}-{SCHEMA_VERSION}": {}},
    }
    site.server.call("PUT", f"/{lost}?wait_for_active_shards=0", body)
    try:
        yield
    finally:
        site.server.call("DELETE", f"/{lost}")


def through_the_proxy(fault: proxies.Fault, site: Site) -> AbstractContextManager[None]:
    return site.proxy.failing(fault)


FAULTS: dict[str, Callable[[Site], AbstractContextManager[None]]] = {
    "stands still": stands_still,
    "is not there": is_not_there,
    "has lost a part": has_lost_a_part,
    "drips": partial(through_the_proxy, proxies.a_byte_a_second),
    "answers in part": partial(through_the_proxy, proxies.a_part_is_missing),
    "is another": partial(through_the_proxy, proxies.no_answer_of_a_search_server),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=[name.replace(" ", "-") for name in FAULTS])
def test_a_reader_is_told_and_finds_exact_numbers_until_the_server_is_back(
    client: Client, site: Site, fault: Callable[[Site], AbstractContextManager[None]]
) -> None:
    with fault(site):
        for _ in range(3):
            answer = client.get("/tim-kiem/", {"q": "14-KL/TW"})
            assert answer.status_code == 503
            assert answer["Retry-After"]
            assert "Kết luận về đoàn kết" in answer.content.decode()
        words = client.get("/tim-kiem/", {"q": "đoàn kết"})
        assert words.status_code == 503
        assert "Không tìm thấy" not in words.content.decode()
        assert client.get("/tim-kiem/goi-y/", {"q": "đoàn"}).status_code in {200, 404}
        assert client.get("/").status_code == 200

    eventually(answers_again)
    assert titles("đoàn kết") == {"Kết luận về đoàn kết", "Ngày hội đoàn kết"}


def test_a_server_that_does_not_answer_is_soon_asked_no_more(site: Site) -> None:
    with site.proxy.failing(proxies.a_part_is_missing):
        site.proxy.asked.clear()
        for _ in range(30):
            assert archive.search(SearchQuery("đoàn kết")).degraded
        assert len(site.proxy.asked) <= breaker.FAILURES + 3

    eventually(answers_again)


def test_an_index_is_not_built_anew_because_the_server_is_away(site: Site) -> None:
    with site.proxy.failing(proxies.a_part_is_missing):
        site.proxy.asked.clear()
        reconcile.heal()
        assert not [each for each in site.proxy.asked if each.method == "PUT"]


def test_no_question_that_is_typed_is_more_than_words_to_the_server(site: Site) -> None:
    for at, text in enumerate(questions(250)):
        filters = (Filter("kieu", (text[:100], "KL")),) if at % 5 == 0 else ()
        asked = SearchQuery(text, filters=filters, sort=("rank", "newest")[at % 2], facets=("kieu",) if at % 2 else ())
        assert not archive.search(asked).degraded, repr(text)
        if at % 4 == 0:
            archive.suggest(text)


# --- Writers ----------------------------------------------------------------------------------------------------


def test_who_changes_something_never_waits_for_the_server(site: Site, client: Client) -> None:
    with site.server.halted():
        site.proxy.asked.clear()
        Group.objects.create(name="Đoàn kết mùa xuân")
        assert site.proxy.asked == []
        assert outbox.pending() == 1

    eventually(lambda: outbox.drain() and not outbox.pending())
    assert "Đoàn kết mùa xuân" in titles("đoàn kết")


@pytest.mark.parametrize("status", [429, 503])
def test_exactly_the_refused_items_are_sent_again(site: Site, status: int) -> None:
    for number in range(40):
        Group.objects.create(name=f"Đoàn kết lần {number}")
    refusing = ItemsRefused(share=0.3, status=status)

    with site.proxy.failing(refusing):
        done = outbox.drain()

    assert (done.indexed, done.failed, done.stopped) == (40, 0, "")
    all_at_once, again = refusing.requests
    assert all_at_once == 80
    assert again == len(refusing.refused)
    assert 20 <= again <= 60
    assert archive.count(SearchQuery("đoàn kết", kinds=("group",))) == 42
    assert not reconcile.compare()


def test_what_a_busy_server_never_takes_waits_and_is_taken_later(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PAUSES", (0.01, 0.01))
    for number in range(10):
        Group.objects.create(name=f"Đoàn kết lần {number}")

    with site.proxy.failing(ItemsRefused(share=0.3, status=429, times=1000)):
        assert outbox.drain().stopped
        assert outbox.pending() == 10
        assert not outbox.failing().exists()

    outbox.drain()
    assert outbox.pending() == 0
    assert not reconcile.compare()


def test_a_server_that_takes_no_writes_is_waited_for(site: Site) -> None:
    site.indices("_settings", body={"index.blocks.read_only_allow_delete": True})
    group = Group.objects.get(name="Ngày hội đoàn kết")
    group.name = "Ngày hội đại đoàn kết"
    group.save()
    try:
        assert outbox.drain().stopped
        assert (outbox.pending(), outbox.failing().count()) == (1, 0)
        assert titles("ngày hội") == {"Ngày hội đoàn kết"}
    finally:
        site.indices("_settings", body={"index.blocks.read_only_allow_delete": None})

    outbox.drain()
    assert titles("ngày hội") == {"Ngày hội đại đoàn kết"}


def test_a_server_that_was_killed_comes_back_with_what_it_had_and_gets_the_rest(site: Site) -> None:
    site.server.kill()
    Group.objects.create(name="Đoàn kết sau sự cố")
    Group.objects.get(name="Ngày hội đoàn kết").delete()
    assert outbox.drain().stopped
    assert outbox.pending() == 2

    site.server.start()
    eventually(lambda: outbox.drain() and not outbox.pending())
    eventually(answers_again)

    assert titles("đoàn kết") == {"Kết luận về đoàn kết", "Đoàn kết sau sự cố"}
    assert not reconcile.compare()


def test_an_index_that_is_gone_is_built_anew_and_never_made_up(site: Site) -> None:
    site.server.forget(site.prefix)
    Group.objects.create(name="Đoàn kết thêm")
    assert outbox.drain().stopped

    reconcile.heal()
    outbox.drain()

    assert outbox.pending() == 0
    assert titles("đoàn kết") == {"Kết luận về đoàn kết", "Ngày hội đoàn kết", "Đoàn kết thêm"}


# --- From one engine to the other -------------------------------------------------------------------------------


def test_changing_engines_there_and_back_among_edits_loses_nothing(
    site: Site, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    embedded, cluster = f"embedded://{tmp_path_factory.mktemp('index')}", settings.SEARCH_URL
    made: list[Group] = []
    numbers = count(1)

    def edit() -> None:
        made.append(Group.objects.create(name=f"Đoàn kết lần {next(numbers)}"))
        if len(made) % 3 == 0:
            made.pop(0).delete()
        made[0].name += " sửa"
        made[0].save()

    for url in (embedded, cluster, embedded, cluster):
        for _ in range(3):
            edit()
        settings.SEARCH_URL = url
        edit()
        reconcile.heal()
        outbox.drain()
        edit()
        reconcile.reconcile()
        edit()
        outbox.drain()
        assert not reconcile.compare()
        expected = sum("đoàn kết" in group.name.lower() for group in Group.objects.all())
        assert archive.count(SearchQuery("đoàn kết", kinds=("group",))) == expected
