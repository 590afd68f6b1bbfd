"""From the database to the index: nothing is lost, nothing hidden stays, a bad record stops nobody."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connections, transaction
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from search import archive, outbox, reconcile
from search.engines import get_engine
from search.engines.embedded.store import Store
from search.models import OutboxEntry
from search.types import SearchQuery

pytestmark = pytest.mark.django_db


def titles(text: str) -> list[str]:
    return sorted(hit.title for hit in archive.search(SearchQuery(text, kinds=("group",))).hits)


def test_a_change_is_found_once_its_transaction_is_through(
    searching: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        group = Group.objects.create(name="Đoàn kết")
        assert titles("đoàn kết") == []
    assert titles("đoàn kết") == ["Đoàn kết"]
    assert outbox.pending() == 0

    with django_capture_on_commit_callbacks(execute=True):
        group.name = "!Đoàn kết"
        group.save()
    assert titles("đoàn kết") == []


def test_a_deleted_record_is_found_no_more(
    searching: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    group = Group.objects.create(name="Đoàn kết")
    outbox.drain()
    with django_capture_on_commit_callbacks(execute=True):
        group.delete()
    assert titles("đoàn kết") == []


def test_a_change_made_while_draining_stays_in_the_outbox(searching: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    group = Group.objects.create(name="Cũ")
    engine = get_engine()
    index = engine.index
    changed: list[bool] = []

    def change_meanwhile(documents: object) -> object:
        if not changed:
            changed.append(True)
            Group.objects.filter(pk=group.pk).update(name="Mới")
            outbox.enqueue("group", group.pk)
        return index(documents)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "index", change_meanwhile)
    outbox.drain()

    assert titles("mới") == ["Mới"]
    assert outbox.pending() == 0


def test_a_busy_index_leaves_the_row_for_the_next_pass(searching: Path) -> None:
    Group.objects.create(name="Đoàn kết")
    holder = threading.Event()
    done = threading.Event()

    def hold() -> None:
        with Store(searching).writing():
            holder.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    holder.wait(10)
    result = outbox.drain()
    done.set()
    thread.join()

    assert result.busy
    assert outbox.pending() == 1
    assert outbox.drain().indexed == 1


def test_a_missing_index_leaves_the_rows_and_the_worker_builds_it(searching: Path) -> None:
    for path in searching.glob("current-*"):
        path.unlink()
    Group.objects.create(name="Đoàn kết")

    assert outbox.drain().stopped
    assert outbox.pending() == 1
    reconcile.heal()

    assert titles("đoàn kết") == ["Đoàn kết"]
    assert outbox.pending() == 0


def test_a_record_that_cannot_be_read_waits_with_its_reason_and_stops_nobody(searching: Path) -> None:
    bad = Group.objects.create(name="?Hỏng")
    Group.objects.create(name="Đoàn kết")
    now = timezone.now()

    done = outbox.drain(now=now)

    assert (done.indexed, done.failed) == (1, 1)
    assert titles("đoàn kết") == ["Đoàn kết"]
    row = OutboxEntry.objects.get()
    assert (row.object_id, row.attempts) == (bad.pk, 1)
    assert "cannot be read" in row.error
    assert outbox.drain(now=now + timedelta(seconds=30)).failed == 0
    assert outbox.drain(now=now + timedelta(minutes=2)).failed == 1


def test_a_bad_record_that_is_mended_while_it_is_read_is_tried_at_once(
    searching: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure is that of the state that was read; the state that came since has its own turn.

    The reason of the old state is not written on it.

    Found wrong, a mended record is found a minute late, or an hour where it had failed often.
    """
    bad = Group.objects.create(name="?Hỏng")
    engine = get_engine()
    index = engine.index

    def mend_meanwhile(documents: object) -> object:
        if Group.objects.filter(pk=bad.pk, name="?Hỏng").update(name="Lành"):
            outbox.enqueue("group", bad.pk)
        return index(documents)  # type: ignore[arg-type]  # what the outbox gives

    monkeypatch.setattr(engine, "index", mend_meanwhile)

    assert outbox.drain().indexed == 1
    assert outbox.pending() == 0


def test_a_bad_record_that_was_mended_is_tried_at_once(searching: Path) -> None:
    bad = Group.objects.create(name="?Hỏng")
    outbox.drain()
    bad.name = "Lành"
    bad.save()

    assert outbox.drain().indexed == 1
    assert outbox.pending() == 0


def test_many_changes_of_one_record_are_one_row(searching: Path) -> None:
    group = Group.objects.create(name="Đoàn kết")
    for _ in range(5):
        group.save()
    assert outbox.pending() == 1


def test_an_import_drains_once_at_its_end(
    searching: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks, outbox.deferred():
        for number in range(5):
            Group.objects.create(name=f"Đoàn kết {number}")
        assert callbacks == []
    assert len(callbacks) == 1
    callbacks[0]()
    assert len(titles("đoàn kết")) == 5


def test_drift_is_named_and_put_right(searching: Path) -> None:
    kept = Group.objects.create(name="Giữ nguyên")
    stale = Group.objects.create(name="Sẽ đổi")
    extra = Group.objects.create(name="Sẽ mất")
    outbox.drain()
    Group.objects.filter(pk=stale.pk).update(name="Đã đổi")
    Group.objects.filter(pk=extra.pk).update(name="!Sẽ mất")
    missing = Group.objects.bulk_create([Group(name="Chưa có")])[0]

    drift = reconcile.reconcile()

    assert (drift.missing, drift.stale, drift.extra) == (
        (f"group:{missing.pk}",),
        (f"group:{stale.pk}",),
        (f"group:{extra.pk}",),
    )
    assert not reconcile.compare()
    assert titles("đã đổi") == ["Đã đổi"]
    assert titles("sẽ mất") == []
    assert titles("giữ nguyên") == [kept.name]


def test_rows_of_an_unknown_kind_are_cleared_away(searching: Path) -> None:
    outbox.enqueue("forgotten", 1)
    outbox.drain()
    assert outbox.pending() == 0


def test_a_rolled_back_change_leaves_no_row(searching: Path) -> None:
    with transaction.atomic():
        Group.objects.create(name="Đoàn kết")
        transaction.set_rollback(True)
    assert outbox.pending() == 0


def test_the_commands_rebuild_and_search(searching: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Group.objects.create(name="14-KL/TW Kết luận về đoàn kết")
    call_command("rebuild_search_index")
    call_command("search", "doan ket")
    call_command("search", "14-kl/tw", "--json")
    printed = capsys.readouterr().out

    assert "14-KL/TW  Kết luận về đoàn kết" in printed
    assert '"number": "14-KL/TW"' in printed
    with pytest.raises(CommandError):
        call_command("search", "x", "--kind", "nothing")


def test_the_commands_say_what_is_wrong_with_the_index(searching: Path) -> None:
    for path in searching.glob("current-*"):
        path.unlink()
    with pytest.raises(CommandError, match="rebuild_search_index"):
        call_command("search", "đoàn kết")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_processes_that_save_the_same_record_leave_its_last_state(searching: Path) -> None:
    group = Group.objects.create(name="Lúc đầu")

    def save(number: int) -> None:
        try:
            Group.objects.filter(pk=group.pk).update(name=f"Lần {number}")
            outbox.enqueue("group", group.pk)
        finally:
            connections.close_all()

    for _ in range(5):
        in_threads([lambda number=number: save(number) for number in range(4)])
    outbox.drain()

    assert dict(get_engine().versions())[f"group:{group.pk}"] == _digest(group)


def _digest(group: Group) -> str:
    group.refresh_from_db()
    (document,) = [each for each in reconcile.documents() if each.key == f"group:{group.pk}"]
    return document.digest()


def in_threads(calls: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_what_runs_after_a_commit_bears_the_name_that_django_writes_when_it_fails(searching: Path) -> None:
    outbox.enqueue("group", 1)
    with outbox.deferred():
        outbox.enqueue("group", 2)

    hooks = [hook for _, hook, _ in connections["default"].run_on_commit]
    assert hooks
    assert all(hook.__qualname__ for hook in hooks)
