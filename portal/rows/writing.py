"""Insert and change many rows of one table by one prepared statement.

``bulk_create`` builds a statement for every few rows and asks every field of every row what it is; most of an import
was that. Here a table is looked at once, and its rows go through one short statement. What a field stores is still
the field's to say, so that a row means the same by either way. As with ``bulk_create`` no signal is sent.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

from django.db import connections, models, router, transaction
from django.db.models.constants import OnConflict

_ROWS = 200
# Fields of exactly these classes hand values of exactly these types to the database untouched.
_PLAIN: dict[type, type] = {
    models.CharField: str,
    models.SlugField: str,
    models.TextField: str,
    models.AutoField: int,
    models.BigAutoField: int,
    models.IntegerField: int,
    models.BigIntegerField: int,
    models.PositiveIntegerField: int,
    models.PositiveBigIntegerField: int,
}


def insert(rows: Sequence[models.Model]) -> None:
    """Insert unsaved rows of one model, and give each its key."""
    if not rows:
        return
    model = type(rows[0])
    table = _Table(model)
    values = list(zip(*(_column(field, rows) for field in table.fields), strict=True))
    size = min(_ROWS, table.connection.ops.bulk_batch_size(table.fields, rows))
    keys: list[int] = []
    with transaction.atomic(using=table.connection.alias, savepoint=False), table.connection.cursor() as cursor:
        for at in range(0, len(values), size):
            part = values[at : at + size]
            cursor.execute(table.statement(len(part), keys=True), list(chain.from_iterable(part)))
            keys += [key for (key,) in cursor.fetchall()]
    for row, key in zip(rows, keys, strict=True):
        row.pk, row._state.adding, row._state.db = key, False, table.connection.alias


def insert_alike(
    first: models.Model,
    columns: Mapping[str, Sequence[Any]],
    *,
    ignore_conflicts: bool = False,
    update: Sequence[str] = (),
    unique: Sequence[str] = (),
) -> None:
    """Insert as many rows as ``columns`` have values: each like ``first``, but for the fields that ``columns`` name.

    Fields go by ``attname`` (``user_id``). A row that stands already is left as it is with ``ignore_conflicts``; with
    ``update`` and ``unique`` the row of the same ``unique`` fields takes over the fields of ``update``.
    """
    table = _Table(type(first))
    if strange := set(columns) - {field.attname for field in table.fields}:
        raise TypeError(f"{type(first).__name__} has no such fields: {strange}")
    count = len(next(iter(columns.values())))
    values = [
        _prepared(field, columns[field.attname])
        if field.attname in columns
        else _prepared(field, [field.pre_save(first, True)]) * count
        for field in table.fields
    ]
    on_conflict = OnConflict.IGNORE if ignore_conflicts else OnConflict.UPDATE if update else None
    with transaction.atomic(using=table.connection.alias, savepoint=False), table.connection.cursor() as cursor:
        statement = table.statement(on_conflict=on_conflict, update=update, unique=unique)
        cursor.executemany(statement, list(zip(*values, strict=True)))


def change(model: type[models.Model], pks: Iterable[int], columns: Mapping[str, Sequence[Any]]) -> None:
    """Set the fields that ``columns`` name, by ``attname``, of the rows ``pks``, each to its own values."""
    connection = connections[router.db_for_write(model)]
    quote, meta = connection.ops.quote_name, _meta_of(model)
    by_name = {field.attname: field for field in meta.concrete_fields}
    fields = [by_name[name] for name in columns]
    places = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    statement = f"UPDATE {quote(meta.db_table)} SET {places} WHERE {quote(meta.pk.column)} = %s"  # noqa: S608 - names of our own tables
    values = [_prepared(field, columns[field.attname]) for field in fields]
    with transaction.atomic(using=connection.alias, savepoint=False), connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*values, pks, strict=True)))


class _Table:
    """How rows of a model are written: the fields of a row, but for the key that the database gives."""

    def __init__(self, model: type[models.Model]) -> None:
        meta = _meta_of(model)
        found = [field for field in meta.concrete_fields if not isinstance(field, models.AutoField)]
        if meta.parents or any(field.generated or hasattr(field, "get_placeholder") for field in found):
            raise TypeError(f"the rows of {meta.label} are more than plain values")
        self.fields: list[Any] = found
        self.connection: Any = connections[router.db_for_write(model)]
        self._meta = meta

    def statement(
        self,
        rows: int = 1,
        *,
        keys: bool = False,
        on_conflict: OnConflict | None = None,
        update: Sequence[str] = (),
        unique: Sequence[str] = (),
    ) -> str:
        """Return the statement that inserts so many rows at once; with ``keys`` it answers with those."""
        operations = self.connection.ops
        column = {field.attname: field.column for field in self.fields}
        names = ", ".join(map(operations.quote_name, column.values()))
        places = ", ".join([f"({', '.join(['%s'] * len(column))})"] * rows)
        ends = [operations.on_conflict_suffix_sql(
            self.fields, on_conflict, [column[name] for name in update], [column[name] for name in unique]
        )]  # fmt: skip
        if keys:
            ends.append(operations.return_insert_columns([self._meta.pk])[0])
        begin = f"{operations.insert_statement(on_conflict=on_conflict)} {operations.quote_name(self._meta.db_table)}"
        return " ".join([begin, f"({names})", "VALUES", places, *ends])


def _meta_of(model: type[models.Model]) -> Any:
    return model._meta


def _column(field: Any, rows: Sequence[models.Model]) -> list[Any]:
    own = type(field).pre_save is not models.Field.pre_save
    values = [field.pre_save(row, True) for row in rows] if own else list(map(attrgetter(field.attname), rows))
    return _prepared(field, values)


def _prepared(field: Any, values: Iterable[Any]) -> list[Any]:
    """Return the values as the database takes them."""
    stored = field.target_field if field.remote_field is not None else field
    plain = _PLAIN.get(type(stored))
    # Most values are stored as they are; the field would say so in eight calls.
    return [value if value is None or type(value) is plain else _prepare(field, value) for value in values]


def _prepare(field: Any, value: Any) -> Any:
    if hasattr(value, "resolve_expression"):
        raise TypeError(f"{field.name} is computed by the database")
    return field.get_db_prep_save(value, connections[router.db_for_write(field.model)])
