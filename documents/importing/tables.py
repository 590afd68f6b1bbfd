"""Look-ups that every row of a run repeats: types of document and issuers, each asked of the database once."""

import re
from datetime import date
from functools import cached_property

from documents.models import Branch, DocumentType
from documents.numbering import DocumentNumber
from portal.organisations import register
from portal.organisations.keys import name_key
from portal.organisations.models import Branch as BodyBranch
from portal.organisations.models import Level, Organisation, OrganisationName
from portal.text.vietnamese import fold

_SEPARATORS = (" - ", ", ", " và ", ";")
_REMEMBERED = 5_000
_WORD = re.compile(r"[a-z0-9]+")


class Tables:
    """Types and issuers as one run sees them."""

    def __init__(self) -> None:
        self._names: dict[tuple[object, ...], list[OrganisationName]] = {}

    @cached_property
    def types(self) -> list[DocumentType]:
        """Every type, loaded once."""
        return list(DocumentType.objects.all())

    def type_named(self, name: str, branch: str) -> DocumentType | None:
        """Return the type called ``name``, that of ``branch`` where both systems have one."""
        key = " ".join(fold(name).split())
        named = [each for each in self.types if each.folded_name == key]
        own = [each for each in named if each.branch == branch]
        return next(iter(own or named), None)

    def type_coded(self, code: str, branch: str, title: str = "") -> DocumentType | None:
        """Return the type that ``code`` stands for in ``branch``; of several the one that ``title`` begins with."""
        coded = [each for each in self.types if each.code == code and code and each.branch == branch]
        if len(coded) < 2:
            return coded[0] if coded else None
        start = fold(title)
        fitting = [each for each in coded if start.startswith(each.folded_name)]
        return max(fitting, key=lambda each: len(each.name)) if fitting else None

    def type_at_start(self, text: str) -> str:
        """Return the name of the type that ``text`` begins with, as it is printed, or nothing."""
        start = fold(text[:80])
        names = sorted({each.folded_name for each in self.types}, key=len, reverse=True)
        found = next((name for name in names if start.startswith(f"{name} ") or start == name), "")
        return text[: len(found)]

    def issuer(
        self, text: str, number: DocumentNumber | None, on: date | None, place: Organisation | None = None
    ) -> Organisation | None:
        """Return the one body that name and symbol speak of on ``on``, or ``None``: never a guess between several."""
        code = number.organisation if number else ""
        named = self._named(text, on, place) if text else []
        if len(named) == 1:
            return named[0]
        if text and not named:
            named = self._first_of_joint(text, on, place)
        if not named and text:
            return None
        coded = self._coded(code, on, place, number)
        both = [body for body in named if body in coded] if named else coded
        return both[0] if len(both) == 1 else None

    @cached_property
    def _places(self) -> list[tuple[str, str, Organisation]]:
        names = OrganisationName.objects.filter(organisation__branch=BodyBranch.PLACE).exclude(short_key="")
        return [(each.name_key, each.short_key, each.organisation) for each in names.select_related("organisation")]

    def place_named(self, text: str) -> Organisation | None:
        """Return the one place that ``text`` is the name of (``Ninh Thuận``)."""
        key = name_key(text)
        found = {place.pk: place for full, short, place in self._places if key and key in (full, short)}
        return next(iter(found.values())) if len(found) == 1 else None

    def place_in(self, text: str) -> tuple[Organisation, str] | None:
        """Return the one province or city that ``text`` names in full most often, with the name; none if two do."""
        words = f" {words_of(text)} "
        counted: dict[int, tuple[int, Organisation, str]] = {}
        for full, _, place in self._places:
            count = words.count(f" {full} ")
            if count > counted.get(place.pk, (0, place, ""))[0]:
                counted[place.pk] = (count, place, full)
        best = sorted(counted.values(), key=lambda each: -each[0])[:2]
        if not best or (len(best) == 2 and best[0][0] < 2 * best[1][0]):
            return None
        return best[0][1], best[0][2]

    def _named(self, text: str, on: date | None, place: Organisation | None) -> list[Organisation]:
        found = register.borne_on(self._read_as(text, None), on)
        if place is not None and len(found) != 1:
            found = register.borne_on(self._read_as(text, place), on) or found
        return found

    def _read_as(self, text: str, place: Organisation | None) -> list[OrganisationName]:
        # The day is left out of what is remembered: nearly every row of a file has another.
        key = ("name", text, place)
        if key not in self._names:
            self._remember(key, register.names_read_as(text, place))
        return self._names[key]

    def _first_of_joint(self, text: str, on: date | None, place: Organisation | None) -> list[Organisation]:
        """Return the first of several bodies that issued together, longest name first."""
        ends = sorted({at for sign in _SEPARATORS for at in _places_of(sign, text)}, reverse=True)
        for end in ends:
            found = self._named(text[:end].strip(), on, place)
            if found:
                return found
        return []

    def _coded(
        self, code: str, on: date | None, place: Organisation | None, number: DocumentNumber | None
    ) -> list[Organisation]:
        if not code:
            return []
        key = ("code", code, place)
        if key not in self._names:
            self._remember(key, register.names_coded(code, place=place))
        found = register.borne_on(self._names[key], on)
        if place is None and number is not None and number.kind in ("norm", "law"):
            central = [body for body in found if body.level == Level.CENTRAL]
            found = central or found
        return found

    def _remember(self, key: tuple[object, ...], found: list[OrganisationName]) -> None:
        if len(self._names) >= _REMEMBERED:
            self._names.clear()
        self._names[key] = found


def branch_of(number: DocumentNumber | None, issuer: Organisation | None) -> str:
    """Return whose rules of form a document follows, as its symbol or its issuer tells."""
    if issuer is not None and issuer.branch == BodyBranch.PARTY:
        return Branch.PARTY
    if number is not None and number.kind == "party":
        return Branch.PARTY
    return Branch.STATE


def words_of(text: str) -> str:
    """Return ``text`` folded, its words parted by single spaces."""
    return " ".join(_WORD.findall(fold(text)))


def _places_of(sign: str, text: str) -> list[int]:
    found, at = [], text.find(sign)
    while at > 0:
        found.append(at)
        at = text.find(sign, at + 1)
    return found
