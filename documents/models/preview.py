"""How a draft is shown before it is public: the page's own room hands its builder up."""

from collections.abc import Callable
from typing import Any

_builders: list[Callable[[Any], dict[str, Any]]] = []


def register(builder: Callable[[Any], dict[str, Any]]) -> None:
    """Show drafts with the context that ``builder`` makes of a document."""
    _builders[:] = [builder]


def context_of(document: Any) -> dict[str, Any]:
    """Return the context of the public page for ``document``."""
    return _builders[0](document) if _builders else {}
