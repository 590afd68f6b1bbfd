"""The registry of publish blockers: what else must hold before a kind of record may go live.

Apps hand their blockers up in ``apps.py``; the gate and every screen that explains a refusal ask
the same registry.
"""

from collections.abc import Callable
from typing import Any

from portal.editorial.reasons import Reason

Blocker = Callable[[Any, Any], list[Reason]]
"""``(object as the revision holds it, revision) -> reasons``; an empty list lets it pass."""

_blockers: list[tuple[type, Blocker]] = []


def register(model: type, blocker: Blocker) -> None:
    """Ask ``blocker`` before any instance of ``model`` is published."""
    _blockers.append((model, blocker))


def reasons(obj: Any, revision: Any) -> list[Reason]:
    """Return what stands in the way of publishing ``obj`` as ``revision`` holds it."""
    return [reason for model, blocker in _blockers if isinstance(obj, model) for reason in blocker(obj, revision)]
