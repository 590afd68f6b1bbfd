"""To whom a reader belongs: the names of audiences that records may be shown to.

``public`` is everybody. A record for ``login`` or ``group:<id>`` is found by those only.
"""

from typing import Any

from search.types import PUBLIC

LOGIN = "login"


def audiences_of(user: Any | None) -> frozenset[str]:
    """Return the audiences that ``user`` belongs to; without a user or logged out only ``public``."""
    if user is None or not user.is_authenticated:
        return frozenset({PUBLIC})
    groups = (f"group:{pk}" for pk in user.groups.values_list("pk", flat=True))
    return frozenset({PUBLIC, LOGIN, *groups})
