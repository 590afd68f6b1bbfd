"""Pictures of the pages of a stored file, drawn once and kept below the data folder for the administration alone."""

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from documents.extraction import page_pictures
from documents.extraction.recognition import RecognisedPage
from documents.page_places import DrawnPage
from portal.files.models import StoredFile

MOST_SHOWN = 24
"""How many pages of a file are drawn for the filing screen."""
_PDF = "application/pdf"


def can_be_drawn(file: StoredFile) -> bool:
    """Return whether pictures can be made of the file's pages."""
    return file.content_type == _PDF


def picture_of(file: StoredFile, number: int) -> Path | None:
    """Return the picture of a page, drawn now where it is not there yet; ``None`` where it cannot be drawn.

    Blocks while a child process draws: call it outside transactions.
    """
    if not can_be_drawn(file) or not 1 <= number <= MOST_SHOWN:
        return None
    path = _folder(file) / f"{number}.jpg"
    if not path.is_file():
        _draw(file, [number])
    return path if path.is_file() else None


def drawn_pages(file: StoredFile, wanted: Iterable[int]) -> dict[int, DrawnPage]:
    """Return what is known of the pictures of the ``wanted`` pages, drawing those that are missing."""
    if not can_be_drawn(file):
        return {}
    numbers = [number for number in dict.fromkeys(wanted) if 1 <= number <= MOST_SHOWN]
    missing = [number for number in numbers if not (_folder(file) / f"{number}.json").is_file()]
    for at in range(0, len(missing), page_pictures.MOST_PAGES):
        _draw(file, missing[at : at + page_pictures.MOST_PAGES])
    told = ((number, _told(file, number)) for number in numbers)
    return {number: page for number, page in told if page is not None}


def keep_recognised(file: StoredFile, page: RecognisedPage) -> None:
    """Keep where the letters recognised on a page stand, in the measure of its picture."""
    drawn = drawn_pages(file, [page.number]).get(page.number)
    if drawn is None or not page.width:
        return
    scale = drawn.width / page.width
    boxes = [[round(side * scale) for side in box] for box in page.boxes]
    _write(file, drawn, page.letters, boxes)


def forget(file: StoredFile) -> None:
    """Remove every picture of the file."""
    shutil.rmtree(_folder(file), ignore_errors=True)


def _folder(file: StoredFile) -> Path:
    return Path(settings.PAGE_PICTURES_ROOT) / file.sha256[:2] / file.sha256


def _draw(file: StoredFile, numbers: list[int]) -> None:
    try:
        with file.content.open("rb") as opened:
            content = opened.read()
    except FileNotFoundError:
        return
    for picture in page_pictures.draw(content, numbers):
        folder = _folder(file)
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        _put(folder / f"{picture.number}.jpg", picture.image)
        drawn = DrawnPage(picture.number, picture.count, picture.width, picture.height)
        _write(file, drawn, picture.letters, [list(box) for box in picture.boxes])


def _write(file: StoredFile, page: DrawnPage, letters: str, boxes: list[list[int]]) -> None:
    told = {
        "count": page.count, "width": page.width, "height": page.height, "letters": letters, "boxes": boxes,
    }  # fmt: skip
    _put(_folder(file) / f"{page.number}.json", json.dumps(told, ensure_ascii=False).encode())


def _put(path: Path, data: bytes) -> None:
    # Written beside and moved: a reader never meets half a picture.
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(data)
    beside.replace(path)


def _told(file: StoredFile, number: int) -> DrawnPage | None:
    try:
        told = json.loads((_folder(file) / f"{number}.json").read_bytes())
    except (OSError, ValueError):
        return None
    boxes = tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in told["boxes"])
    return DrawnPage(number, told["count"], told["width"], told["height"], told["letters"], boxes)
