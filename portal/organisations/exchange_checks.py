"""Check the rows of a register against each other and against what is registered already. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import combinations

from portal.organisations.exchange_rows import BodyRow, Finding, NameRow, Rows
from portal.organisations.keys import code_key
from portal.organisations.overlaps import Span, overlap


def check(
    rows: Rows,
    *,
    registered: Mapping[str, tuple[str, str]],
    named: Collection[str],
    edges: Collection[tuple[str, str]],
    choices: Mapping[str, Collection[str]],
) -> list[Finding]:
    """Return everything wrong or notable.

    ``registered`` are the parent and place by the key of each known body, ``named`` the keys that have a name,
    ``edges`` the whole successions that stay, ``choices`` the allowed ``level``, ``branch`` and ``kind``.
    """
    bodies = {body.key: body for body in rows.bodies}
    known = {*registered, *bodies}
    found = [*rows.findings, *_bodies(rows.bodies, known, choices), *_parents(bodies, registered)]
    found += _names(rows.names, known)
    found += [
        Finding("organisations", body.line, f"“{body.key}” chưa có tên nào.")
        for body in bodies.values()
        if body.key not in named and all(name.organisation != body.key for name in rows.names)
    ]
    found += _codes(rows.names, bodies)
    found += _successions(rows, known, edges, choices["kind"])
    return sorted(found, key=lambda each: (not each.is_error, each.file, each.line))


def _bodies(
    bodies: Collection[BodyRow], known: Collection[str], choices: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for body in bodies:
        if body.key in seen:
            yield Finding("organisations", body.line, f"Mã “{body.key}” đã có ở dòng {seen[body.key]}.")
        seen.setdefault(body.key, body.line)
        for name, value in (("level", body.level), ("branch", body.branch)):
            if value not in choices[name]:
                yield Finding(
                    "organisations",
                    body.line,
                    f"{name} “{value[:40]}” không có. Các giá trị: {', '.join(choices[name])}.",
                )
        for label, value in (("Cơ quan cấp trên", body.parent), ("Địa bàn", body.place)):
            if value and value not in known:
                yield Finding("organisations", body.line, f"{label} “{value[:60]}” không có trong danh bạ.")


def _parents(bodies: Mapping[str, BodyRow], registered: Mapping[str, tuple[str, str]]) -> Iterator[Finding]:
    above = {key: parent for key, (parent, _) in registered.items()} | {
        key: body.parent for key, body in bodies.items()
    }
    for key, body in bodies.items():
        seen, at = {key}, above.get(key, "")
        while at and at not in seen:
            seen.add(at)
            at = above.get(at, "")
        if at == key:
            yield Finding("organisations", body.line, f"Cấp trên của “{key}” đi vòng về chính nó.")


def _names(names: Collection[NameRow], known: Collection[str]) -> Iterator[Finding]:
    by_body: dict[str, list[NameRow]] = defaultdict(list)
    for name in names:
        if name.organisation not in known:
            yield Finding("names", name.line, f"Cơ quan “{name.organisation[:60]}” không có trong danh bạ.")
        by_body[name.organisation].append(name)
    for key, own in by_body.items():
        clash = overlap([Span(name.valid_from, name.valid_to, str(name.line)) for name in own])
        if clash:
            lines = sorted(int(span.label) for span in clash)
            yield Finding("names", lines[1], f"Thời gian của tên này chồng với dòng {lines[0]} (cơ quan “{key}”).")


def _codes(names: Collection[NameRow], bodies: Mapping[str, BodyRow]) -> Iterator[Finding]:
    """Point out codes that two bodies of one place, level and branch bear on one day: often meant, often a slip."""
    groups: dict[tuple[str, ...], list[NameRow]] = defaultdict(list)
    for name in names:
        body = bodies.get(name.organisation)
        if name.symbol_code and body:
            groups[code_key(name.symbol_code), body.place, body.level, body.branch].append(name)
    for (code, *_), own in groups.items():
        for one, other in combinations(own[:20], 2):
            if one.organisation == other.organisation or _are_kin(bodies[one.organisation], bodies[other.organisation]):
                continue
            if _meet(one, other):
                yield Finding(
                    "names",
                    other.line,
                    f"Chữ viết tắt “{code}” cùng lúc là của “{one.organisation}” (dòng {one.line}).",
                    False,
                )


def _are_kin(one: BodyRow, other: BodyRow) -> bool:
    """Say whether two bodies share a code by right: a committee and its standing board, or two boards of one."""
    return one.parent == other.key or other.parent == one.key or (bool(one.parent) and one.parent == other.parent)


def _meet(one: NameRow, other: NameRow) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    return first <= min(one.valid_to or date.max, other.valid_to or date.max)


def _successions(
    rows: Rows, known: Collection[str], edges: Collection[tuple[str, str]], kinds: Collection[str]
) -> Iterator[Finding]:
    after: dict[str, set[str]] = defaultdict(set)
    for before, heir in edges:
        after[before].add(heir)
    seen: set[tuple[str, str, date]] = set()
    for row in rows.successions:
        said = row.predecessor, row.successor, row.happened_on
        for value in (row.predecessor, row.successor):
            if value and value not in known:
                yield Finding("successions", row.line, f"Cơ quan “{value[:60]}” không có trong danh bạ.")
        if not row.predecessor:
            yield Finding("successions", row.line, "Thiếu cơ quan trước.")
        if row.kind not in kinds:
            yield Finding("successions", row.line, f"kind “{row.kind[:40]}” không có. Các giá trị: {', '.join(kinds)}.")
        elif not row.successor and row.kind != "abolition":
            yield Finding("successions", row.line, "Chỉ giải thể (abolition) mới không có cơ quan kế thừa.")
        if said in seen:
            yield Finding("successions", row.line, "Quan hệ kế thừa này đã có ở dòng trên.")
        seen.add(said)
        if row.successor and not row.partial:
            if _leads(after, row.successor, row.predecessor):
                yield Finding("successions", row.line, f"Kế thừa đi vòng về chính “{row.predecessor}”.")
            else:
                after[row.predecessor].add(row.successor)


def _leads(after: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen: set[str] = set()
    waiting = {start}
    while waiting:
        if goal in waiting:
            return True
        seen |= waiting
        waiting = {heir for each in waiting for heir in after.get(each, ())} - seen
    return False
