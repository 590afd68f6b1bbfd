"""The codes that document symbols are made of: types, and bodies by the code inside the symbol.

A ``Vocabulary`` is a frozen value: rows that people edit reach the pure modules through one, and
``DEFAULT`` is made from the tables in ``number_codes`` and ``number_bodies``. Folding a code loses
letters (HD and HĐ), so a look-up tries the exact spelling, then any case, then the folded one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from documents import number_bodies, number_codes
from portal.text.vietnamese import fold, normalise

_CENTRAL = (
    "Bộ ", "Chính phủ", "Thủ tướng", "Quốc hội", "Ủy ban Thường vụ", "Ủy ban nhân dân", "Hội đồng nhân dân",
    "Chủ tịch nước", "Ngân hàng Nhà nước", "Thanh tra Chính phủ", "Kiểm toán Nhà nước", "Tòa án nhân dân",
    "Viện kiểm sát nhân dân", "Ủy ban Dân tộc", "Bảo hiểm xã hội",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """One type of document (*thể loại*): its code, its name, and other codes or names it goes by.

    ``branch`` is ``party``, ``state``, ``both`` or ``copy``. A type that has no printed code (luật, thư
    công) has its name for code. ``in_symbol`` is false where the code never stands in a symbol.
    """

    code: str
    name: str
    branch: str
    other_names: tuple[str, ...] = ()
    in_symbol: bool = True


@dataclass(frozen=True, slots=True)
class OrganisationEntry:
    """The code of a body inside a symbol, with the names it has stood for; none is the issuer by that alone."""

    code: str
    names: tuple[str, ...] = ()


def _spellings(items: Iterable[tuple[str, "TypeEntry"]]) -> tuple[dict[str, TypeEntry], ...]:
    exact: dict[str, TypeEntry] = {}
    lowered: dict[str, TypeEntry] = {}
    folded: dict[str, TypeEntry] = {}
    for spelling, entry in items:
        exact.setdefault(spelling, entry)
        lowered.setdefault(spelling.lower(), entry)
        folded.setdefault(fold(spelling), entry)
    return exact, lowered, folded


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What symbols may be made of. Where two types share a code the first one of ``types`` is proposed.

    Equal only to itself, so that patterns made from it can be kept by it cheaply.
    """

    types: tuple[TypeEntry, ...]
    organisations: tuple[OrganisationEntry, ...] = ()
    families: tuple[OrganisationEntry, ...] = ()
    """Beginnings of codes, longest first, with the kind of body that they stand for."""

    @cached_property
    def _codes(self) -> tuple[dict[str, TypeEntry], ...]:
        return _spellings((entry.code, entry) for entry in self.types if entry.in_symbol)

    @cached_property
    def _names(self) -> dict[str, TypeEntry]:
        names: dict[str, TypeEntry] = {}
        for entry in self.types:
            for name in (entry.name, *entry.other_names):
                names.setdefault(fold(normalise(name)), entry)
        for entry in self.types:
            names.setdefault(fold(entry.code), entry)
        return names

    @cached_property
    def _organisations(self) -> dict[str, OrganisationEntry]:
        known: dict[str, OrganisationEntry] = {}
        for entry in self.organisations:
            known.setdefault(fold(entry.code), entry)
        return known

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Folded names and codes of types, longest first: what a typed sentence may begin with."""
        return tuple(sorted(self._names, key=lambda word: (-len(word), word)))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Folded full names of types (no codes), longest first: what a sentence in running text names."""
        named = {fold(normalise(name)) for entry in self.types for name in (entry.name, *entry.other_names)}
        return tuple(sorted((name for name in named if " " in name or name == "luat"), key=lambda n: (-len(n), n)))

    def type_for_code(self, code: str) -> TypeEntry | None:
        """Return the type that ``code`` in a symbol suggests: exact spelling, then any case, then folded."""
        exact, lowered, folded = self._codes
        return exact.get(code) or lowered.get(code.lower()) or folded.get(fold(code))

    def type_for_word(self, word: str) -> TypeEntry | None:
        """Return the type that a name or code typed by a person means, accents or not."""
        exact, lowered, _ = self._codes
        return exact.get(word) or lowered.get(word.lower()) or self._names.get(fold(normalise(word)))

    def organisation(self, code: str) -> OrganisationEntry | None:
        """Return the entry of a body's code, whatever its case, accents, or term behind it (QH15)."""
        folded = fold(code).replace("&", "")
        plain = re.sub(r"k?[0-9]+$", "", folded)
        return self._organisations.get(folded) or self._organisations.get(plain)

    def is_central(self, code: str) -> bool:
        """Say whether ``code`` is a ministry or another body that issues in its own name all over the country."""
        entry = self.organisation(code)
        return entry is not None and any(name.startswith(_CENTRAL) for name in entry.names)

    def issuers(self, code: str) -> tuple[str, ...]:
        """Return names of bodies that the organisation part of a symbol suggests, one after the other.

        A joint circular names several (``BCA-BQP``); a unit's code behind its ministry's adds nothing.
        """
        whole = self.organisation(code)
        if whole is not None:
            return whole.names
        parts = [part for part in re.split(r"[-/.,(]", code) if part]
        found = [self.organisation(part) or self._family(part) for part in parts]
        return tuple(name for entry in found if entry is not None for name in entry.names)

    def _family(self, code: str) -> OrganisationEntry | None:
        """Return the kind of body that an unknown code begins with: a steering committee, a province's UBND."""
        return next((entry for entry in self.families if code.startswith(entry.code) and code != entry.code), None)


DEFAULT = Vocabulary(
    types=tuple(
        TypeEntry(code, name, branch, tuple(filter(None, others.split("|"))), in_symbol)
        for code, name, branch, others, in_symbol in number_codes.TYPES
    ),
    organisations=tuple(
        OrganisationEntry(code, tuple(names.split("|"))) for code, names in number_bodies.ORGANISATIONS
    ),
    families=tuple(OrganisationEntry(code, (name,)) for code, name in number_bodies.FAMILIES),
)
