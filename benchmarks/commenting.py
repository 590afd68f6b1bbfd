"""Accepted comments beside bare transactions that insert the same row, eight clients at once on a file database.

Ours is what the form calls once it is read: the fences against repeats and floods, the row, its audit entry, all in
one transaction. The bare side writes one row of the same table and nothing else.
"""

import multiprocessing
import random
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection, connections, transaction

from benchmarks.importing import Importing
from benchmarks.measuring import Bound, Case, Plan, Sides
from benchmarks.texts import sentence
from portal.comments import targets
from portal.comments.models import Submission
from portal.comments.submitting import Typed, submit

_CLIENTS = 8
_PLACES = 8
_UNIQUE = ("key", "receipt_hash", "sameness")
_NO_LIMIT = 10**9
Attempt = Callable[[int], None]


def cases(_plan: Plan) -> list[Case]:
    """Return the comparison of this benchmark."""
    return [Case("accepted", "Nhận ý kiến", Bound(0.1), _prepared)]


@contextmanager
def _prepared(plan: Plan) -> Iterator[Sides]:
    Importing(plan.folder, _PLACES, publish=True).ours()
    # Clients of a benchmark are no people: how often each may write is not what is measured.
    settings.COMMENT_LIMITS = {what: [(_NO_LIMIT, 600)] for what in settings.COMMENT_LIMITS}
    places = _places()
    _send(places, 0)
    statement, row = _insert_of(Submission.objects.latest("pk"))
    ours = partial(_per_second, partial(_send, places), plan.seconds)
    bare = partial(_per_second, partial(_insert, statement, row), plan.seconds)
    yield Sides(ours, bare, "ý kiến/s", {"clients": _CLIENTS, "places": _PLACES, "characters": len(_words(0))})


def _places() -> list[targets.Target]:
    kind = next(kind for kind in targets.kinds() if kind.model._meta.label == "documents.OfficialDocument")
    found = [targets.target_of(kind.word, pk) for pk in kind.visible().values_list("pk", flat=True)[:_PLACES]]
    places = [place for place in found if place is not None and place.takes_comments]
    if not places:
        raise RuntimeError("no place takes comments")
    return places


def _send(places: list[targets.Target], number: int) -> None:
    typed = Typed(name="Người đo", body=_words(number))
    receipt = submit(key=uuid.uuid4(), target=places[number % len(places)], typed=typed, client=f"client-{number}")
    if not receipt.is_new:
        raise RuntimeError("a comment was taken for one that is known")


def _insert(statement: str, row: dict[str, Any], _number: int) -> None:
    fresh = row | {name: uuid.uuid4().hex for name in _UNIQUE}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, list(fresh.values()))


def _insert_of(sent: Submission) -> tuple[str, dict[str, Any]]:
    """Return the statement that inserts a row like that of ``sent``, and its values by column."""
    columns = [str(field.column) for field in Submission._meta.concrete_fields if not field.primary_key]
    table, key = Submission._meta.db_table, Submission._meta.pk.column
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM "{table}" WHERE "{key}" = %s', [sent.pk])  # noqa: S608 - our own table
        row = dict(zip(columns, cursor.fetchone(), strict=True))
    places = ", ".join(["%s"] * len(columns))
    return f'INSERT INTO "{table}" ({names}) VALUES ({places})', row  # noqa: S608 - names of our own table


def _words(number: int) -> str:
    dice = random.Random(number)  # noqa: S311 - no secret, the same text everywhere
    return " ".join(sentence(dice) for _ in range(3)) + f" ({number})"


def _per_second(attempt: Attempt, seconds: float) -> float:
    """Return how often a second ``_CLIENTS`` processes together succeed with ``attempt``."""
    connections.close_all()  # a connection must not be shared with a child
    context = multiprocessing.get_context("fork")
    counted = context.Queue()
    children = [context.Process(target=_repeat, args=(attempt, seconds, counted)) for _ in range(_CLIENTS)]
    for child in children:
        child.start()
    counts = [counted.get() for _ in children]
    for child in children:
        child.join()
    if min(counts) < 0:
        raise RuntimeError("a client failed; the reason stands above")
    return sum(counts) / seconds


def _repeat(attempt: Attempt, seconds: float, counted: "multiprocessing.Queue[int]") -> None:
    count, first = 0, uuid.uuid4().int >> 64
    deadline = time.monotonic() + seconds
    try:
        while time.monotonic() < deadline:
            attempt(first + count)
            count += 1
    except BaseException:
        count = -1
        raise
    finally:
        counted.put(count)
        connections.close_all()
