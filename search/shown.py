"""What an index keeps of a record for showing it, the same on every engine. Pure."""

from typing import Any

from portal.text.vietnamese import normalise
from search.types import IndexDocument


def shown_of(document: IndexDocument) -> dict[str, Any]:
    """Return what a result row of ``document`` prints, as plain JSON; its text is kept in the index of passages."""
    return {
        "key": document.key,
        "kind": document.kind,
        "title": normalise(document.title),
        "number": normalise(document.number),
        "summary": normalise(document.summary),
        "url": document.url,
        "date": document.date.isoformat() if document.date else None,
        "shown": dict(document.shown),
        "source": document.source,
        "source_key": document.source_key,
    }
