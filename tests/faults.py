"""Real faults for a real portal: nothing of the portal's own code is replaced, its surroundings break.

Each fault is a context manager over a running portal: it begins on entering and ends on leaving, and the portal
is then expected to come to rest by itself. ``struck`` gives a test module one portal for each fault, a copy of
the live one with a mail server of its own.

* The disk: no file of the server's processes may grow or be written (``RLIMIT_FSIZE`` 0, so that every write
  fails with ``EFBIG``). It needs no right to mount anything, unlike a read-only file system, and differs from one
  in the error's number only. Sockets and pipes go on working.
* The search engine is in the portal's own process: it is gone when its folder is, and slow when another process
  holds the only right to write.
"""

import fcntl
import os
import resource
import shutil
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.live_portal import ADDRESS, READY, LivePortal, Server, wait_for_the_worker
from tests.mail_server import MailServer, Manners

COPIED = ("files", "images", "share", "secret", "accounts.txt", "prepared.json")


@dataclass(frozen=True)
class OwnPortal(LivePortal):
    """A running portal whose processes and surroundings belong to one test module."""

    server: Server
    mail: MailServer

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Read the portal's database beside it."""
        place = f"file:{self.data / 'portal.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(place, uri=True, timeout=30)) as database:
            return database.execute(sql, values).fetchall()

    def count(self, what: str, *values: object) -> int:
        """Return how many rows there are of ``what``: a table and perhaps a condition."""
        return int(self.rows(f"SELECT count(*) FROM {what}", *values)[0][0])  # noqa: S608 - a test's own words

    def processes(self) -> list[int]:
        """Return the process numbers of web server, its children and worker."""
        found, waiting = [], children_of(self.server.process.pid)
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            waiting += children_of(pid)
        return found

    def worker(self) -> int | None:
        """Return the process number of the worker, none while it is away."""
        return next((pid for pid in children_of(self.server.process.pid) if "work" in words_of(pid)), None)


def children_of(pid: int) -> list[int]:
    """Return the numbers of a process's children."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def words_of(pid: int) -> list[str]:
    """Return the words with which a process was started."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return []


# --- The faults -------------------------------------------------------------------------------------------------


@contextmanager
def write_lock_held(portal: LivePortal, seconds: float | None = 3.0) -> Iterator[None]:
    """Another process holds the database's one write lock: for ``seconds``, or as long as the fault lasts."""
    with closing(
        sqlite3.connect(portal.data / "portal.sqlite3", timeout=30, isolation_level=None, check_same_thread=False)
    ) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(seconds or 0, lambda: other.execute("ROLLBACK"))
        if seconds is not None:
            release.start()
        try:
            yield
        finally:
            if seconds is None:
                other.execute("ROLLBACK")
            else:
                release.join()


@contextmanager
def worker_killed(portal: OwnPortal) -> Iterator[None]:
    """The worker is killed in the middle of its work, and each that takes its place."""
    over = threading.Event()

    def hunt() -> None:
        while not over.is_set():
            if (pid := portal.worker()) is not None and _is_at_work(portal, pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            over.wait(0.02)

    hunter = threading.Thread(target=hunt, daemon=True)
    hunter.start()
    try:
        yield
    finally:
        over.set()
        hunter.join()
        if (pid := portal.worker()) is not None:
            os.kill(pid, signal.SIGKILL)


def _is_at_work(portal: OwnPortal, pid: int) -> bool:
    return bool(portal.rows("SELECT 1 FROM jobs_periodicrun WHERE claimed_by LIKE ?", f"%:{pid}:%"))


@contextmanager
def engine_gone(portal: LivePortal) -> Iterator[None]:
    """The folder of the search index is away and cannot be made anew."""
    folder, aside = portal.data / "search", portal.data / "search-away"
    folder.rename(aside)
    folder.write_text("không phải thư mục")
    try:
        yield
    finally:
        folder.unlink()
        aside.rename(folder)


@contextmanager
def engine_slow(portal: LivePortal) -> Iterator[None]:
    """Another process is busy writing the search index and lets nobody else."""
    with (portal.data / "search" / "write.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def mail_refused(portal: OwnPortal) -> Iterator[None]:
    """The mail server refuses whatever it is given."""
    portal.mail.manners = Manners(recipient=(451, "de sau"), text=(451, "de sau"))
    try:
        yield
    finally:
        portal.mail.manners = Manners()


@contextmanager
def mail_gone(portal: OwnPortal) -> Iterator[None]:
    """Nobody answers where the mail server was."""
    portal.mail.stop()
    try:
        yield
    finally:
        portal.mail.start()


@contextmanager
def disk_read_only(portal: OwnPortal) -> Iterator[None]:
    """Nothing can be written to any file."""

    def allow(size: int) -> None:
        for pid in portal.processes():
            with suppress(ProcessLookupError):
                hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)[1]
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))

    allow(0)
    try:
        yield
    finally:
        allow(resource.RLIM_INFINITY)


Fault = Callable[[OwnPortal], AbstractContextManager[None]]
FAULTS: dict[str, Fault] = {
    "write lock held": write_lock_held,
    "worker killed": worker_killed,
    "engine gone": engine_gone,
    "engine slow": engine_slow,
    "mail refused": mail_refused,
    "disk read-only": disk_read_only,
}


# --- Portals to break -------------------------------------------------------------------------------------------


def copy_data(portal: LivePortal, folder: Path) -> None:
    """Copy a running portal's data folder as it is at one instant."""
    folder.mkdir(parents=True)
    with engine_slow(portal):  # nobody writes the index meanwhile
        shutil.copytree(portal.data / "search", folder / "search")
        with (
            closing(sqlite3.connect(portal.data / "portal.sqlite3", timeout=30)) as source,
            closing(sqlite3.connect(folder / "portal.sqlite3")) as target,
        ):
            source.backup(target)
    for name in COPIED:
        found = portal.data / name
        if found.is_dir():
            shutil.copytree(found, folder / name)
        elif found.exists():
            shutil.copy2(found, folder / name)


@contextmanager
def own_portal(original: LivePortal, folder: Path) -> Iterator[OwnPortal]:
    """Serve a copy of ``original`` with a mail server of its own."""
    copy_data(original, folder)
    mail = MailServer()
    settings = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(mail.port), "MAIL_FROM": "ban@tinh.example"}
    server = Server(folder, environment=settings)
    portal = OwnPortal(server.wait_for(ADDRESS)[1], folder, server, mail)
    server.wait_for(READY)
    wait_for_the_worker(portal)
    yield portal
    server.stop()
    mail.stop()


@dataclass(frozen=True)
class Struck:
    """A portal and the fault that strikes it."""

    name: str
    portal: OwnPortal
    _fault: Fault

    def fault(self) -> AbstractContextManager[None]:
        """Return the fault: it lasts while the context is open."""
        return self._fault(self.portal)


@pytest.fixture(scope="module", params=FAULTS, ids=lambda name: name.replace(" ", "-"))
def struck(
    request: pytest.FixtureRequest, live_portal: LivePortal, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Struck]:
    """A portal of its own for each fault."""
    folder = tmp_path_factory.mktemp("struck") / "data"
    with own_portal(live_portal, folder) as portal:
        yield Struck(request.param, portal, FAULTS[request.param])


def eventually(is_so: Callable[[], object], what: str, seconds: float = 90.0) -> None:
    """Return once ``is_so``; fail where it does not come to be."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"never came to be: {what}"
        time.sleep(0.3)


# --- Inside the test's own process ------------------------------------------------------------------------------


@pytest.fixture
def database_gone(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database of this process cannot be opened: nothing lies where it should."""
    with django_db_blocker.unblock():
        connection.close()
        settings = connection.settings_dict
        name, settings["NAME"] = settings["NAME"], f"{settings['NAME']}-away/portal"
        try:
            yield
        finally:
            connection.close()
            settings["NAME"] = name
