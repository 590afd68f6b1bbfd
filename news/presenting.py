"""What a page's template is given beside the page, handed up by the modules that read it: models know neither."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

Present = Callable[[Any, HttpRequest, dict[str, Any]], dict[str, Any]]

_presenters: dict[type[Page], Present] = {}


def register(model: type[Page], present: Present) -> None:
    """Let ``present(page, request, context)`` add to the context of pages of ``model``."""
    _presenters[model] = present


def present(page: Page, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Return what the template of ``page`` is given."""
    return context | _presenters[type(page)](page, request, context)
