"""What must hold before the portal starts: nothing publishable is forgotten by search."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core import checks

from portal.editorial.gate import GatedMixin
from search import registry


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
