"""The description of the interface in OpenAPI 3, made by drf-spectacular from the resources themselves."""

from functools import lru_cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

PREFIX = "/api/v1/"
_METHODS = ("get",)


def only_public(endpoints: list[tuple[str, str, str, Any]], **_: Any) -> list[tuple[str, str, str, Any]]:
    """Return the endpoints of the public interface: the administration has others, which are nobody's business."""
    return [each for each in endpoints if each[0].startswith(PREFIX) and each[2].lower() in _METHODS]


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """Return the description; it changes with the code only."""
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return made
