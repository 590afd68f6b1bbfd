"""The table of synonyms as the analysis takes it: read once a process, again when somebody edits it."""

import math
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from portal.text.vietnamese import slug
from search.models import SynonymGroup
from search.synonym_list import starting_groups
from search.synonyms import Synonyms

SECONDS = 30
"""How long another process goes on with the table that it has read."""

_lock = threading.Lock()
_known: tuple[float, Synonyms] | None = None


def current() -> Synonyms:
    """Return the table's groups that are in use, one query every thirty seconds at most."""
    global _known
    known = _known
    if known is None or time.monotonic() > known[0]:
        with _lock:
            known = _known
            if known is not None and time.monotonic() <= known[0]:
                # Read meanwhile by whoever was here first.
                return known[1]
            groups = [row.as_forms() for row in SynonymGroup.objects.filter(is_used=True).order_by("pk")]
            fresh = tuple(group for group in groups if len(group.forms) > 1)
            same = known is not None and known[1].groups == fresh
            synonyms = known[1] if known is not None and same else Synonyms(fresh)
            _known = known = time.monotonic() + SECONDS, synonyms
    return known[1]


@contextmanager
def starting_list_only() -> Iterator[None]:
    """Answer with the groups of the starting list and never ask the table: for measuring without a database."""
    global _known
    rows = (SynonymGroup(forms="\n".join(forms), beside_number=beside) for forms, beside in starting_groups())
    _known = math.inf, Synonyms(tuple(row.as_forms() for row in rows))
    try:
        yield
    finally:
        forget()


def forget() -> None:
    """Read the table anew at the next question."""
    global _known
    _known = None


def _edited(**_: Any) -> None:
    forget()
    # Once more when it is through: who asked meanwhile has read the table as it was.
    transaction.on_commit(forget, robust=True)


def connect() -> None:
    """Notice edits of this process at once."""
    post_save.connect(_edited, sender=SynonymGroup, dispatch_uid="search.synonyms.saved")
    post_delete.connect(_edited, sender=SynonymGroup, dispatch_uid="search.synonyms.deleted")


def load_starting_groups(user: Any = None) -> None:
    """Write the groups of the starting list that never stood in the table; rows that people changed stay."""
    known = set(SynonymGroup.objects.exclude(starting_key=None).values_list("starting_key", flat=True))
    SynonymGroup.objects.bulk_create(
        SynonymGroup(forms="\n".join(forms), beside_number=beside_number, starting_key=slug(forms[0], 60))
        for forms, beside_number in starting_groups()
        if slug(forms[0], 60) not in known
    )
    forget()
