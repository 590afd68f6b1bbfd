"""The child process that reads files: ``python -m documents.extraction.child``.

Frames on standard input: eight bytes of length and a JSON header, eight bytes of length and the file. One frame a
file on standard output: eight bytes of length and what ``packed`` makes of the reading. The parent ends it by closing
the pipe.
"""

import gc
import json
import resource
import sys
from importlib import import_module
from typing import BinaryIO

from documents.extraction.reading import read
from documents.extraction.types import Extraction, Limits, PageText, Status

PAGES_APART = "\n\n"
_LETTERS = "utf-16-le"


def read_frame(stream: BinaryIO) -> bytes:
    """Return the next frame. Raises EOFError at the end."""
    head = _exactly(stream, 8)
    return _exactly(stream, int.from_bytes(head, "big"))


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Write one frame and flush."""
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
    stream.flush()


def confine(limits: Limits) -> None:
    """Take from this process what reading a file does not need: memory, files, core dumps."""
    wishes = (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 24),
    )
    for limit, value in wishes:
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            continue  # a system that does not know this limit still has the parent's clock


def _allow_processor_time(seconds: float) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    total = int(used.ru_utime + used.ru_stime + seconds) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (total, hard))


def packed(found: Extraction) -> bytes:
    """Return an extraction as one frame: the length of its JSON in eight bytes, the JSON, and the pages' letters.

    Pages are long and there is nothing in them to escape: as UTF-16 they cost next to nothing on either side.
    """
    texts = [page.text.encode(_LETTERS, "replace") for page in found.pages]
    told = {
        "status": found.status.value,
        "pages": [[page.number, len(text)] for page, text in zip(found.pages, texts, strict=True)],
        # Pages that make up the whole text go through the pipe once.
        "text": None if found.text == PAGES_APART.join([page.text for page in found.pages]) else found.text,
        "margin_text": found.margin_text,
        "detail": found.detail,
        "kind": found.kind,
        "before": found.before,
        "encoding": found.encoding,
    }
    head = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return b"".join((len(head).to_bytes(8, "big"), head, *texts))


def unpacked(frame: bytes) -> Extraction:
    """Return the extraction that was ``packed``. Raises ValueError where the frame is none."""
    at = 8 + int.from_bytes(frame[:8], "big")
    told = json.loads(frame[8:at])
    pages = []
    for number, length in told["pages"]:
        pages.append(PageText(number, frame[at : at + length].decode(_LETTERS)))
        at += length
    text = told["text"]
    return Extraction(
        status=Status(told["status"]),
        pages=tuple(pages),
        text=PAGES_APART.join([page.text for page in pages]) if text is None else text,
        margin_text=told["margin_text"],
        detail=told["detail"],
        kind=told["kind"],
        before=told["before"],
        encoding=told["encoding"],
    )


def main() -> None:
    """Read files until the parent closes the pipe."""
    import_module("documents.extraction.pdf")  # most files are of this kind: loaded before anybody waits
    gc.freeze()  # what is loaded stays for as long as the process
    gc.set_threshold(20_000)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    confined = False
    while True:
        try:
            header = json.loads(read_frame(source))
            content = read_frame(source)
        except EOFError:
            return
        limits = Limits(**header["limits"])
        if not confined:
            confine(limits)
            confined = True
        _allow_processor_time(limits.seconds)
        found = read(content, header["name"], limits)
        write_frame(sink, packed(found))


if __name__ == "__main__":
    main()
