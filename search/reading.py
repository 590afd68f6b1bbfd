"""Records of an owner → documents for the engines, so that one that cannot be read never takes its neighbours down."""

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError

from search import registry
from search.types import IndexDocument

logger = logging.getLogger(__name__)

BATCH = 200
LONGEST_REASON = 1_000


@dataclass(slots=True)
class Read:
    """What some records are now: documents, keys of what may not be found, and reasons of what cannot be read."""

    documents: list[IndexDocument] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)


def read(kind: str, pks: Collection[int]) -> Read:
    """Return the present state of the records ``pks`` of ``kind``; of an unknown kind all are gone.

    Raises OperationalError or InterfaceError where the database is away.
    """
    found = Read()
    source = registry.source_of_kind(kind)
    if source is None:
        found.gone += [f"{kind}:{pk}" for pk in pks]
    else:
        _read_into(found, source, list(pks))
    return found


def everything(errors: dict[str, str]) -> Iterator[IndexDocument]:
    """Yield everything that may be found now; what cannot be read is named in ``errors`` (key → reason)."""
    for source in registry.sources():
        last = 0
        try:
            for obj in source.everything():
                last = max(last, obj.pk)
                if (document := _document(source, obj, errors)) is not None:
                    yield document
        except Exception:
            logger.exception("%s cannot be read in one go; the rest is read piece by piece", source.kind)
            yield from _piece_by_piece(source, last, errors)


def reason_of(error: BaseException) -> str:
    """Return an error as a line of a list."""
    return f"{type(error).__name__}: {error}"[:LONGEST_REASON]


def _piece_by_piece(source: registry.IndexSource, after: int, errors: dict[str, str]) -> Iterator[IndexDocument]:
    rows = source.model._default_manager.order_by("pk")
    while pks := list(rows.filter(pk__gt=after).values_list("pk", flat=True)[:BATCH]):
        found = read(source.kind, pks)
        errors |= found.errors
        yield from found.documents
        after = pks[-1]


def _read_into(found: Read, source: registry.IndexSource, pks: list[int]) -> None:
    try:
        visible = source.visible(pks)
        objects = list(source.objects(visible))
    except Exception as error:
        if isinstance(error, OperationalError | InterfaceError) and not _can_be_asked(source):
            raise
        if len(pks) == 1:
            logger.exception("%s:%s cannot be read", source.kind, pks[0])
            found.errors[f"{source.kind}:{pks[0]}"] = reason_of(error)
            return
        # One of them stops the others: halves tell which.
        middle = len(pks) // 2
        _read_into(found, source, pks[:middle])
        _read_into(found, source, pks[middle:])
        return
    for obj in objects:
        if (document := _document(source, obj, found.errors)) is not None:
            found.documents.append(document)
    found.gone += [f"{source.kind}:{pk}" for pk in pks if pk not in visible]


def _can_be_asked(source: registry.IndexSource) -> bool:
    """Return whether the database answers at all: where it does not, no record is to blame."""
    try:
        source.model._default_manager.order_by("pk").values_list("pk", flat=True).first()
    except DatabaseError:
        return False
    return True


def _document(source: registry.IndexSource, obj: Any, errors: dict[str, str]) -> IndexDocument | None:
    key = f"{source.kind}:{obj.pk}"
    try:
        document = source.to_document(obj)
        document.digest()
    except Exception as error:
        logger.exception("%s cannot be indexed", key)
        errors[key] = reason_of(error)
        return None
    return document
