"""What the environment says: the project's folder, the data folder, and typed readings of variables."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(os.environ.get("PORTAL_DATA") or BASE_DIR / "var").resolve()


def text(name: str, default: str = "") -> str:
    """Return the variable's value, or ``default`` where it is unset or empty."""
    return os.environ.get(name) or default


def flag(name: str, default: bool = False) -> bool:
    """Return whether the variable says yes (``1``, ``true``, ``yes``, ``on``, in any case)."""
    value = os.environ.get(name)
    return default if not value else value.strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """Return the variable's comma-separated words, without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
