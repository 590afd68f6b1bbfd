"""A PostgreSQL of the tests' own: made in a temporary folder, reached through a socket in it, gone afterwards.

Standard library only, as everything in this folder. PostgreSQL refuses to run as root; it is then started as the
user ``postgres``, whom Debian's package makes.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

_PLACES = ("/usr/lib/postgresql", "/usr/local/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt")
_STARTING_MAY_TAKE = 60.0
_OWNER = "postgres"
# A test database is thrown away: nothing in it has to survive a power cut.
_HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "shared_buffers=128MB",
          "listen_addresses=", "autovacuum=off")  # fmt: skip


class PostgresFailed(Exception):
    """PostgreSQL is here and does not run; the message says why."""


def programs() -> Path | None:
    """Return the folder with the newest PostgreSQL's programs, or ``None`` where there is none that could run."""
    if os.geteuid() == 0 and not _has_owner():
        return None
    found = [path.parent for place in _PLACES for path in Path(place).glob("*/bin/initdb")]
    if in_path := shutil.which("initdb"):
        found.append(Path(in_path).resolve().parent)
    return max(found, key=_release, default=None)


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Start a server with its data below ``folder``, yield its ``DATABASE_URL``, and stop it.

    Raises :class:`PostgresFailed` with PostgreSQL's own words where it does not come up.
    """
    where = programs()
    if where is None:
        raise PostgresFailed("no programs of PostgreSQL")
    home = Path(tempfile.mkdtemp(prefix="postgres-", dir=folder))
    owner, no_groups = (_OWNER, list[str]()) if os.geteuid() == 0 else (None, None)
    if owner:
        shutil.chown(home, _OWNER, _OWNER)
        folder.chmod(folder.stat().st_mode | 0o011)  # its owner has to pass through
    data = home / "data"
    make: list[str | Path] = [where / "initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(
        [*make, "-U", _OWNER, "-D", data],
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        user=owner,
        group=owner,
        extra_groups=no_groups,
    )
    if made.returncode:
        raise PostgresFailed(made.stderr[-2000:])
    settings = [part for option in (*_HASTY, f"unix_socket_directories={home}") for part in ("-c", option)]
    serve: list[str | Path] = [where / "postgres", "-D", data, *settings]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(
            serve, cwd=home, stdout=log, stderr=log, user=owner, group=owner, extra_groups=no_groups
        )
    try:
        _wait_for(server, where, home)
        yield f"postgres://{_OWNER}@{quote(str(home), safe='')}/{_OWNER}"
    finally:
        server.send_signal(signal.SIGINT)  # ends at once whoever is still connected
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        shutil.rmtree(home, ignore_errors=True)


def _wait_for(server: subprocess.Popen[bytes], where: Path, home: Path) -> None:
    deadline = time.monotonic() + _STARTING_MAY_TAKE
    while time.monotonic() < deadline and server.poll() is None:
        ready = subprocess.run([where / "pg_isready", "-q", "-h", home], check=False)
        if ready.returncode == 0:
            return
        time.sleep(0.1)
    raise PostgresFailed((home / "server.log").read_text(errors="replace")[-2000:])


def _has_owner() -> bool:
    try:
        pwd.getpwnam(_OWNER)
    except KeyError:
        return False
    return True


def _release(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.parent.name.replace("@", ".").split(".") if part.isdigit())
