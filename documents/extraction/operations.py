"""Read files in reused child processes, so that a hostile or endless file ends a child and nothing else."""

import atexit
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from fcntl import F_GETPIPE_SZ, F_SETPIPE_SZ, fcntl
from pathlib import Path

from documents.extraction.child import read_frame, unpacked, write_frame
from documents.extraction.types import Extraction, Limits, Status

_PROJECT = Path(__file__).resolve().parent.parent.parent
_FILES_PER_CHILD = 100
_SUCCESSOR_AFTER = 85
"""When a child has read so many files its successor is started, so that nobody waits for one to load its libraries."""
_CHILDREN = 2
_PIPE_BYTES = 1 << 18
"""What a pipe is asked to hold: most files and most answers, so that neither side waits in the middle of one."""
_HEADER_BYTES = 8_192
"""More than the frames and the header take beside the file."""
# A child lives for a hundred files: pages of memory that one gave back the next would ask for again (see mallopt(3)).
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8",
    "MALLOC_TRIM_THRESHOLD_": str(64 << 20), "MALLOC_MMAP_THRESHOLD_": str(32 << 20), "MALLOC_TOP_PAD_": str(8 << 20),
}  # fmt: skip
_DEFAULT = Limits()


class _Child:
    """One reading process and the pipe to it."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.files = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "documents.extraction.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_PROJECT,
            env=_ENVIRONMENT,
            close_fds=True,
        )
        assert self.process.stdin is not None  # noqa: S101 - both were asked for as pipes
        assert self.process.stdout is not None  # noqa: S101 - as above
        self.room = min(_widened(self.process.stdin.fileno()), _widened(self.process.stdout.fileno()))

    def ask(self, content: bytes, name: str, limits: Limits, clock: threading.Timer) -> Extraction:
        """Return the child's answer, with ``clock`` running. Raises EOFError or OSError where the child died."""
        assert self.process.stdin is not None  # noqa: S101 - as above
        assert self.process.stdout is not None  # noqa: S101 - as above
        self.files += 1
        # What the pipe holds is handed over without waiting: the clock then starts while the child reads already.
        waits = len(content) + _HEADER_BYTES > self.room
        if waits:
            clock.start()
        header = json.dumps({"name": name[-500:], "limits": asdict(limits)}).encode()
        write_frame(self.process.stdin, header)  # type: ignore[arg-type]  # a pipe opened in binary mode
        write_frame(self.process.stdin, content)  # type: ignore[arg-type]  # as above
        if not waits:
            clock.start()
        return unpacked(read_frame(self.process.stdout))  # type: ignore[arg-type]  # as above

    def end(self) -> None:
        """Stop the process and free its pipes."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # what was still in the buffer of a dead child's pipe
        self.process.wait()


def _widened(pipe: int) -> int:
    """Have a pipe hold more, where the system grants it, and return how many bytes it holds."""
    with suppress(OSError):
        fcntl(pipe, F_SETPIPE_SZ, _PIPE_BYTES)
    return fcntl(pipe, F_GETPIPE_SZ)


_idle: list[_Child] = []
_places = threading.BoundedSemaphore(_CHILDREN)


def extract(content: bytes, name: str, limits: Limits = _DEFAULT) -> Extraction:
    """Return the text of a file, or the named status of why there is none.

    ``name`` is the file's name, whose extension must agree with the content. Blocks for at most about
    ``limits.seconds``; call it outside transactions. Never raises for what is in the file.
    """
    if len(content) > limits.file_bytes:
        return Extraction(Status.TOO_LARGE, detail="Tệp lớn quá giới hạn.")
    with _places:
        child = _take()
        timed_out = threading.Event()

        def stop() -> None:
            timed_out.set()
            child.process.kill()

        clock = threading.Timer(limits.seconds + 3, stop)
        clock.daemon = True
        try:
            found = child.ask(content, name, limits, clock)
        except (EOFError, OSError, ValueError):
            clock.cancel()
            child.end()
            _prepare_another()
            return _fault(child.process.returncode, timed_out.is_set())
        clock.cancel()
        if timed_out.is_set() or child.files >= _FILES_PER_CHILD or found.status is Status.TOO_LARGE:
            child.end()  # renewed after much work, or where memory may be worn
        else:
            _idle.append(child)
        if child.files == _SUCCESSOR_AFTER or found.status is Status.TOO_LARGE:
            _prepare_another()
        return found


def _prepare_another() -> None:
    """Start a child behind those that wait: it loads what it needs while another reads."""
    if len(_idle) <= _CHILDREN:
        _idle.insert(0, _Child())


def _take() -> _Child:
    while _idle:
        child = _idle.pop()
        if child.owner == os.getpid() and child.process.poll() is None:
            return child
        if child.owner == os.getpid():
            child.end()
    return _Child()


def _fault(return_code: int, timed_out: bool) -> Extraction:
    """Name the end of a child: out of time, or felled by the file."""
    if timed_out or return_code in (-24, 152):  # SIGXCPU
        return Extraction(Status.TOO_LARGE, detail="Đọc tệp quá thời gian cho phép.")
    return Extraction(Status.DAMAGED, detail="Tệp làm chương trình đọc dừng đột ngột.")


def close() -> None:
    """End the idle children of this process."""
    while _idle:
        child = _idle.pop()
        if child.owner == os.getpid():
            child.end()


atexit.register(close)
