"""Two long lists of keys and digests, compared on disk: a million of them take no more memory than a hundred."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

_DIFFERENCES = {
    "missing": "SELECT key FROM actual WHERE key NOT IN (SELECT key FROM indexed) ORDER BY kind, number, key",
    "stale": "SELECT actual.key FROM actual JOIN indexed USING (key) WHERE actual.digest <> indexed.digest"
    " ORDER BY actual.kind, actual.number, key",
    "extra": "SELECT key FROM indexed WHERE key NOT IN (SELECT key FROM actual) ORDER BY kind, number, key",
}


class Ledger:
    """What the index holds beside what the database says, as (key, digest) each."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        for table in ("indexed", "actual"):
            database.execute(
                f"CREATE TABLE {table} (key TEXT PRIMARY KEY, digest TEXT, kind TEXT, number INT) WITHOUT ROWID"
            )

    def indexed(self, versions: Iterable[tuple[str, str]]) -> None:
        """Write down what the index holds."""
        self._database.executemany("INSERT OR REPLACE INTO indexed VALUES (?, ?, ?, ?)", map(_row, versions))

    def actual(self, versions: Iterable[tuple[str, str]]) -> None:
        """Write down what the database says."""
        self._database.executemany("INSERT OR REPLACE INTO actual VALUES (?, ?, ?, ?)", map(_row, versions))

    def missing(self) -> tuple[str, ...]:
        """Return the keys that the index lacks."""
        return self._keys("missing")

    def stale(self) -> tuple[str, ...]:
        """Return the keys of which the index holds another state."""
        return self._keys("stale")

    def surplus(self) -> tuple[str, ...]:
        """Return the keys that only the index knows."""
        return self._keys("extra")

    def _keys(self, difference: str) -> tuple[str, ...]:
        return tuple(key for (key,) in self._database.execute(_DIFFERENCES[difference]))


@contextmanager
def opened() -> Iterator[Ledger]:
    """Return an empty ledger in a file of its own that vanishes with it; small ones never leave memory."""
    with closing(sqlite3.connect("")) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        yield Ledger(database)


def _row(version: tuple[str, str]) -> tuple[str, str, str, int]:
    key, digest = version
    kind, _, number = key.rpartition(":")
    return key, digest, kind, int(number) if number.isdigit() and len(number) < 19 else 0
