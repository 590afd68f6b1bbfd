"""What a mention stands for: one document, several that it may be, or none that the archive holds.

A day beside the number decides, then a day in the same sentence, then the issuer that the phrase names; being the
newest never does. Only public documents are looked at, unless drafts are asked for.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from documents import law_names, numbering
from documents.models import MentionState, OfficialDocument
from portal.organisations import register
from portal.organisations.models import Level
from portal.text.dates import find_dates
from portal.text.vietnamese import fold

_AT_MOST = 50
_LAWS_LOOKED_AT = 200
# Bodies whose codes in symbols many share: another body's document with the same symbol is another document.
_SHARED_CODES = frozenset({Level.PROVINCE, Level.DISTRICT, Level.COMMUNE, Level.BASE})


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of a document where it names it, and around."""

    symbol: str = ""
    day: date | None = None
    type_name: str = ""
    issuer_text: str = ""
    name: str = ""
    name_key: str = ""
    year: int | None = None
    sentence: str = ""
    context_day: date | None = None
    source_day: date | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a symbol or name stands for; every document that it may be is among the ``candidates``."""

    state: str
    document: OfficialDocument | None = None
    candidates: tuple[OfficialDocument, ...] = ()


NOTHING = Resolution(MentionState.UNMATCHED)
Found = list[OfficialDocument]


class Resolver:
    """Resolves many mentions of one run; what it has looked up it does not ask the database again."""

    def __init__(self, *, drafts: bool = False) -> None:
        self._documents = OfficialDocument.objects.all() if drafts else OfficialDocument.objects.visible()
        self._numbered: dict[str, Found] = {}
        self._laws: dict[str, Found] = {}
        self._bodies: dict[str, frozenset[int]] = {}

    def resolve(self, said: Said) -> Resolution:
        """Return what ``said`` names."""
        if said.name_key:
            return _by_context(said, _in_time(said, self._law(said)), False)
        key = numbering.match_key(said.symbol)
        if not key:
            return NOTHING
        if key not in self._numbered:
            self._numbered[key] = list(self._documents.numbered(key).for_rows()[:_AT_MOST])
        found = self._numbered[key]
        if said.day is not None:
            dated = [each for each in found if each.issued_on == said.day]
            # A day that fits none of them speaks of a document that the archive does not hold.
            found = dated or [each for each in found if each.issued_on is None]
        if len(found) > 1:
            found = _of_type(found, said.type_name)
        return _by_context(said, *self._by_issuer(said, found))

    def _law(self, said: Said) -> Found:
        if said.name_key not in self._laws:
            words = law_names.words_of(said.name)
            kind = next((each for each in law_names.KINDS if words.startswith(each)), "")
            rows = self._documents.filter(type__folded_name=kind, parent_title="").for_rows()
            for word in words.removeprefix(kind).replace(",", " ").split()[-3:]:
                rows = rows.filter(folded__contains=word)
            self._laws[said.name_key] = [each for each in rows[:_LAWS_LOOKED_AT] if law_key(each) == said.name_key]
        return self._laws[said.name_key]

    def _by_issuer(self, said: Said, found: Found) -> tuple[Found, bool]:
        """Return the candidates that the named issuer allows, and whether it speaks against the one that is left."""
        bodies = self._named(said.issuer_text) if found and said.issuer_text else frozenset()
        if not bodies:
            return found, False
        fitting = [each for each in found if each.issuer_id in bodies]
        if fitting:
            return fitting, False
        if said.day is not None and len(found) == 1:
            return found, False  # number and day agree: the name of the body was merely loosely put
        return [each for each in found if each.issuer is None or each.issuer.level not in _SHARED_CODES], True

    def _named(self, issuer_text: str) -> frozenset[int]:
        if issuer_text not in self._bodies:
            self._bodies[issuer_text] = frozenset(body.pk for body in register.resolve_name(issuer_text))
        return self._bodies[issuer_text]


def _in_time(said: Said, found: Found) -> Found:
    if said.day is not None:
        return [each for each in found if each.issued_on == said.day]
    if said.year is not None:
        return [each for each in found if each.issued_on is not None and each.issued_on.year == said.year]
    if said.source_day is None:
        return found
    # A text cannot mean a law that came after it; which of the earlier ones it means, only a date tells.
    return [each for each in found if each.issued_on is None or each.issued_on <= said.source_day]


def _by_context(said: Said, found: Found, doubted: bool) -> Resolution:
    """Let what stands around the mention decide between several."""
    if len(found) > 1 and said.day is None:
        days = {printed.value for printed in find_dates(said.sentence) if printed.precision == "day"}
        found = _only(found, days) or _only(found, {said.context_day}) or found
    if not found:
        return NOTHING
    if len(found) == 1 and not doubted:
        return Resolution(MentionState.RESOLVED, found[0], (found[0],))
    return Resolution(MentionState.AMBIGUOUS, None, tuple(found))


def _only(found: Found, days: Collection[date | None]) -> Found:
    fitting = [each for each in found if each.issued_on is not None and each.issued_on in days]
    return fitting if len(fitting) == 1 else []


def _of_type(found: Found, type_name: str) -> Found:
    named = [each for each in found if each.type and fold(each.type.name) == fold(type_name)]
    return named or found


def law_key(document: OfficialDocument) -> str:
    """Return the key by which texts cite this law by name; empty for every other document."""
    if document.type is None:
        return ""
    return law_names.key_of_title(document.type.name, document.subject or document.title)
