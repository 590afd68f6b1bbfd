"""What a run reports: counted to the end, told line by line as far as anybody reads."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

REPORTED = 5_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: where, which record, what about it."""

    place: str
    key: str
    reason: str


class Lines(list[Line]):
    """The first lines of a part of the report; ``total`` counts those too that are no longer kept."""

    def __init__(self) -> None:
        super().__init__()
        self.total = 0

    def add(self, place: str, key: str, reason: str) -> None:
        """Count a line, and keep it while there is room."""
        self.total += 1
        if len(self) < REPORTED:
            self.append(Line(place, key, reason))

    def add_all(self, place: str, key: str, reasons: Iterable[str]) -> None:
        """Add a line for each reason."""
        for reason in reasons:
            self.add(place, key, reason)


@dataclass(slots=True)
class Summary:
    """What a run did.

    ``refused`` rows are not in; ``drafts`` are in but not public; ``notes`` say what was left out.
    """

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    published: int = 0
    refused: Lines = field(default_factory=Lines)
    drafts: Lines = field(default_factory=Lines)
    notes: Lines = field(default_factory=Lines)

    def counts(self) -> dict[str, int]:
        """Return the numbers of the summary."""
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "published": self.published,
            "drafts": self.drafts.total,
            "refused": self.refused.total,
        }

    def lines(self) -> Iterator[tuple[str, Line]]:
        """Yield what is told, with the part of the report it belongs to."""
        for what, lines in (("refused", self.refused), ("draft", self.drafts), ("note", self.notes)):
            yield from ((what, line) for line in lines)


class Seen:
    """The keys that a run has met, with the place of each: in a file of the moment, so that memory stays the same."""

    def __init__(self) -> None:
        self._table = sqlite3.connect("")
        self._table.execute("CREATE TABLE seen (source TEXT, key TEXT, place TEXT, PRIMARY KEY (source, key))")
        self._table.execute("PRAGMA journal_mode = OFF")

    def first_place(self, source: str, key: str, place: str) -> str:
        """Return where the key stood first: ``place``, if it was never met."""
        found = self._table.execute("SELECT place FROM seen WHERE source = ? AND key = ?", (source, key)).fetchone()
        if found is not None:
            return str(found[0])
        self._table.execute("INSERT INTO seen VALUES (?, ?, ?)", (source, key, place))
        return place

    def close(self) -> None:
        """Forget everything."""
        self._table.close()
