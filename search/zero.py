"""What a reader is shown where nothing was found: numbers nearby, other spellings, fewer filters, other words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from search import archive, registry, rescue, spelling
from search.facet_groups import number
from search.forms import SearchForm, to_address
from search.types import Hit, Results, SearchQuery

MAX_MEANT = 4


@dataclass(frozen=True, slots=True)
class Way:
    """Another question that finds something: its words, what of them is new (shown bold), its address, how many."""

    pieces: tuple[tuple[str, bool], ...]
    url: str
    count: str

    @property
    def label(self) -> str:
        """The words alone."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number near the one that was asked for; without ``hit`` it is the hole where that one would stand."""

    symbol: str
    hit: Hit | None = None


@dataclass(frozen=True, slots=True)
class ZeroPage:
    """Every way on; each list may be empty, the last ways never are."""

    total: str
    spellings: tuple[Way, ...]
    numbers: tuple[NumberRow, ...]
    numbers_title: str
    fewer_filters: tuple[Way, ...]
    fewer_words: tuple[Way, ...]
    other_wordings: tuple[Way, ...]


def build(
    form: SearchForm, found: Results, noun: str, dropped: Callable[[str], str], *, user: Any | None = None
) -> ZeroPage:
    """Return the ways on from ``form``; ``dropped`` names what a question without one of its filters leaves out."""
    query = form.query
    numbered = found.understanding is not None and bool(found.understanding.match_keys) and not query.plain
    spellings = (*meant(form, found, user=user), *_spelled(query, noun, user))
    return ZeroPage(
        total=_total(form, noun, user),
        spellings=spellings[:MAX_MEANT],
        numbers=_numbers(found),
        numbers_title=_title(found),
        fewer_filters=tuple(
            _way(dropped(way.label), way, noun, "còn ") for way in rescue.fewer_filters(query, user=user)
        ),
        fewer_words=() if numbered else shorter_ways(query, noun, user=user),
        other_wordings=tuple(
            _way(f"{way.label}: {way.query.text}", way, noun) for way in rescue.other_wordings(query, user=user)
        ),
    )


def spelled_ways(query: SearchQuery, noun: str, *, better_than: int, user: Any | None = None) -> tuple[Way, ...]:
    """Return other spellings that find more than ``better_than``, for a page that found little."""
    return _spelled(query, noun, user, better_than)


def shorter_ways(query: SearchQuery, noun: str, *, better_than: int = 0, user: Any | None = None) -> tuple[Way, ...]:
    """Return the question with fewer words where that finds more than ``better_than``."""
    ways = rescue.fewer_words(query, better_than=better_than, user=user)
    return tuple(_way(way.query.text, way, noun) for way in ways)


def _total(form: SearchForm, noun: str, user: Any | None) -> str:
    total = archive.count(SearchQuery(kinds=form.query.kinds), user=user)
    # Where the engine went away meanwhile nobody knows; an archive that holds something must not be called empty.
    return "" if not total else f"Kho có {number(total)} {noun if form.fixed_kind else 'nội dung'} công khai."


def _way(label: str, way: rescue.WayOut, noun: str, before: str = "") -> Way:
    return Way(((label, False),), to_address(replace(way.query, page=1)), f"{before}{number(way.count)} {noun}")


def _spelled(query: SearchQuery, noun: str, user: Any | None, better_than: int = 0) -> tuple[Way, ...]:
    return tuple(
        Way(each.pieces, to_address(each.query), f"{number(each.count)} {noun}")
        for each in spelling.corrections(query, user=user, better_than=better_than)
    )


def meant(form: SearchForm, found: Results, *, user: Any | None = None) -> tuple[Way, ...]:
    """Return the numbers that a slip turns into the one that was asked for."""
    keys = found.understanding.near_keys if found.understanding and not form.query.plain else ()
    if not keys:
        return ()
    # A slip inside the series comes first; the last key is the number alone, of whatever type.
    kinds = form.query.kinds
    hits = [*archive.carrying(keys[:-1], user=user, kinds=kinds), *archive.carrying(keys[-1:], user=user, kinds=kinds)]
    by_number: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.number:
            by_number.setdefault(hit.number, []).append(hit)
    noun = _noun_of(hits)
    return tuple(
        Way(
            ((f"{same[0].shown.get('type', '')} ".lstrip(), False), (symbol, True)),
            to_address(replace(form.query, text=symbol, filters=(), since=None, before=None, page=1)),
            f"{number(len(same))} {noun}",
        )
        for symbol, same in list(by_number.items())[:MAX_MEANT]
    )


def _noun_of(hits: Sequence[Hit]) -> str:
    kinds = {hit.kind for hit in hits}
    source = registry.source_of_kind(kinds.pop()) if len(kinds) == 1 else None
    return source.label.lower() if source else "kết quả"


def _numbers(found: Results) -> tuple[NumberRow, ...]:
    """Return the nearest numbers in order, with the hole where the one that was asked for would stand."""
    rows = [NumberRow(hit.number or hit.title, hit) for hit in found.nearest]
    understanding = found.understanding
    if not rows or understanding is None or understanding.is_mention:
        return tuple(rows)
    here = archive.leading_number(understanding.match_keys[0])
    at = sum(archive.leading_number(row.symbol) < here for row in rows)
    symbol = understanding.symbol or understanding.label
    return (*rows[:at], NumberRow(symbol), *rows[at:])


def _title(found: Results) -> str:
    types = {hit.shown.get("type", "") for hit in found.nearest}
    return f"Số gần nhất của loại {types.pop()}" if len(types) == 1 and "" not in types else "Số gần nhất"
