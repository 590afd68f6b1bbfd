"""Where the portal is reached and under whose name it writes: for links and senders of letters.

Never taken from a request: whoever sends one could put any host into it.
"""

from collections.abc import Callable
from email.utils import parseaddr

from django.conf import settings
from wagtail.models import Site

_THIS_MACHINE = {"localhost", "127.0.0.1", "[::1]", "::1", ""}
_names: list[Callable[[], str]] = []


def register_name(name: Callable[[], str]) -> None:
    """Ask ``name`` under whose name the portal writes; an empty answer is passed over."""
    if name not in _names:
        _names.append(name)


def base(default_site: Site | None = None) -> str:
    """Return the portal's address without a slash at its end; ``default_site`` where it has been read already.

    It is the default site's, as an administrator set it; while that still names this machine only, the
    address that the portal was started with (``PORTAL_URL``).
    """
    site = default_site or Site.objects.filter(is_default_site=True).first()
    started_with = str(settings.PUBLIC_URL).rstrip("/")
    if site is not None and (site.hostname not in _THIS_MACHINE or not started_with):
        return str(site.root_url).rstrip("/")
    return started_with or str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def absolute(path: str) -> str:
    """Return the whole address of ``path`` on this portal; raises ValueError unless it begins with one slash."""
    if not path.startswith("/") or path.startswith(("//", "/\\")) or any(ord(letter) < 33 for letter in path):
        raise ValueError("a path of this portal begins with one slash and holds no blanks")
    return base() + path


def sender() -> tuple[str, str]:
    """Return name and address that letters come from."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    registered = next((said for ask in _names if (said := ask())), "")
    return " ".join((registered or name).split()), address
