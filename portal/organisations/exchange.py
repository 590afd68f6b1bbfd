"""The register as CSV: written out, checked, and taken in, in one transaction."""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from portal.audit.record import record
from portal.organisations.exchange_checks import check
from portal.organisations.exchange_rows import FILES, Finding, NameRow, Rows, SuccessionRow, read
from portal.organisations.models import Branch, Level, Organisation, OrganisationName, Succession, SuccessionKind


class RegisterRefused(Exception):
    """The files hold errors; nothing was changed. ``report`` says what."""

    def __init__(self, report: "Report") -> None:
        super().__init__("Tệp còn lỗi, chưa ghi gì vào danh bạ.")
        self.report = report


@dataclass(frozen=True, slots=True)
class Report:
    """What taking the files in would do, and what is wrong with them."""

    findings: tuple[Finding, ...]
    new_bodies: int = 0
    known_bodies: int = 0
    names: int = 0
    successions: int = 0

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that forbid taking the files in."""
        return tuple(each for each in self.findings if each.is_error)

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """The findings that a person should look at."""
        return tuple(each for each in self.findings if not each.is_error)

    @property
    def may_apply(self) -> bool:
        """Whether there is something to take in and no error."""
        return not self.errors and bool(self.new_bodies + self.known_bodies + self.names + self.successions)


def write_files() -> dict[str, str]:
    """Return the whole register as the text of its three files, in an order that does not change by itself."""
    bodies = Organisation.objects.order_by("key").values_list("key", "level", "branch", "parent__key", "place__key")
    names = OrganisationName.objects.values_list(
        "organisation__key", "name", "short_name", "symbol_code", "valid_from", "valid_to", "source_note"
    )
    heirs = Succession.objects.order_by("predecessor__key", "happened_on", "successor__key").values_list(
        "predecessor__key", "successor__key", "kind", "happened_on", "legal_ground", "partial"
    )
    dated = sorted(names, key=lambda row: (row[0], str(row[4] or "")))
    return {
        "organisations": _text("organisations", bodies),
        "names": _text("names", dated),
        "successions": _text("successions", heirs),
    }


def write_archive() -> bytes:
    """Return the three files in one ZIP."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind, text in write_files().items():
            archive.writestr(f"{kind}.csv", text.encode("utf-8-sig"))  # a spreadsheet needs the mark to read accents
    return made.getvalue()


def _text(kind: str, rows: Iterable[tuple[Any, ...]]) -> str:
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(FILES[kind])
    for row in rows:
        writer.writerow(["1" if value is True else "" if value in (None, False) else str(value) for value in row])
    return made.getvalue()


def report_on(files: Mapping[str, str]) -> Report:
    """Return what taking ``files`` in would do, without doing it."""
    return _report(read(files))


@transaction.atomic
def take_in(*, files: Mapping[str, str], by: Any) -> Report:
    """Take ``files`` into the register, all or nothing.

    A body that the files name gets exactly the names and successions that they give it; what they do not name stays.
    Raises :class:`RegisterRefused` where the files hold errors.
    """
    rows = read(files)
    report = _report(rows)
    if not report.may_apply:
        raise RegisterRefused(report)
    ids = _store_bodies(rows)
    _store_names(rows.names, ids)
    _store_successions(rows.successions, ids)
    counts = {
        "bodies": report.new_bodies + report.known_bodies,
        "names": report.names,
        "successions": report.successions,
    }
    record("organisations.take_in", actor=by, data=counts)
    return report


def _report(rows: Rows) -> Report:
    registered = {
        key: (parent or "", place or "")
        for key, parent, place in Organisation.objects.values_list("key", "parent__key", "place__key")
    }
    replaced = {row.predecessor for row in rows.successions}
    whole = Succession.objects.filter(partial=False, successor__isnull=False)
    edges = [
        (before, after or "")
        for before, after in whole.values_list("predecessor__key", "successor__key")
        if before not in replaced
    ]
    named = set(OrganisationName.objects.values_list("organisation__key", flat=True))
    choices = {"level": Level.values, "branch": Branch.values, "kind": SuccessionKind.values}
    findings = check(rows, registered=registered, named=named, edges=edges, choices=choices)
    keys = {body.key for body in rows.bodies}
    fresh = len(keys - registered.keys())
    return Report(tuple(findings), fresh, len(keys) - fresh, len(rows.names), len(rows.successions))


def _store_bodies(rows: Rows) -> dict[str, int]:
    known = {body.key: body for body in Organisation.objects.all()}
    for row in rows.bodies:
        body = known.setdefault(row.key, Organisation(key=row.key))
        if body.pk is None or (body.level, body.branch) != (row.level, row.branch):
            body.level, body.branch = row.level, row.branch
            body.save()
    ids = {key: body.pk for key, body in known.items()}
    for row in rows.bodies:
        body = known[row.key]
        parent, place = ids.get(row.parent), ids.get(row.place)
        if (body.parent_id, body.place_id) != (parent, place):
            body.parent_id, body.place_id = parent, place
            body.save()
    return ids


def _store_names(names: Iterable[NameRow], ids: Mapping[str, int]) -> None:
    by_body: dict[int, list[NameRow]] = defaultdict(list)
    for row in names:
        by_body[ids[row.organisation]].append(row)
    present: dict[int, list[OrganisationName]] = defaultdict(list)
    for name in OrganisationName.objects.filter(organisation_id__in=by_body):
        present[name.organisation_id].append(name)
    for owner, rows in by_body.items():
        wanted = [_values(row) for row in rows]
        if sorted(map(str, wanted)) == sorted(str(_values(name)) for name in present[owner]):
            continue
        for name in present[owner]:
            name.delete()
        for values in wanted:
            OrganisationName(organisation_id=owner, **values).save()


def _values(name: NameRow | OrganisationName) -> dict[str, Any]:
    return {field: getattr(name, field) for field in FILES["names"][1:]}


def _store_successions(successions: Iterable[SuccessionRow], ids: Mapping[str, int]) -> None:
    by_body: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in successions:
        by_body[ids[row.predecessor]].append(
            {
                "successor_id": ids.get(row.successor),
                "kind": row.kind,
                "happened_on": row.happened_on,
                "legal_ground": row.legal_ground,
                "partial": row.partial,
            }
        )
    for owner, wanted in by_body.items():
        present = list(Succession.objects.filter(predecessor_id=owner))
        have = [{field: getattr(each, field) for field in wanted[0]} for each in present]
        if sorted(map(str, have)) == sorted(map(str, wanted)):
            continue
        for each in present:
            each.delete()
        for values in wanted:
            Succession(predecessor_id=owner, **values).save()
