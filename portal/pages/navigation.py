"""The one row of navigation. An entry appears once it has something to lead to.

An entry leads either to what its own function answers or to the first page of a kind below the
home page; all entries of the second sort are answered by one query of the frame.
"""

from collections.abc import Callable
from dataclasses import dataclass

Address = Callable[[], str | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One registered entry: ``address`` returns where it leads, or ``None`` while there is nothing to read.

    ``page_model`` (``app_label.modelname``) stands in for ``address`` where the entry is a page.
    """

    label: str
    order: int
    address: Address | None = None
    page_model: str = ""


_entries: dict[str, Entry] = {}


def register(label: str, address: Address, order: int) -> None:
    """Offer an entry of the main navigation; ``order`` counts from the left."""
    _entries[label] = Entry(label, order, address=address)


def register_page(label: str, model: str, order: int) -> None:
    """Offer an entry that leads to the first visible page of ``model`` (``app_label.modelname``) below home."""
    _entries[label] = Entry(label, order, page_model=model)


def entries() -> list[Entry]:
    """Return the registered entries from left to right."""
    return sorted(_entries.values(), key=lambda entry: entry.order)
