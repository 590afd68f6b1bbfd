"""The smaller questions beside the main one, as plans: where a list goes on, records by key, passages of one. Pure."""

from collections.abc import Iterable, Sequence

from portal.text.vietnamese import fold
from search.analysis import QueryAnalysis
from search.passages import PASSAGE_ACCENTED, PASSAGE_FOLDED
from search.plan import AnyOf, Between, Bool, Node, Nothing, Term
from search.types import Cursor

MAX_TERMS = 16
"""Of a long question so many different words look for passages."""
# An accented word says more of what was meant than its folded twin, which other words share.
WEIGHT_OF_ACCENTED = 2.0


def beyond(asked: Node, order: str, cursor: Cursor, *, falling: bool) -> Node:
    """Return what ``asked`` finds behind ``cursor``, reading the sort key ``order`` downwards or upwards."""
    within = Between(order, highest=cursor.value) if falling else Between(order, lowest=cursor.value)
    shown = (AnyOf("key", tuple(sorted(cursor.keys))),) if cursor.keys else ()
    return Bool(must=(asked,), filters=(within,), must_not=shown)


def of_keys(keys: Iterable[str], audiences: Iterable[str], *, now: int) -> Node:
    """Return the records of ``keys`` that may be read at ``now`` (Unix seconds)."""
    readable = AnyOf("audience", tuple(sorted(audiences)))
    return Bool(filters=(AnyOf("key", tuple(sorted(keys))), readable), must_not=(Between("until", highest=now),))


def said_in_passages(analysis: QueryAnalysis, identifiers: Sequence[str]) -> Node:
    """Return the passages of any record that say something of what was asked."""
    spelled = [
        *analysis.wanted,
        *(part for each in identifiers for part in each.split(".")),
        *(word for other in analysis.alternatives for word in other.words),
    ]
    words: list[Node] = []
    for word in list(dict.fromkeys(spelled))[:MAX_TERMS]:
        words.append(Term(PASSAGE_FOLDED, fold(word)))
        if analysis.has_marks and fold(word) != word:
            words.append(Term(PASSAGE_ACCENTED, word, WEIGHT_OF_ACCENTED))
    return Bool(should=tuple(words)) if words else Nothing()


def of_records(passages: Node, keys: Sequence[str]) -> Node:
    """Return those of ``passages`` that belong to one of ``keys``."""
    return Bool(must=(passages,), filters=(AnyOf("key", tuple(sorted(keys))),))
