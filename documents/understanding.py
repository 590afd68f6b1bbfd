"""Readers of what people type into search: numbers first, then the words that describe a document."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from documents.layout_names import begins_a_body
from documents.number_orders import usual_orders
from documents.number_vocabulary import DEFAULT
from documents.numbering import DocumentNumber, find, read
from documents.query_numbers import is_plain_year, keys_meant, keys_of_query, spelled
from documents.query_words import AskedFor, Span, read_words, span_of
from portal.organisations.models import Organisation
from portal.organisations.register import resolve_name
from portal.text.dates import PrintedDate
from portal.text.vietnamese import fold, slug
from search import synonym_table
from search.analysis import words_of
from search.types import Filter, Understanding

_TURNED = re.compile(r"(?P<number>\d{1,5}[a-zđ]?)\s+(?P<code>[^\W\d_]{1,5})(?P<rest>\s.*)?", re.IGNORECASE)
_JOINED = re.compile(r"(?P<name>[a-z]{5,20})\s?(?:so\s?)?(?P<number>\d{1,5})(?:\s.*)?")
_MOST_ISSUERS = 30
_MOST_MENTIONED = 3
_MOST_WORDS = 9


Bodies = Callable[[str], Sequence[Organisation]]


class NumberRecogniser:
    """Reads a document number in what a reader typed; ``bodies`` finds the issuers of a name in the register."""

    def __init__(self, bodies: Bodies = resolve_name) -> None:
        self._bodies = bodies

    def recognise(self, text: str) -> Understanding | None:
        """Return what number ``text`` names, or ``None`` where it reads as ordinary words."""
        number = _number(text)
        if number is None:
            return None
        keys = keys_of_query(number)
        if not keys:
            return None
        label = " ".join(part for part in (number.type_name, f"số {spelled(number)}") if part)
        filters = []
        if number.type_name:
            filters.append(Filter("loai", (slug(number.type_name),)))
        if number.year:
            label = label if number.organisation else f"{label} năm {number.year}"
            filters.append(Filter("nam", (str(number.year),)))
        if number.issuer_text:
            issuer, keys_of_issuer = _issuer(number.issuer_text, self._bodies)
            label = f"{label} của {issuer}"
            filters += [Filter("co-quan", keys_of_issuer)] if keys_of_issuer else []
        days = _day_of(number) or _days_in(text)
        return Understanding(
            label=_capital(f"{label}, {days.words}" if days else label),
            match_keys=keys,
            filters=tuple(filters),
            rest=number.about,
            since=days.since if days else None,
            before=days.before if days else None,
            symbol=_symbol(number),
            near_keys=keys_meant(number, keys[0]),
        )


class MentionRecogniser:
    """Reads the numbers that a longer question mentions: their records are shown aside, the words decide."""

    def recognise(self, text: str) -> Understanding | None:
        """Return the first numbers in ``text``, or ``None``."""
        found = [each.number for each in find(text) if each.number.match_key][:_MOST_MENTIONED]
        if not found:
            return None
        names = [" ".join(filter(None, (each.type_name, f"số {spelled(each)}"))) for each in found]
        keys = tuple(dict.fromkeys(each.match_key for each in found))
        return Understanding(label=", ".join(names), match_keys=keys, is_mention=True)


class WordsRecogniser:
    """Reads type, issuer and days in a question without a number; ``bodies`` as above."""

    def __init__(self, bodies: Bodies = resolve_name) -> None:
        self._bodies = bodies

    def recognise(self, text: str) -> Understanding | None:
        """Return what ``text`` says of the documents it wants, or ``None``; asks the register for an issuer."""
        asked = read_words(text) or _body_alone(text)
        if asked is None:
            return None
        issuer, issuers = _issuer(asked.issuer, self._bodies) if asked.issuer else ("", ())
        if not issuers:
            # Words behind "của" that name no body belong to the question.
            asked = read_words_but_issuer(asked)
            issuer = ""
        if asked is None:
            return None
        parts = (asked.type.name if asked.type else "", issuer, asked.days.words if asked.days else "")
        filters = [Filter("loai", (slug(asked.type.name),))] if asked.type else []
        filters += [Filter("co-quan", issuers)] if issuers else []
        days = asked.days
        if days and days.year:
            filters.append(Filter("nam", (days.year,)))
        dated = days if days and not days.year else None
        return Understanding(
            label=", ".join(part for part in parts if part),
            filters=tuple(filters),
            rest=asked.rest,
            since=dated.since if dated else None,
            before=dated.before if dated else None,
        )


def read_words_but_issuer(asked: AskedFor) -> AskedFor | None:
    """Return ``asked`` without its issuer, whose words then stay in the question; ``None`` where nothing is left."""
    if asked.type is None and asked.days is None:
        return None
    if not asked.issuer:
        return asked
    return replace(asked, issuer="", rest=asked.undated)


@lru_cache(maxsize=1)
def _joined_names() -> dict[str, str]:
    """Return the names of types by their letters without a space ("ketluan")."""
    return {name.replace(" ", ""): name for name in DEFAULT.names if " " in name}


def _number(text: str) -> DocumentNumber | None:
    """Return the number that ``text`` is about, also where it stands before its type or its issuer is abbreviated."""
    ways = [*usual_orders(text), text]
    if (joined := _JOINED.fullmatch(fold(text))) and joined["name"] in _joined_names():
        ways.append(f"{_joined_names()[joined['name']]} {joined['number']}{text[joined.end('number') :]}")
    if (turned := _TURNED.fullmatch(text)) and DEFAULT.type_for_code(turned["code"]):
        ways.append(f"{turned['code']} {turned['number']}{turned['rest'] or ''}")
    asked = read_words(text)
    if asked and asked.days and asked.rest != text:
        # "14 kl tw ngày 22/9/2021": a number typed loosely reads alone only.
        ways.append(asked.rest)
    for way in dict.fromkeys((*ways, *map(_bodies_in_full, ways))):
        number = read(way)
        if number is not None and not is_plain_year(number) and keys_of_query(number):
            return number
    return None


def _bodies_in_full(text: str) -> str:
    """Return ``text`` with each abbreviation of letters alone written out ("kl14 bct")."""
    synonyms = synonym_table.current()
    words = text.split(" ")
    full = (
        " ".join(synonyms.written_out(words_of(word))) if at and word.isalpha() and len(word) <= 8 else word
        for at, word in enumerate(words)
    )
    return " ".join(full)


def _body_alone(text: str) -> AskedFor | None:
    """Return the whole question as an issuer, where it begins as the name of a body does."""
    words = words_of(text)
    full = " ".join(synonym_table.current().written_out(words))
    return AskedFor(issuer=text) if 0 < len(words) <= _MOST_WORDS and begins_a_body(full) else None


def _issuer(text: str, find_bodies: Bodies) -> tuple[str, tuple[str, ...]]:
    """Return the issuer's name as it is to be read, and the keys of the bodies that it may be."""
    bodies = find_bodies(text)
    full = " ".join(synonym_table.current().written_out(words_of(text)))
    if not bodies:
        bodies = find_bodies(full)
    names = {body.latest_name for body in bodies}
    label = text if len(full.split()) == len(words_of(text)) else _capital(full)
    return (names.pop() if len(names) == 1 else label), tuple(body.key for body in bodies[:_MOST_ISSUERS])


def _days_in(text: str) -> Span | None:
    """Return a day or month in ``text``; a year is read with the number."""
    asked = read_words(text)
    return asked.days if asked and asked.days and not asked.days.year else None


def _symbol(number: DocumentNumber) -> str:
    """Return the number as it is printed, with the type's code where no body was given ("14-KL")."""
    written = spelled(number)
    if number.organisation:
        return written
    if not number.type_code:
        return f"{written}/{number.year}" if number.year else written
    return f"{written}/{number.year}/{number.type_code}" if number.year else f"{written}-{number.type_code}"


def _day_of(number: DocumentNumber) -> Span | None:
    return span_of(PrintedDate(number.date, "day", 0, 0)) if number.date else None


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
