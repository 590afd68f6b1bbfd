"""Which engine answers: ``SEARCH_URL`` says it, nothing else does."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engine import SearchEngine


def get_engine() -> SearchEngine:
    """Return the engine that ``SEARCH_URL`` names, one for each address and process."""
    return _engine_of(str(settings.SEARCH_URL))


def is_remote() -> bool:
    """Return whether the engine is on another machine, whose answers may take their time."""
    return not str(settings.SEARCH_URL).startswith("embedded:")


@lru_cache(maxsize=8)
def _engine_of(url: str) -> SearchEngine:
    scheme, separator, rest = url.partition("://")
    if scheme == "embedded" and separator and rest.startswith("/"):
        from search.engines.embedded.engine import EmbeddedEngine

        return EmbeddedEngine(Path(rest))
    if scheme.startswith("elasticsearch"):
        from search.engines.elasticsearch.engine import ElasticsearchEngine

        try:
            return ElasticsearchEngine(url)
        except ValueError as error:
            raise ImproperlyConfigured(str(error)) from error
    raise ImproperlyConfigured(
        f"SEARCH_URL must be embedded:///folder or elasticsearch://host:port/prefix, not {scheme or 'empty'}://…"
    )
