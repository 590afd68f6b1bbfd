"""What is looked for, and what is opened of it: counts by the hour, in a file of their own, with no person in them.

A row holds the folded words, the filters, how much was found, the hour, and how often. No address, no account, no
cookie, no order in which one reader asked. Words that look like somebody's number or mail address are not written.
Readers are never kept waiting: where the file does not answer, nothing is counted.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.comments.hint_contacts import IDENTITY, MAIL, PHONE, find
from portal.comments.hints import Text
from portal.text.vietnamese import search_form
from search import days
from search.analysis import clean
from search.types import Filter, SearchQuery

KEPT = timedelta(days=90)
FLOOR = 5
"""How often something must have been looked for before anybody is shown it."""
LONGEST = 200
MOST_AN_HOUR = 5_000
"""How many different rows one hour may add to each table: a flood of made-up words or ranks fills no disk."""
_PERSONAL = frozenset({PHONE.id, IDENTITY.id, MAIL.id})
_LONG_NUMBER = 9
_PATIENCE = 0.1
_TABLES = """
CREATE TABLE IF NOT EXISTS asked (hour TEXT, term TEXT, key TEXT, place TEXT, filters TEXT, found INTEGER,
  times INTEGER, PRIMARY KEY (hour, term, place, filters, found)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS opened (hour TEXT, key TEXT, rank INTEGER, times INTEGER,
  PRIMARY KEY (hour, key, rank)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS asked_key ON asked (key);
"""
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """One term as the lists show it: how often, how much it found last, how often and at what mean rank it led on."""

    term: str
    times: int
    found: int
    last_on: date
    opened: int
    mean_rank: float | None


def key_of(text: str) -> str:
    """Return the name under which openings of results of ``text`` are counted: it tells nobody the words."""
    return salted_hmac("search.query_log", term_of(text), algorithm="sha256").hexdigest()[:12]


def term_of(text: str) -> str:
    """Return the words as they are counted: folded, in one line."""
    return search_form(clean(text))[:LONGEST]


def is_personal(text: str) -> bool:
    """Return whether ``text`` looks like a mail address, a telephone number, or a number of a paper or an account."""
    line = clean(text)
    digits = sum(character.isdigit() for character in line)
    has_run = any(len(part) >= _LONG_NUMBER for part in _runs_of_digits(line))
    return "@" in line or has_run or (digits >= _LONG_NUMBER - 1 and _has_contact(line)) or _has_mail(line)


def _runs_of_digits(line: str) -> Iterator[str]:
    run = ""
    for character in f"{line} ":
        if character.isdigit():
            run += character
        else:
            yield run
            run = ""


def _has_contact(line: str) -> bool:
    return any(hint.rule in _PERSONAL for hint in find(Text.of(line)))


def _has_mail(line: str) -> bool:
    return any(hint.rule == MAIL.id for hint in find(Text.of(line)))


def note(text: str, filters: Iterable[Filter], found: int, *, place: str = "", now: datetime | None = None) -> None:
    """Count one search; nothing where the words are blank, look personal, or the file does not answer.

    ``place`` is the kind of record that the page asked is about, empty for the search of everything.
    """
    term = term_of(text)
    if not term or is_personal(text):
        return
    said = "&".join(sorted(f"{each.facet}={value}" for each in filters for value in each.values))[:300]
    hour = _hour(now)

    def count(log: sqlite3.Connection) -> None:
        changed = log.execute(
            "UPDATE asked SET times = times + 1 "
            "WHERE hour = ? AND term = ? AND place = ? AND filters = ? AND found = ?",
            (hour, term, place, said, found),
        )
        if not changed.rowcount:
            log.execute(
                "INSERT INTO asked SELECT ?, ?, ?, ?, ?, ?, 1 WHERE (SELECT count(*) FROM asked WHERE hour = ?) < ?",
                (hour, term, key_of(text), place, said, found, hour, MOST_AN_HOUR),
            )

    _write(count)


def note_search(query: SearchQuery, found: int, *, place: str = "") -> None:
    """Count the first page of ``query``; going on through its pages is not looking again."""
    if query.page > 1 or query.token or query.onward or query.backward:
        return
    spans = tuple(Filter(name, (value,)) for name, value in days.pairs(query.since, query.before))
    note(query.text, (*query.filters, *spans), found, place=place)


def note_opened(key: str, rank: int, *, now: datetime | None = None) -> None:
    """Count that the result at ``rank`` of a search was opened; nothing for a key that no search had."""

    def count(log: sqlite3.Connection) -> None:
        if not log.execute("SELECT 1 FROM asked WHERE key = ?", (key,)).fetchone():
            return
        hour = _hour(now)
        changed = log.execute(
            "UPDATE opened SET times = times + 1 WHERE hour = ? AND key = ? AND rank = ?", (hour, key, rank)
        )
        if not changed.rowcount:
            log.execute(
                "INSERT INTO opened SELECT ?, ?, ?, 1 WHERE (SELECT count(*) FROM opened WHERE hour = ?) < ?",
                (hour, key, rank, hour, MOST_AN_HOUR),
            )

    _write(count)


def sought(*, found_nothing: bool, limit: int = 200) -> list[Asked]:
    """Return what was looked for at least five times, most often first; with ``found_nothing`` what led nowhere.

    Only searches without filters count: whoever goes through filters looks for one thing many times. Raises
    sqlite3.Error where the file cannot be read.
    """
    having = "AND max(CASE WHEN found > 0 THEN 1 ELSE 0 END) = 0" if found_nothing else ""
    question = f"""
        SELECT term, sum(times), max(hour), key,
          (SELECT found FROM asked AS last WHERE last.term = asked.term AND filters = '' ORDER BY hour DESC LIMIT 1)
        FROM asked WHERE filters = '' GROUP BY term HAVING sum(times) >= ? {having}
        ORDER BY sum(times) DESC, term LIMIT ?"""  # noqa: S608 - nothing of a reader's is in it
    with closing(_open(5.0)) as log:
        rows = log.execute(question, (FLOOR, limit)).fetchall()
        opened = {
            key: (int(times), rank)
            for key, times, rank in log.execute(
                "SELECT key, sum(times), sum(rank * times) * 1.0 / sum(times) FROM opened GROUP BY key"
            )
        }
    return [
        Asked(term, int(times), int(found), _day(hour), *opened.get(key, (0, None)))
        for term, times, hour, key, found in rows
        if not is_personal(term)
    ]


def purge(*, now: datetime | None = None) -> int:
    """Forget what is older than 90 days; return how many rows."""
    oldest = _hour((now or timezone.now()) - KEPT)
    with closing(_open(5.0)) as log, log:
        return sum(
            log.execute(f"DELETE FROM {table} WHERE hour < ?", (oldest,)).rowcount  # noqa: S608 - two fixed names
            for table in ("asked", "opened")
        )


def _write(count: Callable[[sqlite3.Connection], None]) -> None:
    try:
        with closing(_open(_PATIENCE)) as log, log:
            count(log)
    except (sqlite3.Error, OSError):
        logger.warning("the query log does not answer; nothing is counted")


def _open(patience: float) -> sqlite3.Connection:
    path = Path(settings.QUERY_LOG_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    log = sqlite3.connect(path, timeout=patience, isolation_level="IMMEDIATE")
    log.execute("PRAGMA synchronous=OFF")
    if not log.execute("SELECT 1 FROM sqlite_master WHERE name = 'asked_key'").fetchone():
        log.execute("PRAGMA journal_mode=WAL")
        log.executescript(_TABLES)
    return log


def _hour(now: datetime | None) -> str:
    return (now or timezone.now()).astimezone(UTC).strftime("%Y-%m-%dT%H")


def _day(hour: str) -> date:
    return timezone.localdate(datetime.strptime(hour, "%Y-%m-%dT%H").replace(tzinfo=UTC))
