"""Share pictures (*ảnh chia sẻ*): what stands on a card, and where a drawn card lies.

A card's digest is made of everything that is drawn on it. A page therefore knows the address of its card
without asking the database, a changed title has a new address, and the old one answers no more.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from portal.pages.frame import Frame

WIDTH, HEIGHT = 1200, 630
_LOOK = 1
"""Counts the ways in which cards were drawn: raise it when the drawing changes."""
SITE = "trang"


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that is drawn on one card. ``picture`` is the id of a stored image that is set into it."""

    kind: str
    pk: int
    title: str
    kicker: str = ""
    symbol: str = ""
    line: str = ""
    picture: int | None = None
    board: str = ""
    demonstration: bool = False

    @property
    def digest(self) -> str:
        """What the card's address ends with."""
        return hashlib.sha256(repr((_LOOK, *astuple(self))).encode()).hexdigest()[:16]

    @property
    def extension(self) -> str:
        """``jpg`` where a picture is set in, else ``png``."""
        return "jpg" if self.picture else "png"

    @property
    def name(self) -> str:
        """The card's file name."""
        return f"{self.pk}-{self.digest}.{self.extension}"

    @property
    def file(self) -> Path:
        """Where the drawn card lies."""
        return folder(self.kind) / self.name

    @property
    def path(self) -> str:
        """The card's address once it is drawn, else an empty text."""
        return f"/anh-chia-se/{self.kind}/{self.name}" if self.file.exists() else ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What has cards of its own.

    ``find`` returns what everybody may read under an id; ``since`` what was published from an instant on, in that
    order; ``words`` the card without what the frame adds.
    """

    name: str
    find: Callable[[int], Any | None]
    since: Callable[[datetime | None], Iterable[Any]]
    words: Callable[[Any], Card]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Have cards drawn for ``kind``."""
    _kinds[kind.name] = kind


def kinds() -> list[Kind]:
    """Return every registered kind."""
    return list(_kinds.values())


def kind_of(name: str) -> Kind | None:
    """Return the kind of that name."""
    return _kinds.get(name)


def folder(kind: str) -> Path:
    """Return where the cards of a kind lie."""
    root: Path = settings.SHARE_PICTURES_ROOT
    return root / kind


def site_card(frame: Frame) -> Card:
    """Return the card of the site itself, for pages without one of their own."""
    return Card(
        SITE, 0, frame.board_full_name, kicker="Trang thông tin điện tử", board=frame.governing_name,
        demonstration=frame.demonstration,
    )  # fmt: skip


def framed(card: Card, frame: Frame) -> Card:
    """Return ``card`` with whose it is."""
    return Card(
        card.kind, card.pk, card.title, card.kicker, card.symbol, card.line, card.picture,
        board=frame.board_full_name, demonstration=frame.demonstration,
    )  # fmt: skip
