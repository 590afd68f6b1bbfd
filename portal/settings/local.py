"""One machine: what ``./bin/serve`` and ``./bin/manage`` run with."""

from portal.settings.base import *  # noqa: F403 - a settings module is its names
