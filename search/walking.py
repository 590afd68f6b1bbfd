"""Going through a whole result set, a batch at a time, for what takes results away: exports, feeds, digests."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from search import archive
from search.analysis import clean
from search.engines import get_engine
from search.types import Hit, SearchQuery

BATCH = 500
MAX_WALKED = 50_000


def walk(query: SearchQuery, *, user: Any | None = None, limit: int = MAX_WALKED) -> Iterator[Hit]:
    """Yield what ``user`` may find for ``query``, without marks, each record once and ``limit`` at most.

    Memory holds one batch and the keys of what went before. Raises :class:`search.engine.EngineUnavailable`, at any
    step, where the engine does not answer.
    """
    sort = query.sort if clean(query.text) or query.sort != "rank" else "newest"
    asked = replace(archive.prepared(query, user=user), sort=sort, facets=(), passages=0, page_size=min(BATCH, limit))
    seen: set[str] = set()
    page = 1
    while True:
        found = get_engine().search(replace(asked, page=page))
        for hit in found.hits:
            if hit.key not in seen:
                seen.add(hit.key)
                yield hit
            if len(seen) >= limit:
                return
        if len(found.hits) < asked.page_size:
            return
        if found.last is not None:
            asked = replace(asked, onward=found.last)
        else:
            page += 1
