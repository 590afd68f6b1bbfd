"""Pictures of a PDF's pages, drawn in a child process of limited time and memory, with the place of each letter."""

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from documents.extraction.child import read_frame, write_frame
from documents.extraction.types import Limits

_PROJECT = Path(__file__).resolve().parent.parent.parent
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
_DEFAULT = Limits()
SHOWN_DPI = 110
MOST_PAGES = 12
"""How many pages are drawn at one call."""
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A drawn page: ``letters`` without blanks, and for each its box (left, top, right, bottom) in pixels."""

    number: int
    count: int
    width: int
    height: int
    image: bytes
    letters: str = ""
    boxes: tuple[Box, ...] = ()


def draw(
    content: bytes, pages: Sequence[int], *, dpi: int = SHOWN_DPI, form: str = "jpeg", limits: Limits = _DEFAULT
) -> list[PagePicture]:
    """Return pictures of the wanted pages of a PDF, as far as they could be drawn within the limits.

    ``form`` is ``jpeg`` for people or ``png`` (grey) for recognition. At most :data:`MOST_PAGES` are drawn. Blocks for
    at most about ``limits.seconds``; call it outside transactions. Never raises for what is in the file.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "documents.extraction.page_child"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        cwd=_PROJECT, env=_ENVIRONMENT, close_fds=True,
    )  # fmt: skip
    clock = threading.Timer(limits.seconds, process.kill)
    clock.daemon = True
    clock.start()
    wish = {"pages": list(pages)[:MOST_PAGES], "dpi": dpi, "format": form, "limits": asdict(replace(limits))}
    found: list[PagePicture] = []
    try:
        source, sink = cast("BinaryIO", process.stdout), cast("BinaryIO", process.stdin)
        write_frame(sink, json.dumps(wish).encode())
        write_frame(sink, content)
        while True:
            found.append(_told(json.loads(read_frame(source)), read_frame(source)))
    except (EOFError, OSError, ValueError):
        return found  # the child has ended: done, or felled by the file
    finally:
        clock.cancel()
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # what was still in the buffer of a dead child's pipe
        process.wait()


def _told(answer: dict[str, object], image: bytes) -> PagePicture:
    numbers = {name: int(str(answer[name])) for name in ("number", "count", "width", "height")}
    boxes = tuple((a, b, c, d) for a, b, c, d in cast("list[Box]", answer["boxes"]))
    return PagePicture(**numbers, image=image, letters=str(answer["letters"]), boxes=boxes)
