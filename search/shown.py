"""What an index keeps of a record for showing it, the same on every engine. Pure."""

from typing import Any

from portal.text.vietnamese import normalise
from search.types import IndexDocument

MAX_STORED = 60_000
"""How many characters of a body are kept for showing passages."""


def shown_of(document: IndexDocument) -> dict[str, Any]:
    """Return what a result row of ``document`` prints, and the parts that passages are cut from, as plain JSON."""
    parts: list[tuple[str, str, str]] = []
    room = MAX_STORED
    for passage in document.passages:
        text = normalise(passage.text)[:room]
        if text:
            parts.append((text, passage.label, passage.anchor))
            room -= len(text)
    if not document.passages and document.body:
        parts.append((normalise(document.body[: MAX_STORED + 64])[:MAX_STORED], "", ""))
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
        "parts": parts,
    }
