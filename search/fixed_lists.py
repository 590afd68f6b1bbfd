"""Ranked lists kept for a quarter of an hour under a token, in a file of their own beside the counters.

No public read writes the main database. Where the file does not answer nobody is kept out: pages are then cut
from a list that is found anew. Another machine does not know the token, and tells the reader of a new list.
"""

import base64
import hashlib
import json
import sqlite3
import time
import zlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.conf import settings

LIFETIME = 15 * 60
"""How long a list is kept, in seconds."""
MAX_LISTS = 20_000
_PATIENCE = 0.1


def remember(question: str, keys: Sequence[str]) -> str:
    """Keep ``keys`` as the answer to ``question`` and return the token of the list; nothing where that fails.

    The same answer to the same question has the same token, so that asking again adds nothing.
    """
    listed = json.dumps([question, *keys])
    token = base64.urlsafe_b64encode(hashlib.blake2b(listed.encode(), digest_size=9).digest()).decode()
    now = time.time()
    try:
        with closing(_open()) as file, file:
            file.execute(
                "INSERT INTO lists (token, listed, until) VALUES (?, ?, ?) "
                "ON CONFLICT (token) DO UPDATE SET until = excluded.until",
                (token, zlib.compress(listed.encode()), now + LIFETIME),
            )
            file.execute("DELETE FROM lists WHERE until < ?", (now,))
            file.execute(
                "DELETE FROM lists WHERE until <= (SELECT until FROM lists ORDER BY until DESC LIMIT 1 OFFSET ?)",
                (MAX_LISTS,),
            )
    except (sqlite3.Error, OSError):
        return ""
    return token


def recall(question: str, token: str) -> tuple[str, ...] | None:
    """Return the keys that were kept under ``token`` as the answer to ``question``, or ``None``."""
    try:
        with closing(_open()) as file:
            row = file.execute(
                "SELECT listed FROM lists WHERE token = ? AND until >= ?", (token, time.time())
            ).fetchone()
        listed: list[str] = json.loads(zlib.decompress(row[0])) if row else []
    except (sqlite3.Error, OSError, zlib.error, ValueError):
        return None
    return tuple(listed[1:]) if listed[:1] == [question] else None


def _open() -> sqlite3.Connection:
    path = Path(settings.COUNTERS_FILE).with_name("lists.sqlite3")
    path.parent.mkdir(parents=True, exist_ok=True)
    file = sqlite3.connect(path, timeout=_PATIENCE, isolation_level="IMMEDIATE")
    file.execute("PRAGMA synchronous=OFF")
    if not file.execute("SELECT 1 FROM sqlite_master WHERE name = 'lists_until'").fetchone():
        file.execute("PRAGMA journal_mode=WAL")  # stays with the file
        file.execute("CREATE TABLE IF NOT EXISTS lists (token TEXT PRIMARY KEY, listed BLOB, until REAL) WITHOUT ROWID")
        file.execute("CREATE INDEX IF NOT EXISTS lists_until ON lists (until)")
    return file
