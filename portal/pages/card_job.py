"""The work that draws share pictures: after a publication, by the worker, never while a reader waits.

Where it stands is noted beside the drawings, one mark a kind. The mark stays two minutes behind the clock,
since a publication may be stored later than the instant that it bears.
"""

import json
import logging
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone
from PIL import Image

from portal.files.models import PortalImage
from portal.pages import cards
from portal.pages import frame as frames
from portal.pages.card_drawing import draw
from portal.pages.cards import Card, Kind

logger = logging.getLogger(__name__)
SECONDS = 10.0
_BEHIND = timedelta(minutes=2)
_MARK = "mark.json"


def draw_missing(seconds: float = SECONDS) -> int:
    """Draw the cards that are missing, for ``seconds`` at most; return how many were drawn."""
    until = time.monotonic() + seconds
    shown = frames.current()
    drawn = make(cards.site_card(shown))
    for kind in cards.kinds():
        drawn += _draw_kind(kind, shown, until)
    return drawn


def _draw_kind(kind: Kind, shown: frames.Frame, until: float) -> int:
    mark = cards.folder(kind.name) / _MARK
    site = cards.site_card(shown).digest
    began, drawn = timezone.now(), 0
    since = _read(mark, site)
    for obj in kind.since(since):
        since = obj.last_published_at or since
        drawn += make(cards.framed(kind.words(obj), shown))
        if time.monotonic() > until:
            break
    else:
        since = began
    _write(mark, site, min(since or began, began - _BEHIND))
    return drawn


def make(card: Card) -> int:
    """Draw ``card`` unless it is there, and drop what was drawn of the same thing before; return 1 if it was drawn."""
    if card.file.exists():
        return 0
    content = draw(card, _picture(card))
    card.file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = card.file.with_suffix(".new")
    unfinished.write_bytes(content)
    unfinished.replace(card.file)
    for old in card.file.parent.glob(f"{card.pk}-*"):
        if old != card.file:
            old.unlink(missing_ok=True)
    return 1


def _picture(card: Card) -> Image.Image | None:
    image = PortalImage.objects.filter(pk=card.picture).first() if card.picture else None
    if image is None:
        return None
    try:
        with image.file.open("rb") as stored:
            picture = Image.open(stored)
            picture.load()
    except (OSError, ValueError):
        logger.exception("picture %s cannot be set into a card", card.picture)
        return None
    return picture


def _read(mark: Path, site: str) -> datetime | None:
    """Return up to where cards are drawn; ``None`` where everything is to be looked at again."""
    try:
        noted = json.loads(mark.read_text())
    except (OSError, ValueError):
        return None
    return datetime.fromisoformat(noted["since"]) if noted.get("site") == site else None


def _write(mark: Path, site: str, since: datetime) -> None:
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(json.dumps({"site": site, "since": since.isoformat()}))
