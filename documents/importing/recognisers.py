"""Who takes imported records: each app hands up the target of its kind, from its ``apps.py``.

``documents`` registers the target of kind ``document`` itself; articles are taken by the app that has them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import Model

from documents.extraction import Extraction
from documents.importing.record import ImportRecord
from documents.importing.text_reading import TextReading
from documents.models import ImportRun
from portal.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file of the record, stored through the one door, with what could be read in it."""

    stored: StoredFile
    reading: Extraction


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier run made of this record: the object, and the values that the source gave then."""

    obj: Model
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record.

    ``values`` are the values of ``obj`` that come from the source, as JSON can hold them; they are remembered, and a
    later run changes only fields that still hold them. ``kept`` names fields that a person has changed, with what
    the source now says. ``notes`` are for the report.
    """

    obj: Model
    changed: bool = True
    values: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that is not known yet and has no files, with the reading of its text."""

    record: ImportRecord
    reading: TextReading


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of one of many records: its outcome or why it was ``refused``; public, or why it stays a draft."""

    outcome: Outcome | None = None
    refused: str = ""
    published: bool = False
    draft: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What storing a new record would tell: why it would be ``refused``, and the ``notes`` for the report."""

    refused: str = ""
    notes: tuple[str, ...] = ()


class ImportTarget(Protocol):
    """Takes the records of one kind; where it ``takes_many``, new ones without files a batch at a time."""

    kind: str
    label: str
    takes_many: bool

    def recognise_text(self, text: str, name: str) -> ImportRecord | None:
        """Return the record that a plain text file holds, or ``None`` where it is not of this kind.

        ``source`` and ``key`` may be left empty; the adapter sets them.
        """

    def save(
        self, record: ImportRecord, *, run: ImportRun, known: Known | None, files: Sequence[ReceivedFile]
    ) -> Outcome:
        """Store the record as a draft, or the change of a known one. Called inside a transaction.

        ``files`` are the record's files, stored and read already. Raises RecordError where it cannot be stored.
        """

    def save_many(self, records: Sequence[NewRecord], *, run: ImportRun) -> list[Stored]:
        """Store new records, and make them public where the run orders it. Called inside a transaction.

        Raises DatabaseError where the database refuses one of them; they are then taken row by row.
        """

    def foresee_many(self, records: Sequence[NewRecord], *, run: object) -> list[Foreseen]:
        """Return what ``save_many`` would tell of new records, and store nothing.

        ``run`` is the same for all records of one dry run.
        """

    def publish(self, obj: Any, *, run: ImportRun) -> tuple[str, ...]:
        """Make ``obj`` public in the name of the run's two people, or return why it stays a draft."""


_targets: dict[str, ImportTarget] = {}


def register(recogniser: ImportTarget) -> None:
    """Let ``recogniser`` take the records of its kind."""
    _targets[recogniser.kind] = recogniser


def target_of(kind: str) -> ImportTarget | None:
    """Return who takes records of ``kind``, or ``None``."""
    return _targets.get(kind)


def targets() -> list[ImportTarget]:
    """Return every registered target, ``document`` last: it takes what nobody else recognises."""
    return sorted(_targets.values(), key=lambda target: target.kind == "document")
