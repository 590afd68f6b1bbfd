"""Importing records beside a bare ``bulk_create`` of the very rows that the import had written.

Each round imports fresh records through the command's own door, then takes every row that this wrote, in every
table, out of the database and puts it back with one ``bulk_create`` a table in one transaction. Ours reads,
checks and files; the bare side knows the answers already and only writes them.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Max, Model

from benchmarks.measuring import Case, Plan, Sides
from benchmarks.texts import Made, documents
from documents.importing.run import PublishOrder, run_import
from portal.accounts.models import User

_ROWS = 200
_SMOKE_ROWS = 8
_CLAUSES = 12
_FIRST_PUBLIC = 500_001


def cases(_plan: Plan) -> list[Case]:
    """Return the comparisons: as drafts, and with an order to publish."""
    return [
        Case("drafts", "Nhập văn bản, để bản nháp", None, partial(_prepared, publish=False)),
        Case("published", "Nhập văn bản và công khai", None, partial(_prepared, publish=True)),
    ]


@contextmanager
def _prepared(plan: Plan, *, publish: bool) -> Iterator[Sides]:
    count = plan.rows or (_SMOKE_ROWS if plan.smoke else _ROWS)
    importing = Importing(plan.folder, count, publish=publish)
    importing.ours()
    sizes = {"records": count, "clauses": _CLAUSES, "tables": importing.tables, "table_rows": importing.written}
    yield Sides(importing.ours, importing.bare, "dòng/s", sizes)


class Importing:
    """Both sides: ours imports fresh records, the bare side writes the rows of the last import anew."""

    def __init__(self, folder: Path, count: int, *, publish: bool) -> None:
        self._file = folder / "records.jsonl"
        self._count = count
        self._publish = publish
        self._next = _FIRST_PUBLIC if publish else 1
        self._rows: dict[type[Model], list[Model]] = {}
        self._clerk = _person("bench-clerk")
        self._leader = _person("bench-leader")

    @property
    def tables(self) -> int:
        """How many tables an import writes to."""
        return len(self._rows)

    @property
    def written(self) -> int:
        """How many rows the last import wrote."""
        return sum(len(rows) for rows in self._rows.values())

    def ours(self) -> float:
        """Import records that are not known yet; return how many a second."""
        self._write()
        before = {model: _last(model) for model in _tables()}
        order = PublishOrder(self._leader, "Kế hoạch đo tốc độ nhập") if self._publish else None
        began = time.perf_counter()
        summary = run_import(path=self._file, adapter="jsonl", entered_by=self._clerk, order=order)
        took = time.perf_counter() - began
        if summary.created != self._count or (self._publish and summary.published != self._count):
            raise RuntimeError(
                f"the import did not take everything: {summary.counts()} {[*summary.refused, *summary.drafts][:2]}"
            )
        self._rows = {
            model: rows for model, last in before.items() if (rows := list(model._base_manager.filter(pk__gt=last)))
        }
        return self._count / took

    def bare(self) -> float:
        """Write the rows of the last import again; return how many records a second."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                for model, rows in self._rows.items():
                    table = connection.ops.quote_name(model._meta.db_table)
                    key = connection.ops.quote_name(model._meta.pk.attname)
                    cursor.executemany(f"DELETE FROM {table} WHERE {key} = %s", [(row.pk,) for row in rows])  # noqa: S608 - names of our own tables
            began = time.perf_counter()
            for model, rows in self._rows.items():
                model._base_manager.bulk_create(rows, batch_size=500)
        return self._count / (time.perf_counter() - began)

    def _write(self) -> None:
        with self._file.open("w", encoding="utf-8") as lines:
            for each in documents(self._count, first=self._next, clauses=_CLAUSES):
                lines.write(json.dumps(_record(each, self._publish), ensure_ascii=False) + "\n")
        self._next += self._count


def _tables() -> list[type[Model]]:
    """Return every table with a number for its key."""
    numbers = ("AutoField", "BigAutoField")
    found = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    return [model for model in found if model._meta.pk is not None and model._meta.pk.get_internal_type() in numbers]


def _last(model: type[Model]) -> int:
    return int(model._base_manager.aggregate(last=Max("pk"))["last"] or 0)


def _person(name: str) -> User:
    person, _ = User.objects.get_or_create(username=name, defaults={"is_superuser": True})
    return person


def _record(made: Made, publish: bool) -> dict[str, str]:
    head = f"{made.issuer.upper()}\n-------\nSố: {made.symbol}\n{made.type_name.upper()}\nvề {made.subject}\n\n"
    cited = f"Căn cứ Kế hoạch số {made.number % 50 + 1}/KH-BYT ngày 12/3/2019 của Bộ Y tế;\n"
    body = "\n".join(f"Điều {at}. {clause}" for at, clause in enumerate(made.clauses, start=1))
    return {
        "source": "bench-public" if publish else "bench",
        "key": str(made.number),
        "title": made.title,
        "number": made.symbol,
        "type": made.type_name,
        "issuer": made.issuer,
        "issued_on": made.issued_on.isoformat(),
        "text": head + cited + body,
    }
