"""How often one client may do one thing: counters shared by all processes, in a file of their own.

No public read writes the main database, so these counters do not live there.
"""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from django.conf import settings


def allow(name: str, client: str, *, limit: int, seconds: int, when_broken: bool = True) -> bool:
    """Return whether ``client`` may do ``name`` once more: at most ``limit`` times in a window of ``seconds``.

    Where the counters cannot be read the answer is ``when_broken``: ``True`` for reads, ``False`` for posts.
    """
    window = int(time.time() // seconds)
    try:
        with closing(_open()) as counters, counters:
            counters.execute("DELETE FROM counted WHERE until < ?", (time.time(),))
            row = counters.execute(
                "INSERT INTO counted (name, client, part, times, until) VALUES (?, ?, ?, 1, ?) "
                "ON CONFLICT (name, client, part) DO UPDATE SET times = times + 1 RETURNING times",
                (name, client[:100], window, (window + 1) * seconds),
            ).fetchone()
            return int(row[0]) <= limit
    except sqlite3.Error:
        return when_broken


def _open() -> sqlite3.Connection:
    path = Path(settings.COUNTERS_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    counters = sqlite3.connect(path, timeout=0.2, isolation_level="IMMEDIATE")
    counters.execute("PRAGMA journal_mode=WAL")
    counters.execute("PRAGMA synchronous=OFF")
    counters.execute(
        "CREATE TABLE IF NOT EXISTS counted (name TEXT, client TEXT, part INTEGER, times INTEGER, until REAL, "
        "PRIMARY KEY (name, client, part)) WITHOUT ROWID"
    )
    return counters


def client_of(address: str) -> str:
    """Return the key under which an address is counted: an IPv6 client is its /64."""
    if ":" in address:
        return ":".join(address.split(":")[:4])
    return address
