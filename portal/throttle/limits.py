"""How often one client may do one thing: counters shared by all processes, in a file of their own.

No public read writes the main database, so these counters do not live there.
"""

import ipaddress
import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings


class CountersAway(Exception):
    """The counters cannot be read or written now."""


@dataclass(frozen=True, slots=True)
class Limit:
    """That ``client`` may do ``name`` so many ``times`` in a window of ``seconds``."""

    name: str
    client: str
    times: int
    seconds: int


def allow(name: str, client: str, *, limit: int, seconds: int) -> bool:
    """Return what :func:`within` does, and ``True`` where the counters do not answer: a reader is not kept out."""
    try:
        return within(name, client, limit=limit, seconds=seconds)
    except CountersAway:
        return True


def within(name: str, client: str, *, limit: int, seconds: int, patience: float = 0.2) -> bool:
    """Return whether ``client`` may do ``name`` once more: at most ``limit`` times in a window of ``seconds``.

    Raises CountersAway where the counters do not answer for ``patience`` seconds.
    """
    return first_beyond([Limit(name, client, limit, seconds)], patience=patience) is None


def first_beyond(limits: Iterable[Limit], *, patience: float = 0.2) -> Limit | None:
    """Count once more for each of ``limits`` in turn, up to the first that this goes beyond; return that one.

    Raises CountersAway where the counters do not answer for ``patience`` seconds.
    """
    now = time.time()
    try:
        with closing(_open(patience)) as counters, counters:
            counters.execute("DELETE FROM counted WHERE until < ?", (now,))
            return next((each for each in limits if _count(counters, each, now) > each.times), None)
    except (sqlite3.Error, OSError) as broken:
        raise CountersAway from broken


def _count(counters: sqlite3.Connection, limit: Limit, now: float) -> int:
    window = int(now // limit.seconds)
    row = counters.execute(
        "INSERT INTO counted (name, client, part, times, until) VALUES (?, ?, ?, 1, ?) "
        "ON CONFLICT (name, client, part) DO UPDATE SET times = times + 1 RETURNING times",
        (limit.name, limit.client[:100], window, (window + 1) * limit.seconds),
    ).fetchone()
    return int(row[0])


def _open(patience: float) -> sqlite3.Connection:
    path = Path(settings.COUNTERS_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    counters = sqlite3.connect(path, timeout=patience, isolation_level="IMMEDIATE")
    counters.execute("PRAGMA synchronous=OFF")
    if not counters.execute("SELECT 1 FROM sqlite_master WHERE name = 'counted_until'").fetchone():
        _make(counters)
    return counters


def _make(counters: sqlite3.Connection) -> None:
    counters.execute("PRAGMA journal_mode=WAL")  # stays with the file
    counters.execute(
        "CREATE TABLE IF NOT EXISTS counted (name TEXT, client TEXT, part INTEGER, times INTEGER, until REAL, "
        "PRIMARY KEY (name, client, part)) WITHOUT ROWID"
    )
    # What has run out is swept at every count: without an index a flood of clients makes each count read them all.
    counters.execute("CREATE INDEX IF NOT EXISTS counted_until ON counted (until)")


def client_of(address: str) -> str:
    """Return the key under which an address is counted: an IPv6 client is its /64, however it is written."""
    try:
        read = ipaddress.ip_address(address.strip())
    except ValueError:
        return address
    if read.version == 4:
        return str(read)
    return str(read.ipv4_mapped or ipaddress.ip_network((read, 64), strict=False).network_address)


def sender_of(meta: Mapping[str, Any]) -> str:
    """Return the client that a request comes from: what our own proxies have seen, never what a client claims.

    Each of the ``TRUSTED_PROXIES`` adds one address at the end of ``X-Forwarded-For``; what stands before is hearsay.
    """
    proxies = settings.TRUSTED_PROXIES
    seen = [part.strip() for part in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",") if part.strip()]
    if proxies and len(seen) >= proxies:
        return client_of(seen[-proxies])
    return client_of(str(meta.get("REMOTE_ADDR", "")))
