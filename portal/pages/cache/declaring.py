"""Views say which of their answers every reader may be given, and which parameters of the address they read.

Nothing is kept unless its view says so. What a view does not read is no part of the answer's key, and does not reach
the view either: an address with a made-up query is the same page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

_MARK = "_page_cache_declared"


@dataclass(frozen=True, slots=True)
class Declared:
    """What a view has said of its answer: the parameters that it reads, and whether the answer may be kept."""

    parameters: frozenset[str]
    is_kept: bool = True


def keep(response: HttpResponseBase, *parameters: str, is_kept: bool = True) -> HttpResponseBase:
    """Say that ``response`` depends on the address and these ``parameters`` of it alone; return it.

    With ``is_kept`` false it is sent compressed and can be revalidated, but is made anew for each reader.
    """
    setattr(response, _MARK, Declared(frozenset(parameters), is_kept))
    return response


def kept(*parameters: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Decorate a view all of whose successful answers depend on the address and ``parameters`` alone."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view, updated=())
        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return keep(view(request, *args, **kwargs), *parameters)

        return keeping

    return decorate


def declared_of(response: HttpResponseBase) -> Declared | None:
    """Return what the view has said of its answer, or ``None``."""
    said: Declared | None = getattr(response, _MARK, None)
    return said
