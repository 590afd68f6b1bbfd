"""Load the register's facts from CSV files: written once, loaded as often as one likes.

``organisations.csv``: key, level, branch, parent, place. ``names.csv``: organisation, name, short_name, symbol_code,
valid_from, valid_to, source_note. ``successions.csv``: predecessor, successor, kind, happened_on, legal_ground,
partial. Dates are ISO, an empty one is open.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import F

from portal.organisations.models import Organisation, OrganisationName, Succession

DATA = Path(__file__).parent / "data"
DEMONSTRATION = DATA / "demonstration"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were made; rows that were there already are left as people keep them."""

    organisations: int = 0
    names: int = 0
    successions: int = 0


def load_register(*, demonstration: bool = False) -> Loaded:
    """Load the shipped facts, and the fictional province's where ``demonstration``.

    Idempotent: an organisation, name or succession that exists is not touched. Raises ValueError naming file and
    line where a row is wrong; nothing is loaded then.
    """
    folders = [DATA, DEMONSTRATION] if demonstration else [DATA]
    with transaction.atomic():
        counts = [load_folder(folder) for folder in folders]
    return Loaded(
        sum(count.organisations for count in counts),
        sum(count.names for count in counts),
        sum(count.successions for count in counts),
    )


def load_folder(folder: Path) -> Loaded:
    """Load the three files of ``folder``. Call inside a transaction. Raises as :func:`load_register`."""
    organisations = _load_organisations(folder / "organisations.csv")
    ids = dict(Organisation.objects.values_list("key", "pk"))
    names = _load_names(folder / "names.csv", ids)
    return Loaded(organisations, names, _load_successions(folder / "successions.csv", ids))


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            yield f"{path.name}:{number}", {name: (value or "").strip() for name, value in row.items() if name}


def _day(text: str, where: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def _load_organisations(path: Path) -> int:
    rows = {row["key"]: (where, row) for where, row in _rows(path)}
    known = set(Organisation.objects.values_list("key", flat=True))
    fresh = [
        Organisation(key=key, level=row["level"], branch=row["branch"])
        for key, (_, row) in rows.items()
        if key not in known
    ]
    Organisation.objects.bulk_create(fresh)
    ids = dict(Organisation.objects.values_list("key", "pk"))
    for organisation in fresh:
        where, row = rows[organisation.key]
        organisation.pk = ids[organisation.key]
        organisation.parent_id = _id(ids, row["parent"], where)
        organisation.place_id = _id(ids, row["place"], where)
    Organisation.objects.bulk_update(fresh, ["parent", "place"], batch_size=200)
    return len(fresh)


def _id(ids: dict[str, int], key: str, where: str) -> int | None:
    if key and key not in ids:
        raise ValueError(f"{where}: unknown organisation {key}")
    return ids.get(key)


def _load_names(path: Path, ids: dict[str, int]) -> int:
    known = set(OrganisationName.objects.values_list("organisation_id", "valid_from"))
    fresh = []
    for where, row in _rows(path):
        owner, start = _id(ids, row["organisation"], where), _day(row["valid_from"], where)
        if owner is None:
            raise ValueError(f"{where}: no organisation")
        if (owner, start) in known:
            continue
        known.add((owner, start))
        name = OrganisationName(
            organisation_id=owner,
            name=row["name"],
            short_name=row["short_name"],
            symbol_code=row["symbol_code"],
            valid_from=start,
            valid_to=_day(row["valid_to"], where),
            source_note=row["source_note"],
        )
        name.set_keys()
        fresh.append(name)
    OrganisationName.objects.bulk_create(fresh, batch_size=200)
    _set_latest_names({name.organisation_id for name in fresh})
    return len(fresh)


def _set_latest_names(owners: set[int]) -> None:
    ordered = OrganisationName.objects.order_by(F("valid_from").asc(nulls_first=True))
    latest = dict(ordered.values_list("organisation_id", "name"))  # the last name of each stays
    changed = [Organisation(pk=owner, latest_name=latest[owner]) for owner in owners]
    Organisation.objects.bulk_update(changed, ["latest_name"], batch_size=200)


def _load_successions(path: Path, ids: dict[str, int]) -> int:
    known: set[tuple[int, int | None]] = set(Succession.objects.values_list("predecessor_id", "successor_id"))
    fresh = []
    for where, row in _rows(path):
        before, after = _id(ids, row["predecessor"], where), _id(ids, row["successor"], where)
        day = _day(row["happened_on"], where)
        if before is None or day is None:
            raise ValueError(f"{where}: a succession needs a predecessor and a day")
        if (before, after) in known:
            continue
        known.add((before, after))
        fresh.append(
            Succession(
                predecessor_id=before,
                successor_id=after,
                kind=row["kind"],
                happened_on=day,
                legal_ground=row["legal_ground"],
                partial=row["partial"].lower() in ("1", "true", "x"),
            )
        )
    Succession.objects.bulk_create(fresh, batch_size=200)
    return len(fresh)
