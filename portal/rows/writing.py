"""Insert and change many rows of one table by one prepared statement.

``bulk_create`` builds a statement for every few rows and asks every field of every row what it is; most of an import
was that. Here a table is looked at once, and its rows go through one short statement. What a field stores is still
the field's to say, so that a row means the same by either way. As with ``bulk_create`` no signal is sent.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
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
    table = _table(type(rows[0]))
    connection = table.connection
    values = list(zip(*(column.of(rows, connection) for column in table.columns), strict=True))
    size = min(_ROWS, connection.ops.bulk_batch_size(table.fields, rows))
    keys: list[int] = []
    with transaction.atomic(using=connection.alias, savepoint=False), connection.cursor() as cursor:
        for at in range(0, len(values), size):
            part = values[at : at + size]
            cursor.execute(table.statement(connection, len(part), keys=True), list(chain.from_iterable(part)))
            keys += [key for (key,) in cursor.fetchall()]
    for row, key in zip(rows, keys, strict=True):
        _stored(row, key, connection.alias)


def insert_if_new(row: models.Model) -> bool:
    """Insert an unsaved row and give it its key, unless another stands in its way; return whether it is stored."""
    table = _table(type(row))
    connection = table.connection
    statement = table.statement(connection, keys=True, on_conflict=OnConflict.IGNORE)
    with connection.cursor() as cursor:
        cursor.execute(statement, [column.of([row], connection)[0] for column in table.columns])
        found = cursor.fetchone()
    if found is not None:
        _stored(row, found[0], connection.alias)
    return found is not None


def insert_alike(
    first: models.Model,
    columns: Mapping[str, Sequence[Any]],
    *,
    ignore_conflicts: bool = False,
    update: tuple[str, ...] = (),
    unique: tuple[str, ...] = (),
) -> None:
    """Insert as many rows as ``columns`` have values: each like ``first``, but for the fields that ``columns`` name.

    Fields go by ``attname`` (``user_id``). A row that stands already is left as it is with ``ignore_conflicts``; with
    ``update`` and ``unique`` the row of the same ``unique`` fields takes over the fields of ``update``.
    """
    table = _table(type(first))
    connection = table.connection
    if strange := set(columns) - {column.name for column in table.columns}:
        raise TypeError(f"{type(first).__name__} has no such fields: {strange}")
    count = len(next(iter(columns.values())))
    values = [
        column.prepared(columns[column.name], connection)
        if column.name in columns
        else column.of([first], connection) * count
        for column in table.columns
    ]
    on_conflict = OnConflict.IGNORE if ignore_conflicts else OnConflict.UPDATE if update else None
    statement = table.statement(connection, on_conflict=on_conflict, update=update, unique=unique)
    with transaction.atomic(using=connection.alias, savepoint=False), connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*values, strict=True)))


def change(model: type[models.Model], pks: Iterable[int], columns: Mapping[str, Sequence[Any]]) -> None:
    """Set the fields that ``columns`` name, by ``attname``, of the rows ``pks``, each to its own values."""
    table = _table(model)
    connection, by_name = table.connection, {column.name: column for column in table.columns}
    quote = connection.ops.quote_name
    changed = [by_name[name] for name in columns]
    places = ", ".join(f"{quote(column.field.column)} = %s" for column in changed)
    statement = f"UPDATE {quote(table.meta.db_table)} SET {places} WHERE {quote(table.meta.pk.column)} = %s"  # noqa: S608 - names of our own tables
    values = [column.prepared(columns[column.name], connection) for column in changed]
    with transaction.atomic(using=connection.alias, savepoint=False), connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*values, pks, strict=True)))


def _stored(row: models.Model, key: int, alias: str) -> None:
    row.pk, row._state.adding, row._state.db = key, False, alias


class _Column:
    """A field as its values are written."""

    def __init__(self, field: Any) -> None:
        self.field = field
        self.name: str = field.attname
        self._get = attrgetter(field.attname)
        self._plain = _PLAIN.get(type(field.target_field if field.remote_field is not None else field))
        self._sets_itself = type(field).pre_save is not models.Field.pre_save

    def of(self, rows: Sequence[models.Model], connection: Any) -> list[Any]:
        """Return what the rows have in it, as the database takes it."""
        values = [self.field.pre_save(row, True) for row in rows] if self._sets_itself else map(self._get, rows)
        return self.prepared(values, connection)

    def prepared(self, values: Iterable[Any], connection: Any) -> list[Any]:
        """Return the values as the database takes them."""
        # Most are stored as they are; the field would say so in eight calls.
        plain = self._plain
        return [
            value if value is None or type(value) is plain else self._prepare(value, connection) for value in values
        ]

    def _prepare(self, value: Any, connection: Any) -> Any:
        if hasattr(value, "resolve_expression"):
            raise TypeError(f"{self.field.name} is computed by the database")
        return self.field.get_db_prep_save(value, connection)


class _Table:
    """How rows of a model are written: the fields of a row, but for the key that the database gives."""

    def __init__(self, model: type[models.Model]) -> None:
        self.meta: Any = model._meta
        self.fields = [field for field in self.meta.concrete_fields if not isinstance(field, models.AutoField)]
        if self.meta.parents or any(field.generated or hasattr(field, "get_placeholder") for field in self.fields):
            raise TypeError(f"the rows of {self.meta.label} are more than plain values")
        self.columns = [_Column(field) for field in self.fields]
        self._model = model

    @property
    def connection(self) -> Any:
        """The connection of this thread to the database that the rows are written to."""
        return connections[router.db_for_write(self._model)]

    def statement(
        self,
        connection: Any,
        rows: int = 1,
        *,
        keys: bool = False,
        on_conflict: OnConflict | None = None,
        update: tuple[str, ...] = (),
        unique: tuple[str, ...] = (),
    ) -> str:
        """Return the statement that inserts so many rows at once; with ``keys`` it answers with those."""
        return _statement(self, connection.alias, rows, keys, on_conflict, update, unique)


@lru_cache(maxsize=256)
def _table(model: type[models.Model]) -> _Table:
    return _Table(model)


@lru_cache(maxsize=256)
def _statement(
    table: _Table,
    alias: str,
    rows: int,
    keys: bool,
    on_conflict: OnConflict | None,
    update: tuple[str, ...],
    unique: tuple[str, ...],
) -> str:
    operations: Any = connections[alias].ops
    column = {field.attname: field.column for field in table.fields}
    names = ", ".join(map(operations.quote_name, column.values()))
    places = ", ".join([f"({', '.join(['%s'] * len(column))})"] * rows)
    ends = [operations.on_conflict_suffix_sql(
        table.fields, on_conflict, [column[name] for name in update], [column[name] for name in unique]
    )]  # fmt: skip
    if keys:
        ends.append(operations.return_insert_columns([table.meta.pk])[0])
    begin = f"{operations.insert_statement(on_conflict=on_conflict)} {operations.quote_name(table.meta.db_table)}"
    return " ".join([begin, f"({names})", "VALUES", places, *ends])
