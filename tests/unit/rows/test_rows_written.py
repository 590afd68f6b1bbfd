"""Rows written by a prepared statement are the rows that ``bulk_create`` writes, whatever their fields hold."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models.functions import Now
from django.utils import timezone

from documents.models import ImportRun, OfficialDocument, PendingLinks, Provenance
from portal.accounts.models import User
from portal.audit.models import AuditEntry
from portal.files.models import StoredFile
from portal.rows.writing import change, insert, insert_alike, insert_if_new
from search.models import OutboxEntry

pytestmark = pytest.mark.django_db


def values_of(rows: list[Any]) -> list[dict[str, Any]]:
    keys = [row.pk for row in rows]
    assert len(set(keys)) == len(rows)
    stored = {row["id"]: row for row in type(rows[0])._base_manager.filter(pk__in=keys).values()}
    return [{name: value for name, value in stored[key].items() if name != "id"} for key in keys]


def documents(count: int) -> list[OfficialDocument]:
    return [
        OfficialDocument(
            live=False, symbol=f"{at}/KH-UBND", title="Kế hoạch “thử” \\ %s %%", body_text="Điều 1.\nđ" * at,
            issued_on=date(2024, 5, 1 + at % 28) if at % 3 else None,
            body_nodes=[{"kind": "dieu", "start": at, "heading": "Phạm vi"}],
        )
        for at in range(count)
    ]  # fmt: skip


def test_rows_and_their_keys_are_those_of_bulk_create() -> None:
    ours, theirs = documents(450), documents(450)

    insert(ours)
    OfficialDocument.objects.bulk_create(theirs)

    assert values_of(ours) == values_of(theirs)
    assert [row.symbol for row in OfficialDocument.objects.filter(pk__in=[row.pk for row in ours]).order_by("pk")] == [
        row.symbol for row in ours
    ]
    assert not any(row._state.adding for row in ours)


def test_child_rows_know_what_they_point_to(clerk: User) -> None:
    (document,) = documents(1)
    insert([document])
    insert([Provenance(document_id=document.pk, field="symbol", kind="printed", start=0, end=9, entered_by=clerk)])

    row = Provenance.objects.get(document=document)

    assert (row.entered_by, row.source_file_id, row.page, row.end, row.sort_order) == (clerk, None, None, 9, None)


def test_rows_that_are_alike_but_for_some_fields_take_the_rest_from_the_first(clerk: User) -> None:
    insert_alike(
        AuditEntry(action="thu", actor=clerk, actor_name="clerk", object_type="x"),
        {"object_id": ["1", "2"], "data": [{"số": [1, None]}, {}]},
    )

    found = AuditEntry.objects.filter(action="thu").order_by("pk")

    assert [(row.object_id, row.data, row.actor, row.actor_name) for row in found] == [
        ("1", {"số": [1, None]}, clerk, "clerk"), ("2", {}, clerk, "clerk")
    ]  # fmt: skip
    assert all(row.recorded_at for row in found)


def test_a_row_that_stands_takes_over_what_is_told_or_is_left_alone() -> None:
    now = timezone.now()
    OutboxEntry.objects.create(kind="thu", object_id=1, ticket=5, queued_at=now, attempts=3, error="cũ")
    insert_alike(
        OutboxEntry(kind="thu", queued_at=now),
        {"object_id": [1, 2], "ticket": [7, 8]},
        update=("ticket", "attempts"),
        unique=("kind", "object_id"),
    )
    first = OutboxEntry(kind="thu", queued_at=now)
    insert_alike(first, {"object_id": [2, 3], "ticket": [9, 9]}, ignore_conflicts=True)

    found = OutboxEntry.objects.filter(kind="thu").order_by("object_id")

    assert [(row.ticket, row.attempts, row.error) for row in found] == [(7, 0, "cũ"), (8, 0, ""), (9, 0, "")]


def test_a_row_goes_in_unless_another_stands_in_its_way() -> None:
    first, second = (OutboxEntry(kind="thu", object_id=5, ticket=at, queued_at=timezone.now()) for at in (1, 2))

    assert insert_if_new(first)
    assert not insert_if_new(second)

    assert (OutboxEntry.objects.get(kind="thu").pk, first.ticket, second.pk) == (first.pk, 1, None)


def test_rows_are_changed_each_to_its_own_values() -> None:
    rows = documents(3)
    insert(rows)

    change(
        OfficialDocument, [row.pk for row in rows[:2]], {"symbol": ["a", "b"], "issued_on": [None, date(2020, 1, 2)]}
    )

    found = OfficialDocument.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    assert [row.symbol for row in found] == ["a", "b", "2/KH-UBND"]
    assert found[1].issued_on == date(2020, 1, 2)


def test_what_the_table_refuses_is_refused_whole() -> None:
    (document,) = documents(1)
    insert([document])

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_alike(PendingLinks(), {"document_id": [document.pk, document.pk]})

    assert not PendingLinks.objects.exists()


def test_a_field_that_is_not_there_or_is_computed_is_a_mistake(clerk: User) -> None:
    with pytest.raises(TypeError, match="no such fields"):
        insert_alike(ImportRun(entered_by=clerk), {"entered_by": [clerk]})
    with pytest.raises(TypeError, match="computed"):
        insert([StoredFile(size=Now())])
