"""The public surfaces: every address at which something published could be read.

Each room registers its surfaces, and the test of hidden content visits all of them for every
publishable record in every state that may not be read. A surface that is not registered here is
a leak that nobody looks for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Addresses = Callable[[Any], list[str]]


@dataclass(frozen=True, slots=True)
class Surface:
    """One way to read a record: its name, and the addresses at which a given record would be read."""

    name: str
    addresses: Addresses


_surfaces: dict[str, Surface] = {}


def register(name: str, addresses: Addresses) -> None:
    """Register the surface ``name``; ``addresses(obj)`` returns where ``obj`` would be read (none: not here)."""
    _surfaces[name] = Surface(name, addresses)


def surfaces() -> list[Surface]:
    """Return every registered surface, in the order of registration."""
    return list(_surfaces.values())
