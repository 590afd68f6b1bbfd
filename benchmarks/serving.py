"""A server of the benchmarks' own, and the clients that ask it as fast as they can.

The server is the portal's own (``portal.webserver``) with two applications in each process: the portal, and a
bare Django view below ``/bare/`` that answers the same number of bytes.
"""

import http.client
import multiprocessing
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLIENTS = 8
_STARTING_MAY_TAKE = 60.0
_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_FAILED = re.compile(r"(Non-2xx or 3xx responses|Socket errors): (.+)")


class ServerFailed(RuntimeError):
    """The server did not start or answered with an error."""


@contextmanager
def serving(**settings: str) -> Iterator[str]:
    """Serve the portal of this process's data folder on a free port, and yield its address.

    ``settings`` are further environment variables of the server.
    """
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        port = listener.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "benchmarks.served:application"]
        command += ["--config", "python:portal.webserver", "--bind", f"fd://{listener.fileno()}"]
        environment = {**os.environ, "ALLOWED_HOSTS": "127.0.0.1", **settings}
        server = subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=[listener.fileno()])
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(server, port)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(timeout=15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def requests_per_second(address: str, path: str, seconds: float) -> float:
    """Return how many times a second ``CLIENTS`` clients at once get an answer from ``path``.

    With ``wrk`` where it is installed, else with processes of Python, which take more of the machine themselves.
    Raises :class:`ServerFailed` for any answer but 2xx and 3xx.
    """
    if program := shutil.which("wrk"):
        return _by_wrk(program, address + path, seconds)
    return _by_python(address, path, seconds)


def load_generator() -> str:
    """Return the name of what asks: for the record of a result."""
    return "wrk" if shutil.which("wrk") else "python"


def _by_wrk(program: str, url: str, seconds: float) -> float:
    command = [program, "-t1", f"-c{CLIENTS}", f"-d{max(2, round(seconds))}s", url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if failed := _FAILED.search(output):
        raise ServerFailed(failed[0])
    rate = _RATE.search(output)
    if rate is None or float(rate[1]) <= 0:
        raise ServerFailed("no answer at all")
    return float(rate[1])


def _by_python(address: str, path: str, seconds: float) -> float:
    place = address.removeprefix("http://")
    context = multiprocessing.get_context("fork")
    counted = context.Queue()
    children = [context.Process(target=_ask, args=(place, path, seconds, counted)) for _ in range(CLIENTS)]
    for child in children:
        child.start()
    counts = [counted.get() for _ in children]
    for child in children:
        child.join()
    if min(counts) < 0:
        raise ServerFailed(f"{path} answered with an error")
    return sum(counts) / seconds


def _ask(place: str, path: str, seconds: float, counted: "multiprocessing.Queue[int]") -> None:
    connection = http.client.HTTPConnection(place, timeout=30)
    deadline = time.monotonic() + seconds
    count = 0
    while time.monotonic() < deadline:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status >= 400:
            counted.put(-1)
            return
        count += 1
    counted.put(count)


def _wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + _STARTING_MAY_TAKE
    while time.monotonic() < deadline and server.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/bare/0")
            if connection.getresponse().status == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        finally:
            connection.close()
    raise ServerFailed("the server did not start")
