"""The sections of the home page, handed up by the apps. A section with nothing to show disappears."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the home page: its template, and what the template is given."""

    template: str
    context: Mapping[str, Any]


Build = Callable[[HttpRequest], Section | None]

_builders: list[tuple[int, Build]] = []


def register(build: Build, order: int) -> None:
    """Let ``build`` add a section; ``order`` counts from the top. It answers ``None`` where nothing is to be shown."""
    if all(known is not build for _, known in _builders):
        _builders.append((order, build))
        _builders.sort(key=lambda pair: pair[0])


def build_all(request: HttpRequest) -> list[Section]:
    """Return the sections that have something to show, from the top."""
    built = (build(request) for _, build in _builders)
    return [section for section in built if section is not None]
