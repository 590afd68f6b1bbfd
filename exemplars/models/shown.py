"""What the pages show beside their own fields; the modules that gather it stand above the tables and register here."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

Gather = Callable[[Any, HttpRequest], dict[str, Any]]
_gather: dict[str, Gather] = {}


def register(name: str, gather: Gather) -> None:
    """Let ``gather`` give the template of the page ``name`` (``list``, ``exemplar``) its context."""
    _gather[name] = gather


def context(name: str, page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what was gathered for ``page``."""
    return _gather[name](page, request)
