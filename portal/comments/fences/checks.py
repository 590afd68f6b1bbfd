"""System checks: Django does not start with a hole in a fence."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.urls import URLPattern, URLResolver, get_resolver
from django_comments_xtd import get_model
from django_comments_xtd.conf import settings as library_settings
from django_comments_xtd.models import XtdComment
from wagtail.snippets.models import get_snippet_models

from portal.comments.fences import guarding

LIBRARY = ("django_comments", "django_comments_xtd")
# What the library reads once, at its first use: the value that it holds counts, not the one in the settings file.
_HELD = {
    "COMMENTS_XTD_CONFIRM_EMAIL": False,
    "COMMENTS_XTD_THREADED_EMAILS": False,
    "COMMENTS_XTD_MAX_THREAD_LEVEL": 1,
}


def connect() -> None:
    """Register the checks."""
    checks.register(library_is_quiet, "comments")
    checks.register(no_address_of_the_library, "comments")
    checks.register(no_screen_of_the_library, "comments")


def library_is_quiet(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Report a library that publishes replies by itself, is subclassed, or mails from threads."""
    found: list[checks.CheckMessage] = []
    if not guarding.is_taken_off():
        found.append(
            checks.Error(
                "The comment library publishes replies that nobody has read when their parent is saved.",
                hint="List portal.comments.fences after django_comments_xtd in INSTALLED_APPS.",
                id="comments.E001",
            )
        )
    if get_model() is not XtdComment:
        found.append(
            checks.Error(
                "The comment library's model is replaced; its receivers would no longer be found.",
                hint="Set COMMENTS_XTD_MODEL to django_comments_xtd.models.XtdComment.",
                id="comments.E002",
            )
        )
    wrong = [name for name, value in _HELD.items() if getattr(library_settings, name) != value]
    if wrong:
        found.append(
            checks.Error(f"The comment library holds other values for {', '.join(wrong)}.", id="comments.E003")
        )
    return found


def no_address_of_the_library(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Report every address that leads to a view of the comment library."""
    return [
        checks.Error(
            f"/{route} leads to {module}, which knows neither drafts nor restrictions.",
            hint="Route the portal's own views instead.",
            id="comments.E004",
        )
        for route, module in views(get_resolver())
        if module.split(".")[0] in LIBRARY
    ]


def no_screen_of_the_library(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Report an administration screen of the comment library's own tables."""
    found: list[checks.CheckMessage] = []
    if "django.contrib.admin" in settings.INSTALLED_APPS:
        found.append(checks.Error("Django's own admin would edit the comment library's rows.", id="comments.E005"))
    exposed = [model._meta.label for model in get_snippet_models() if model._meta.app_label in LIBRARY]
    if exposed:
        found.append(checks.Error(f"The administration edits {', '.join(exposed)} directly.", id="comments.E006"))
    return found


def views(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield every address pattern with the module of the view that it leads to."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern, route)
        elif isinstance(pattern, URLPattern):
            view = pattern.callback
            made_by = getattr(view, "view_class", None) or getattr(view, "cls", None) or view
            yield route, str(getattr(made_by, "__module__", ""))
