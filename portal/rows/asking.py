"""Questions whose words never change: compiled once, since wording one takes longer than answering it."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

_MARK = 1_000_000_007


class Prepared:
    """A query about numbers. ``make`` takes as many as it asks about and returns rows of plain values."""

    def __init__(self, make: Callable[..., "QuerySet[Any, Any]"], numbers: int = 0) -> None:
        self._make = make
        self._numbers = numbers

    def worded(self) -> "Prepared":
        """Return this question, worded now where it was not yet. Raises EmptyResultSet where nothing can answer it."""
        self._compiled  # noqa: B018 - kept
        return self

    def first(self, *numbers: int) -> tuple[Any, ...] | None:
        """Return the values of the first row as the database holds them, or ``None`` where there is none."""
        statement, fixed, places = self._compiled
        values = [numbers[place] if place is not None else value for value, place in zip(fixed, places, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchone()

    @cached_property
    def _compiled(self) -> tuple[str, list[Any], list[int | None]]:
        marks = [_MARK + at for at in range(self._numbers)]
        statement, values = self._make(*marks)[:1].query.sql_with_params()
        places = [marks.index(value) if value in marks else None for value in values]
        if sorted(place for place in places if place is not None) != list(range(self._numbers)):
            raise TypeError("every number is to be asked about exactly once")
        return statement, list(values), places
