"""A record that cannot be indexed stands on a list with its reason, and its neighbours are found all the same."""

import io
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import User
from portal.jobs import health
from search import archive, outbox, reading, reconcile, registry
from search.models import OutboxEntry
from search.types import IndexDocument, SearchQuery
from tests.factories.findable import GroupSource

pytestmark = pytest.mark.django_db


class Poisoned(GroupSource):
    """Groups of which some cannot be read in a list (``%``), and some not be written by any engine (``&``)."""

    def objects(self, pks: Collection[int]) -> Iterable[Group]:
        found = list(super().objects(pks))
        if any(group.name.startswith("%") for group in found):
            raise ValueError("a row of this list cannot be read")
        return found

    def everything(self) -> Any:
        for group in super().everything():
            if group.name.startswith("%"):
                raise ValueError("a row of this list cannot be read")
            yield group

    def to_document(self, obj: Group) -> IndexDocument:
        document = super().to_document(obj)
        if obj.name.startswith("&"):
            # Half a character: nothing that is stored can hold it.
            return IndexDocument(document.key, document.kind, obj.name, "/nhom/\ud800/")
        return document


@pytest.fixture
def poisoned(searching: Path) -> list[str]:
    """Three records that fail, each in its own way, between three that do not."""
    registry.register(Poisoned())
    names = ("Thóc một", "?Thóc hỏng", "Thóc hai", "%Thóc hỏng", "&Thóc hỏng", "Thóc ba")
    made = {name: Group.objects.create(name=name).pk for name in names}
    return sorted(f"group:{pk}" for name, pk in made.items() if name[0] in "?%&")


def by_drain() -> None:
    outbox.drain()


def by_rebuild() -> None:
    OutboxEntry.objects.all().delete()
    reconcile.rebuild()


def by_reconcile() -> None:
    OutboxEntry.objects.all().delete()
    reconcile.reconcile()


@pytest.mark.parametrize("way", [by_drain, by_rebuild, by_reconcile])
def test_what_fails_is_listed_with_its_reason_and_its_neighbours_are_found(
    poisoned: list[str], way: Callable[[], None]
) -> None:
    """Whether to_document raises, the row cannot be loaded beside others, or the engine refuses it alone."""
    way()

    assert sorted(hit.title for hit in archive.search(SearchQuery("thóc", kinds=("group",))).hits) == [
        "Thóc ba",
        "Thóc hai",
        "Thóc một",
    ]
    assert sorted(map(str, outbox.failing())) == poisoned
    assert all("Error: " in entry.error for entry in outbox.failing())


def test_no_record_is_blamed_for_a_database_that_is_away() -> None:
    def refuse(*_: object) -> None:
        raise OperationalError("gone")

    registry.register(GroupSource())
    with connection.execute_wrapper(refuse), pytest.raises(OperationalError):
        reading.read("group", [1, 2, 3])


def test_a_statement_that_one_record_breaks_is_a_matter_of_that_record(searching: Path) -> None:
    class Breaking(GroupSource):
        def objects(self, pks: Collection[int]) -> Iterable[Group]:
            if any(group.name.startswith("%") for group in super().objects(pks)):
                raise OperationalError("malformed JSON")
            return super().objects(pks)

    registry.register(Breaking())
    whole, broken = Group.objects.create(name="Thóc một"), Group.objects.create(name="%Thóc hỏng")

    found = reading.read("group", [whole.pk, broken.pk])

    assert [document.title for document in found.documents] == ["Thóc một"]
    assert list(found.errors) == [f"group:{broken.pk}"]


def test_what_was_refused_keeps_its_old_state_until_it_is_mended(searching: Path) -> None:
    registry.register(Poisoned())
    group = Group.objects.create(name="Thóc cũ")
    outbox.drain()
    group.name = "&Thóc hỏng"
    group.save()
    outbox.drain()
    assert [hit.title for hit in archive.search(SearchQuery("thóc")).hits] == ["Thóc cũ"]

    group.name = "Thóc mới"
    group.save()
    outbox.drain()

    assert [hit.title for hit in archive.search(SearchQuery("thóc")).hits] == ["Thóc mới"]
    assert not outbox.failing().exists()


def test_health_and_the_report_name_what_fails(poisoned: list[str], client: Client) -> None:
    outbox.drain()
    assert "search-refused" in [problem.name for problem in health.problems()]
    client.force_login(User.objects.create_superuser("quan-tri", "quan-tri@tinh.example", "mat-khau-thu-nghiem"))

    html = client.get(reverse("search-failures")).content.decode()

    assert "Bản ghi không lập chỉ mục được" in html
    for key in poisoned:
        assert key in html
    assert "cannot be read" in html
    OutboxEntry.objects.all().delete()
    assert "search-refused" not in [problem.name for problem in health.problems()]


def test_the_report_is_for_those_who_look_after_the_machine(poisoned: list[str], client: Client, editor: User) -> None:
    client.force_login(editor)
    assert client.get(reverse("search-failures")).status_code == 302


def test_a_record_of_the_report_is_tried_again_at_once(poisoned: list[str], client: Client) -> None:
    outbox.drain()
    Group.objects.filter(name__startswith="?").update(name="Thóc lành")
    client.force_login(User.objects.create_superuser("quan-tri", "quan-tri@tinh.example", "mat-khau-thu-nghiem"))

    entry = OutboxEntry.objects.get(error__contains="this record")
    client.post(reverse("search-failures-again", args=[entry.pk]))
    outbox.drain(now=timezone.now())

    assert "Thóc lành" in [hit.title for hit in archive.search(SearchQuery("thóc")).hits]
    assert outbox.failing().count() == 2


def test_the_audit_lists_exactly_what_was_planted_repairs_it_and_fails(searching: Path) -> None:
    """S20 on a small scale: missing, stale and extra rows are named key by key, and gone after ``--repair``."""
    kept, stale, extra = (Group.objects.create(name=name) for name in ("Thóc", "Ngô", "Khoai"))
    outbox.drain()
    Group.objects.filter(pk=stale.pk).update(name="Ngô nếp")
    Group.objects.filter(pk=extra.pk).update(name="!Khoai")
    missing = Group.objects.bulk_create([Group(name="Sắn")])[0]

    def audit(*options: str) -> str:
        printed = io.StringIO()
        with pytest.raises(CommandError):
            call_command("audit_search_index", *options, stdout=printed)
        return printed.getvalue()

    for options in ((), ("--repair",)):
        printed = audit(*options)
        for label, group in (("thiếu", missing), ("cũ", stale), ("thừa", extra)):
            assert f"{label}: 1\n  group:{group.pk}\n" in printed
        assert f"group:{kept.pk}\n" not in printed
    printed_now = io.StringIO()
    call_command("audit_search_index", stdout=printed_now)
    assert "thiếu: 0" in printed_now.getvalue()


def test_the_audit_fails_where_the_index_cannot_be_read(searching: Path) -> None:
    store = next(searching.glob("generation-*/*.store"))
    content = bytearray(store.read_bytes())
    content[3] ^= 1
    store.write_bytes(bytes(content))

    with pytest.raises(CommandError, match="rebuild_search_index"):
        call_command("audit_search_index")
