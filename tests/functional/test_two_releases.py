"""An old and a new release on one cluster, the new one's records with a field more: each reads its own index.

Both share the database, and with it the outbox: a change is taken by whichever worker comes first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.contrib.auth.models import Group
from pytest_django import Settings

from search import archive, engines, fields, outbox, reconcile
from search.engines.elasticsearch import indices, mapping
from search.types import IndexDocument, SearchQuery
from tests.elasticsearch_server import ElasticsearchServer
from tests.search_index import groups_as_records

pytestmark = [pytest.mark.server, pytest.mark.django_db]

MORE = "colour"


@contextmanager
def release(monkeypatch: pytest.MonkeyPatch, *, newer: bool) -> Iterator[None]:
    """Be a process of the old release, or of the next one, whose records have the field :data:`MORE`."""
    engines._engine_of.cache_clear()
    with monkeypatch.context() as patched:
        if newer:
            version = mapping.SCHEMA_VERSION + 1
            for module in (indices, mapping):
                patched.setattr(module, "SCHEMA_VERSION", version)
            patched.setattr(fields, "EXACT", (*fields.EXACT, MORE))
            patched.setattr(mapping, "fields_of", _with_a_field_more)
        yield
    engines._engine_of.cache_clear()


def _with_a_field_more(document: IndexDocument) -> fields.Fields:
    made = fields.fields_of(document)
    return replace(made, exact={**made.exact, MORE: ("red",)})


def found() -> set[str]:
    answer = archive.search(SearchQuery("đoàn kết", kinds=("group",)))
    assert not answer.degraded
    return {hit.title for hit in answer.hits}


def test_each_release_searches_its_own_index_and_the_newer_misses_nothing_for_long(
    cluster: ElasticsearchServer, prefix: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEARCH_URL = cluster.url(prefix)
    with groups_as_records():
        first = Group.objects.create(name="Đoàn kết toàn dân")
        with release(monkeypatch, newer=False):
            reconcile.rebuild()

        with release(monkeypatch, newer=True):
            # Nothing of its own is here yet: it says so, and does not read the other's.
            assert archive.search(SearchQuery("đoàn kết", kinds=("group",))).degraded
            reconcile.heal()
            assert found() == {first.name}

        with release(monkeypatch, newer=False):
            assert found() == {first.name}
            second = Group.objects.create(name="Ngày hội đoàn kết")
            outbox.drain()
            assert found() == {first.name, second.name}

        with release(monkeypatch, newer=True):
            # The old release's worker took that change from the outbox.
            outbox.drain()
            assert found() == {first.name}
            drift = reconcile.reconcile()
            assert drift.missing == (f"group:{second.pk}",)
            assert found() == {first.name, second.name}
            first.delete()
            outbox.drain()
            assert found() == {second.name}

        with release(monkeypatch, newer=False):
            reconcile.reconcile()
            assert found() == {second.name}

    told = cluster.call("GET", f"/{prefix}-*/_mapping")
    assert isinstance(told, dict)
    having = {name for name, each in told.items() if MORE in each["mappings"].get("properties", {})}
    assert having == {f"{prefix}-{mapping.SCHEMA_VERSION + 1}-000001"}
