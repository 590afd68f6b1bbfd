"""The type-ahead: a few records whose title or number goes on as somebody begins, at every key that is pressed."""

from collections.abc import Iterable, Sequence
from typing import Any

import tantivy

from portal.text.vietnamese import fold
from search.engines.embedded.compiler import compile_prefix
from search.fields import LONGEST_EDGE, edge_token

CROWD = 20_000
"""Of more records than this that go on so, a sample is asked first.

Every record that fits would be looked at to find the best eight of those that fit alike: "kế hoạch th" fits a tenth of
a million titles and took tens of milliseconds; the sample holds hundreds of them.
"""


def found(searcher: tantivy.Searcher, words: Sequence[str], audiences: Iterable[str], limit: int) -> list[Any]:
    """Return the hits of at most ``limit`` records that go on as ``words``, of which the last is a beginning."""
    wanted = frozenset(audiences)
    if _is_crowded(searcher, [fold(word) for word in words]):
        hits = _asked(searcher, compile_prefix(list(words), wanted, sampled=True), limit)
        if len(hits) >= limit:
            return hits
    return _asked(searcher, compile_prefix(list(words), wanted), limit)


def _asked(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> list[Any]:
    return list(searcher.search(query, limit, count=False).hits)


def _is_crowded(searcher: tantivy.Searcher, words: Sequence[str]) -> bool:
    if not words:
        return False
    *whole, beginning = words
    # The rarest word bounds how many can hold all of them.
    if any(searcher.doc_freq("title_f", word) <= CROWD for word in whole):
        return False
    if len(beginning) <= LONGEST_EDGE:
        edges = {edge_token(field, beginning) for field in ("title_f", *(() if whole else ("compact",)))}
        return any(searcher.doc_freq("edge", edge) > CROWD for edge in edges)
    return sum(count for _, count in searcher.terms_with_prefix("title_f", beginning)) > CROWD
