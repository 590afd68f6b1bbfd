"""A real portal for the tests marked ``server``: ``bin/serve`` on a free port with a data folder of its own."""

import os
import re
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.visitor import Answer, Visitor

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = re.compile(r"Cổng thông tin: (http://127\.0\.0\.1:\d+)/")
OURS = {
    "PORTAL_DATA",
    "PORTAL_URL",
    "DJANGO_SETTINGS_MODULE",
    "SECRET_KEY",
    "DATABASE_URL",
    "SEARCH_URL",
    "ALLOWED_HOSTS",
    "EMAIL_HOST",
    "MAIL_FROM",
}
READY = re.compile("Ctrl-C")
STARTING_MAY_TAKE = 300.0


@dataclass(frozen=True)
class LivePortal:
    """A running portal: where it answers and where its data lies."""

    address: str
    data: Path

    def visitor(self) -> Visitor:
        """Return somebody who has not been here before."""
        return Visitor(self.address)

    @property
    def accounts(self) -> dict[str, str]:
        """User name → password of the demonstration accounts."""
        return dict(account_lines((self.data / "accounts.txt").read_text()))


def account_lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield user name and password of each line of ``accounts.txt``."""
    for line in text.splitlines():
        parts = line.split()
        if len(parts) >= 2 and not line.startswith("#"):
            yield parts[0], parts[1]


class Server:
    """``bin/serve`` as a child process; what it prints is kept."""

    def __init__(
        self,
        data: Path,
        *options: str,
        script: Path = ROOT / "bin" / "serve",
        environment: Mapping[str, str] | None = None,
    ) -> None:
        inherited = {name: value for name, value in os.environ.items() if name not in OURS}
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [script, "--port", "0", "--data", str(data), *options],
            # All readers of a test run come from one address, and are more than one client may be.
            env={"COMMENTS_PER_CLIENT_10_MINUTES": "500", **inherited, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip())

    @property
    def output(self) -> str:
        """Everything printed so far."""
        return "\n".join(self.lines)

    def wait_for(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """Return the first match of the pattern in the output; fails where the process ends before."""
        deadline = time.monotonic() + STARTING_MAY_TAKE
        while time.monotonic() < deadline:
            has_ended = self.process.poll() is not None
            if has_ended:
                self._reader.join(5)
            if found := pattern.search(self.output):
                return found
            if has_ended:
                break
            time.sleep(0.05)
        self.stop()
        raise AssertionError(f"bin/serve did not say {pattern.pattern!r}:\n{self.output}")

    def stop(self) -> int:
        """End it as Ctrl-C would and return the exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(timeout=30)
        self._reader.join(5)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code


@pytest.fixture(scope="session")
def live_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePortal]:
    """The portal with its demonstration content, served for as long as the run lasts.

    While writing tests, ``PORTAL_LIVE=http://127.0.0.1:8000,var`` names one that already runs (address, data).
    """
    if running := os.environ.get("PORTAL_LIVE"):
        address, data = running.split(",")
        yield LivePortal(address, Path(data))
        return
    folder = tmp_path_factory.mktemp("live") / "data"
    server = Server(folder)
    portal = LivePortal(server.wait_for(ADDRESS)[1], folder)
    server.wait_for(READY)
    wait_for_the_worker(portal)
    yield portal
    server.stop()


def wait_for_the_worker(portal: LivePortal) -> None:
    """Return when the worker has shown its first sign of life."""
    deadline = time.monotonic() + STARTING_MAY_TAKE
    while "worker" in portal.visitor().get("/healthz").data["degraded"]:
        assert time.monotonic() < deadline, "the worker did not start"
        time.sleep(0.2)


@pytest.fixture(scope="session")
def crawled(live_portal: LivePortal) -> dict[str, Answer]:
    """Every public address that links lead to from the home page, with what it answered to a new visitor."""
    return live_portal.visitor().crawl()


def few_of_each(paths: Iterable[str], at_most: int = 3) -> list[str]:
    """Return the public addresses among ``paths``; of those that differ by their query alone, the first few."""
    seen: Counter[str] = Counter()
    chosen = []
    for path in paths:
        place = path.partition("?")[0]
        seen[place] += 1
        if seen[place] <= at_most and not place.startswith("/quan-tri/"):
            chosen.append(path)
    return chosen
