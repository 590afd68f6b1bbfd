"""The outline of the site for readers (*sơ đồ trang*): branches handed up by the apps."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from portal.pages.models import InformationPage


@dataclass(frozen=True, slots=True)
class Twig:
    """One line of a branch; ``depth`` counts from 0, ``note`` stands beside it."""

    label: str
    url: str
    depth: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """One part of the site, with what is below it."""

    title: str
    twigs: tuple[Twig, ...]


Grow = Callable[[], Branch | None]
_growers: list[tuple[int, Grow]] = []


def register(grow: Grow, order: int) -> None:
    """Add the branch that ``grow()`` makes, lower ``order`` first; ``None`` while there is nothing to read."""
    if all(known is not grow for _, known in _growers):
        _growers.append((order, grow))
        _growers.sort(key=lambda pair: pair[0])


def branches() -> list[Branch]:
    """Return the branches that have something to read."""
    return [branch for _, grow in _growers if (branch := grow()) is not None and branch.twigs]


def twigs_of(pages: Iterable[InformationPage]) -> tuple[Twig, ...]:
    """Return pages in the order of the tree, each as deep as it lies below the first level."""
    return tuple(Twig(page.title, page.get_url() or "/", page.depth - 3) for page in pages)


def about() -> Branch:
    """Return the information pages of the site."""
    pages = InformationPage.objects.visible().order_by("path").only("title", "url_path", "depth", "locale_id")
    return Branch("Về trang này", twigs_of(pages))
