"""Records that show a piece of another row: what an organisation is called, what a section is called.

Their owners hand up here whose rows they show. A change of such a row may concern a hundred thousand records: who
makes it writes one row, and the outbox walks the records later, some at a time, behind whatever else waits.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.models import Page

from search import registry
from search.models import Spread

STEP = 100
"""How many records are taken up at a time: the most that a change made meanwhile waits behind."""


_BRANCH = "branch-"


def itself(instance: Any) -> int:
    """Return the primary key: the row tells about itself."""
    return int(instance.pk)


@dataclass(frozen=True, slots=True)
class Follower:
    """Records of ``kind`` that show something of other rows.

    ``name`` is stored and must not change. ``told_by`` holds the models whose rows are shown, with the row that an
    instance tells about (a name tells about its organisation). ``after(row, pk, limit)`` returns up to ``limit``
    primary keys above ``pk``, in order, of the records that show the row.
    """

    name: str
    kind: str
    told_by: Mapping[type[models.Model], Callable[[Any], int]]
    after: Callable[[int, int, int], list[int]]


@dataclass(frozen=True, slots=True)
class Step:
    """The next records of a walk, and how far the walk has come once they are taken up."""

    walk: Spread
    kind: str
    pks: list[int]

    def taken(self) -> None:
        """Go on behind these records the next time; a change made since begins anew and keeps its row."""
        unchanged = Spread.objects.filter(pk=self.walk.pk, ticket=self.walk.ticket)
        if len(self.pks) < STEP:
            unchanged.delete()
        else:
            unchanged.update(after=self.pks[-1])


_followers: dict[str, Follower] = {}


def register(follower: Follower) -> None:
    """Have the records that ``follower`` names looked at again whenever a row that they show changes."""
    _followers[follower.name] = follower


def of(instance: models.Model) -> Iterator[tuple[str, int]]:
    """Yield the name of each follower that ``instance`` concerns, and the row that it concerns."""
    for follower in _followers.values():
        for model, row_of in follower.told_by.items():
            if isinstance(instance, model):
                yield follower.name, row_of(instance)


def note(name: str, row: int) -> None:
    """Write down that everything that the follower ``name`` ties to ``row`` is to be looked at again."""
    Spread.objects.bulk_create(
        [Spread(name=name, row=row, after=0, ticket=secrets.randbits(62))],
        update_conflicts=True,
        unique_fields=["name", "row"],
        update_fields=["after", "ticket"],
    )


def next_step() -> Step | None:
    """Return the records to take up next, or ``None`` where nothing is being walked."""
    walk = Spread.objects.order_by("pk").first()
    if walk is None:
        return None
    if walk.name.startswith(_BRANCH):
        kind = walk.name.removeprefix(_BRANCH)
        return Step(walk, kind, below(kind)(walk.row, walk.after, STEP))
    follower = _followers.get(walk.name)
    if follower is None:
        return Step(walk, "", [])
    return Step(walk, follower.kind, follower.after(walk.row, walk.after, STEP))


def branches() -> list[str]:
    """Return the names under which :func:`note` takes a page for all pages below it, one for each kind of page."""
    return [f"{_BRANCH}{source.kind}" for source in registry.sources() if issubclass(source.model, Page)]


def below(kind: str) -> Callable[[int, int, int], list[int]]:
    """Return what :attr:`Follower.after` is for pages of ``kind`` that stand below a page."""

    def after(row: int, pk: int, limit: int) -> list[int]:
        source = registry.source_of_kind(kind)
        path = Page.objects.filter(pk=row).values_list("path", flat=True).first()
        if source is None or path is None:
            return []
        pages = source.model._default_manager.filter(path__startswith=path, pk__gt=pk)
        return list(pages.order_by("pk").values_list("pk", flat=True)[:limit])

    return after
