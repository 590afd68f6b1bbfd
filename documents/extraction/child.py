"""The child process that reads files: ``python -m documents.extraction.child``.

Frames on standard input: eight bytes of length and a JSON header, eight bytes of length and the file. One frame a
file on standard output: eight bytes of length and a JSON object. The parent ends it by closing the pipe.
"""

import gc
import json
import resource
import sys
from importlib import import_module
from typing import BinaryIO

from documents.extraction.reading import read
from documents.extraction.types import Limits

PAGES_APART = "\n\n"


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
        answer = {
            "status": found.status.value,
            "pages": [[page.number, page.text] for page in found.pages],
            # Pages that make up the whole text go through the pipe once.
            "text": None if found.text == PAGES_APART.join(page.text for page in found.pages) else found.text,
            "margin_text": found.margin_text,
            "detail": found.detail,
            "kind": found.kind,
            "before": found.before,
            "encoding": found.encoding,
        }
        write_frame(sink, json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
