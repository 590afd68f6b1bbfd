"""What a file must pass before a byte of it is stored: inspectors are handed up by the rooms."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file in memory, not yet stored. ``actor`` is who brings it."""

    content: bytes
    name: str
    content_type: str
    actor: Any = None


class FileRefused(Exception):
    """The file is not taken; ``message`` tells the person why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(message)


Inspector = Callable[[IncomingFile], None]
_inspectors: list[Inspector] = []


def register(inspector: Inspector) -> None:
    """Ask ``inspector`` about every file before it is stored; it raises :class:`FileRefused`."""
    _inspectors.append(inspector)


def inspect(file: IncomingFile) -> None:
    """Ask every inspector; raises :class:`FileRefused` by the first that objects."""
    for inspector in _inspectors:
        inspector(file)
