"""The database: SQLite in the data folder, or whatever ``DATABASE_URL`` names.

SQLite is opened in WAL mode with immediate transactions: without them nearly every one of a few
concurrent writers is told "database is locked".
"""

import dj_database_url

from portal.settings.environment import DATA_DIR, text

_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA journal_size_limit=67108864;PRAGMA foreign_keys=ON;"
    ),
}


def configured(url: str) -> dict[str, object]:
    """Return Django's settings of the database at ``url``, with the options its engine needs."""
    database: dict[str, object] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = _SQLITE_OPTIONS
    return database


DATABASES = {"default": configured(text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'portal.sqlite3'}"))}
