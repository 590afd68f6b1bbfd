"""Pages of one list: a ranked list is fixed with its first page, so that none shows a record twice or loses one."""

import hashlib
from dataclasses import replace

from search import fixed_lists
from search.analysis import clean
from search.engine import SearchEngine
from search.types import Results, SearchQuery


def read(engine: SearchEngine, asked: SearchQuery) -> Results:
    """Return the page that ``asked`` is for, from the list that its token names where that is still kept.

    Count and facets are of now, and so is what may be read: of a kept list only the order is kept. Raises
    :class:`search.engine.EngineUnavailable`.
    """
    if not asked.fixed or asked.sort != "rank" or not clean(asked.text):
        return engine.search(replace(asked, fixed=0))
    question = _question(asked)
    kept = fixed_lists.recall(question, asked.token) if asked.token else None
    if kept is not None:
        start = (max(asked.page, 1) - 1) * asked.page_size
        counted = engine.search(replace(asked, page=1, page_size=0, fixed=0))
        hits = engine.fetch(kept[start : start + asked.page_size], asked)
        return replace(counted, hits=hits, keys=kept, token=asked.token)
    found = engine.search(asked)
    token = fixed_lists.remember(question, found.keys) if len(found.keys) > asked.page_size else ""
    return replace(found, token=token, refreshed=bool(asked.token))


def _question(asked: SearchQuery) -> str:
    """Return a digest of everything that decides which records are listed, and in which order."""
    filters = sorted((each.facet, sorted(each.values)) for each in asked.filters)
    readers = sorted(asked.audiences)
    order = asked.favours_recent
    parts = (
        asked.text,
        asked.kinds,
        filters,
        asked.plain,
        asked.identifiers,
        asked.since,
        asked.before,
        order,
        readers,
    )
    return hashlib.blake2b(repr(parts).encode(), digest_size=12).hexdigest()
