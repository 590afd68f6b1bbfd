"""Subject lines (*trích yếu*) as they are compared: how texts differ in writing them is taken off. Pure."""

from portal.text.vietnamese import fold

TELLING = 15
"""Fewer letters tell nothing: *về việc khen thưởng* is the subject of many documents."""
_LEADS = ("về việc ", "v/v ", "về ")


def key_of(subject: str) -> str:
    """Return the key under which equal subjects meet: folded, without *về việc* and the quotes around."""
    words = " ".join(fold(subject).split())
    for lead in ("v/v ", "ve viec ", "ve "):
        words = words.removeprefix(lead)
    return words.strip(" .,;\"'“”")


def core_of(subject: str) -> str:
    """Return the subject as printed, in one line, without *về việc* before it."""
    words = " ".join(subject.split())
    return next((words[len(lead) :] for lead in _LEADS if words.lower().startswith(lead)), words)
