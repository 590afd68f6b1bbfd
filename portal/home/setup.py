"""What a fresh database is given before anybody logs in. Every step may run again and changes nothing then.

Steps are handed up by the apps and run, in their order, once the last app has been migrated. They
act as the system user ``set-up``, through the same publishing gate as everybody.
"""

from collections.abc import Callable
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils.translation import override

from portal.accounts.models import User
from portal.pages import frame

Step = Callable[[User], None]

_steps: list[tuple[int, Step]] = []


def register(step: Step, order: int) -> None:
    """Run ``step`` with the set-up user at every set-up; lower ``order`` first."""
    if all(known is not step for _, known in _steps):
        _steps.append((order, step))
        _steps.sort(key=lambda pair: pair[0])


def run_all() -> None:
    """Run every step in one transaction: either all stand or none, and the next run begins again."""
    # migrate switches translations off; what set-up builds and writes must not be English for that.
    with transaction.atomic(), override(settings.LANGUAGE_CODE):
        user = User.objects.system("set-up")
        for _, step in _steps:
            step(user)
    frame.forget()


def after_migrate(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Run the set-up when the last app reports that it is migrated and every table stands."""
    migrated = [config for config in apps.get_app_configs() if config.models_module is not None]
    if using == DEFAULT_DB_ALIAS and sender is migrated[-1] and every_table_stands(using):
        run_all()


def every_table_stands(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Return whether the database has all tables of the portal."""
    wanted = {model._meta.db_table for model in apps.get_models() if model._meta.managed}
    return wanted <= set(connections[using].introspection.table_names())


def site_address() -> tuple[str, int]:
    """Return host and port of the address at which the portal is reached, from ``WAGTAILADMIN_BASE_URL``."""
    host = settings.WAGTAILADMIN_BASE_URL.split("//", 1)[-1].split("/", 1)[0]
    name, _, port = host.partition(":")
    secure = settings.WAGTAILADMIN_BASE_URL.startswith("https")
    return name, int(port) if port.isdigit() else (443 if secure else 80)
