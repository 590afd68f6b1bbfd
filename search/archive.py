"""The one way to ask: for pages, the API, feeds and commands.

The reader's audience is merged here, whatever the caller put into the query. Without the engine only
exact numbers are found, through the database.
"""

import logging
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from search import names, paging, registry, synonym_table
from search.analysis import clean
from search.audience import audiences_of
from search.engine import EngineUnavailable
from search.engines import get_engine
from search.highlight import Wanted, marked
from search.patience import at_most
from search.types import FacetValue, Filter, Hit, IndexDocument, Results, SearchQuery, Suggestion, Understanding

logger = logging.getLogger(__name__)

MAX_RANK = 200
"""How deep a ranked list goes: further down an order by score says nothing any more."""
MAX_LISTED = 10_000
"""How deep a list by date goes."""
MAX_PAGE_SIZE = 100
MAX_CANDIDATES = 6
MAX_NEAREST = 4
MAX_NAMES = 1_000
"""How many names of one facet the type-ahead knows, the commonest first; they are read once for many questions."""
_MOST_NEAR = 40
_REACHES = (5, 50, 500)
KIND_FACET = "kind"


class TooDeep(Exception):
    """The page asked for lies beyond what can be listed; the message says so to the reader."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"Chỉ xem được {limit} kết quả đầu. Mời bạn thu hẹp bằng bộ lọc hoặc thêm từ tìm.")


@at_most()
def search(query: SearchQuery, *, user: Any | None = None) -> Results:
    """Return what ``user`` may find for ``query``, with labelled facets and the number that was understood.

    Raises :class:`TooDeep` beyond the last page that can be asked for. Never raises where the engine
    is down: the answer is then ``degraded`` and holds exact numbers only.
    """
    limit = depth_of(query)
    start = (max(query.page, 1) - 1) * query.page_size
    if start >= limit:
        raise TooDeep(limit)
    understanding = None if query.plain else understand(query.text)
    asked = replace(
        _widened(query),
        audiences=audiences_of(user),
        identifiers=understanding.match_keys if understanding else (),
        exact=False,
        synonyms=synonym_table.current(),
    )
    try:
        found = paging.read(get_engine(), _by_words(asked, understanding))
        candidates = _candidates(asked)
        mentions = understanding is not None and understanding.is_mention
        nearest = () if candidates or mentions else _near(asked)
    except EngineUnavailable as error:
        logger.warning("search engine unavailable: %s", error)
        return _degraded(asked, understanding)
    return replace(
        found,
        hits=found.hits[: limit - start],
        facets=_labelled(found.facets, query.kinds),
        understanding=understanding,
        candidates=candidates,
        nearest=nearest,
    )


def prepared(query: SearchQuery, *, user: Any | None = None) -> SearchQuery:
    """Return ``query`` as an engine is asked for it: the audience is that of ``user``, whatever the caller wrote."""
    understanding = None if query.plain else understand(query.text)
    keys = understanding.match_keys if understanding else ()
    asked = replace(
        _widened(query), audiences=audiences_of(user), identifiers=keys, exact=False, synonyms=synonym_table.current()
    )
    return _by_words(asked, understanding)


@at_most()
def count(query: SearchQuery, *, user: Any | None = None) -> int:
    """Return how many records ``user`` would find for ``query``; 0 where the engine is down."""
    asked = replace(prepared(query.from_beginning, user=user), page_size=0, facets=())
    try:
        return get_engine().search(asked).count
    except EngineUnavailable:
        return 0


def _by_words(asked: SearchQuery, understanding: Understanding | None) -> SearchQuery:
    """Return ``asked`` without the number that a question only mentions: its words decide the order."""
    return replace(asked, identifiers=()) if understanding and understanding.is_mention else asked


def _widened(query: SearchQuery) -> SearchQuery:
    """Return ``query`` with the values that its widened facets include."""
    filters = []
    for each in query.filters:
        widening = registry.widening_of(each.facet) if each.facet in query.widened else None
        more = widening.more(each.values) if widening else {}
        # Half a character can be asked for and stands in no record; no engine can even be told of it.
        values = (value.encode("utf-8", "replace").decode() for value in (*each.values, *more))
        filters.append(Filter(each.facet, tuple(dict.fromkeys(values))))
    return replace(query, filters=tuple(filters))


@at_most()
def frequencies(tokens: Collection[str]) -> Mapping[str, int]:
    """Return in about how many records each folded word or pair stands; nothing where the engine is down.

    Hidden records count too: never show the figures, and ask again for what is offered because of them.
    """
    try:
        return get_engine().frequencies(tokens)
    except EngineUnavailable:
        return {}


@at_most()
def carrying(keys: tuple[str, ...], *, user: Any | None = None, kinds: tuple[str, ...] = ()) -> tuple[Hit, ...]:
    """Return records that carry one of the match keys ``keys``, the newest first; nothing where the engine is down."""
    try:
        return _candidates(SearchQuery(kinds=kinds, audiences=audiences_of(user), identifiers=keys), limit=_MOST_NEAR)
    except EngineUnavailable:
        return ()


@at_most()
def suggest(prefix: str, *, user: Any | None = None, limit: int = 8) -> list[Suggestion]:
    """Return lines of the type-ahead, carriers of a number first; nothing where the engine is down."""
    audiences = audiences_of(user)
    understanding = understand(prefix)
    try:
        named: tuple[Hit, ...] = ()
        if understanding and understanding.match_keys:
            named = _candidates(SearchQuery(prefix, audiences=audiences, identifiers=understanding.match_keys))
        lines = [Suggestion(hit.title, hit.kind, hit.url, hit.number) for hit in named]
        lines += names.beginning_with(prefix, _values_of)
        lines += get_engine().suggest(prefix, audiences=audiences, limit=limit)
    except EngineUnavailable as error:
        logger.warning("search engine unavailable: %s", error)
        return []
    return list({line.url: line for line in lines}.values())[:limit]


def _values_of(facets: tuple[str, ...]) -> Mapping[str, tuple[FacetValue, ...]]:
    """Return the values of ``facets`` in what everybody may find; raises :class:`EngineUnavailable`."""
    asked = SearchQuery(page_size=1, facets=facets, most_values=MAX_NAMES, audiences=audiences_of(None))
    return _labelled(get_engine().search(asked).facets, ())


def understand(text: str) -> Understanding | None:
    """Return what the first recogniser that knows ``text`` reads in it."""
    line = clean(text)
    if not line:
        return None
    readings = (recogniser.recognise(line) for recogniser in registry.recognisers())
    return next((reading for reading in readings if reading is not None), None)


def depth_of(query: SearchQuery) -> int:
    """Return how many results of ``query`` can be paged through."""
    return MAX_RANK if query.sort == "rank" and clean(query.text) else MAX_LISTED


def _candidates(asked: SearchQuery, *, limit: int = MAX_CANDIDATES) -> tuple[Hit, ...]:
    if not asked.identifiers:
        return ()
    exactly = replace(asked.from_beginning, exact=True, filters=(), facets=(), since=None, before=None)
    # Number, title and day are shown of them, and no passage.
    return get_engine().search(replace(exactly, page_size=limit, sort="newest", passages=0)).hits


def _near(asked: SearchQuery) -> tuple[Hit, ...]:
    """Return what carries a number next to the one that was asked for, in the same series."""
    for key in asked.identifiers[:1]:
        number, _, series = key.partition(".")
        if not (series and number.isdigit() and len(number) <= 6):
            continue
        here = int(number)
        for reach in _REACHES:
            around = (each for each in range(max(1, here - reach), here + reach + 1) if each != here)
            keys = tuple(f"{each}.{series}" for each in around)
            hits = _candidates(replace(asked, identifiers=keys), limit=_MOST_NEAR)
            if hits:
                near = sorted(hits, key=lambda hit: (abs(leading_number(hit.number) - here), hit.number))[:MAX_NEAREST]
                return tuple(sorted(near, key=lambda hit: leading_number(hit.number)))
    return ()


def leading_number(number: str) -> int:
    """Return the first number in a symbol or a match key, 0 where there is none."""
    found = re.search(r"\d{1,6}", number)
    return int(found.group()) if found else 0


def _sources(kinds: Iterable[str]) -> list[registry.IndexSource]:
    wanted = tuple(kinds)
    return [source for source in registry.sources() if not wanted or source.kind in wanted]


def _nearest(asked: SearchQuery) -> tuple[Hit, ...]:
    found = [near for source in _sources(asked.kinds) for key in asked.identifiers[:1] for near in source.nearest(key)]
    return _shown(found, asked)


def _degraded(asked: SearchQuery, understanding: Understanding | None) -> Results:
    sources = _sources(asked.kinds)
    found = [record for source in sources for key in asked.identifiers for record in source.find_exact(key)]
    hits = _shown(found, asked)
    nearest = () if hits else _nearest(asked)
    return Results(hits, len(hits), understanding=understanding, nearest=nearest, degraded=True)


def _shown(documents: Iterable[IndexDocument], asked: SearchQuery) -> tuple[Hit, ...]:
    once = {document.key: document for document in documents if document.audience & asked.audiences}
    wanted = Wanted(frozenset(), frozenset(), folded=False, alone=False)
    return tuple(
        Hit(
            key=document.key,
            kind=document.kind,
            title=document.title,
            url=document.url,
            number=document.number,
            date=document.date,
            source=document.source,
            source_key=document.source_key,
            shown=document.shown,
            marks=(marked("title", document.title, wanted), marked("number", document.number, wanted)),
        )
        for document in once.values()
    )


def _labelled(
    facets: Mapping[str, tuple[FacetValue, ...]], kinds: tuple[str, ...]
) -> Mapping[str, tuple[FacetValue, ...]]:
    return {name: _with_labels(name, values, kinds) for name, values in facets.items()}


def _with_labels(name: str, values: tuple[FacetValue, ...], kinds: tuple[str, ...]) -> tuple[FacetValue, ...]:
    labels = labels_of(name, [each.value for each in values if not each.label], kinds)
    return tuple(replace(each, label=each.label or labels.get(each.value, each.value)) for each in values)


def labels_of(facet: str, values: Iterable[str], kinds: Iterable[str] = ()) -> dict[str, str]:
    """Return the labels of ``values`` of ``facet`` as their sources name them; unknown ones are left out."""
    asked = list(values)
    if facet == KIND_FACET:
        return {source.kind: source.label for source in registry.sources() if source.kind in asked}
    labels: dict[str, str] = {}
    if not asked:
        return labels
    for source in _sources(kinds):
        missing = [value for value in asked if value not in labels]
        if missing and any(declared.name == facet for declared in source.facets):
            labels |= source.facet_labels(facet, missing)
    return labels
