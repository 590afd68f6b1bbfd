"""What must hold before the portal starts: nothing publishable is forgotten by search."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from portal.editorial.gate import GatedMixin
from search import registry
from search.engines import get_engine


@checks.register("search")
def every_publishable_model_is_found(
    app_configs: Sequence[AppConfig] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """Return an error for each publishable model that is neither registered with search nor exempted."""
    return [
        checks.Error(
            f"{model._meta.label} can be published but search does not know it.",
            hint="Register an IndexSource in the app's apps.py, or search.registry.exempt(model, reason).",
            obj=model,
            id="search.E001",
        )
        for model in apps.get_models()
        if issubclass(model, GatedMixin) and not model._meta.proxy and not registry.is_covered(model)
    ]


@checks.register("search")
def the_engine_has_an_address(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[checks.CheckMessage]:
    """Return an error where ``SEARCH_URL`` names no engine."""
    try:
        get_engine()
    except ImproperlyConfigured as error:
        return [checks.Error(str(error), hint="See SEARCH_URL in the README.", id="search.E002")]
    return []
