"""How long a reader waits for an engine on another machine, over all questions of one page together.

Whoever answers a reader opens :func:`at_most`; an engine that waits for a network asks :func:`left` how long it
may. Without an open limit a single question may take as long as it says itself.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

FOR_A_PAGE = 1.5
"""Seconds; a reader is then told that search is away, and numbers are still found through the database."""

_ends: ContextVar[float | None] = ContextVar("search_patience_ends", default=None)


@contextmanager
def at_most(seconds: float = FOR_A_PAGE) -> Iterator[None]:
    """Let everything inside wait ``seconds`` together; an outer limit that ends earlier stays."""
    token = _ends.set(time.monotonic() + left(seconds))
    try:
        yield
    finally:
        _ends.reset(token)


def left(seconds: float) -> float:
    """Return ``seconds``, or what is left of the open limit where that is less (0 where it is over)."""
    ends = _ends.get()
    return seconds if ends is None else max(0.0, min(seconds, ends - time.monotonic()))
