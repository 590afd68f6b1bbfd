"""On whose behalf the running code acts: the request's user, or the user a command names."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_acting: ContextVar[Any] = ContextVar("acting_user", default=None)


@contextmanager
def acting_as(user: Any) -> Iterator[None]:
    """Run the block on behalf of ``user`` (``None`` for nobody)."""
    token = _acting.set(user)
    try:
        yield
    finally:
        _acting.reset(token)


def acting_user() -> Any:
    """Return the user on whose behalf the code runs, or ``None``."""
    user = _acting.get()
    return user if user is not None and getattr(user, "pk", None) else None
