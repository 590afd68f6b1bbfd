"""What is asked and how much it counts, as a tree of plain values that every engine only translates. Pure.

Streams are named as in :mod:`search.fields`: ``text_a`` keeps accents, ``text_f`` is folded, ``text_pairs_a``
holds neighbours. A node matches records and gives each a score; the score of a :class:`Bool` is the sum over
``must`` and the matching ``should``; its ``filters`` and ``must_not`` never count. A Bool always holds something
that can match (never only ``must_not``), and its ``should`` are optional where ``must`` or ``filters`` stand
beside them and ``minimum`` is 0; without those at least one must match.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from portal.text.vietnamese import fold
from search import ranking
from search.analysis import QueryAnalysis, triples_of
from search.fields import LONGEST_EDGE, SAMPLE, accented, edge_token, facet_token, folded, paired
from search.ranking import Boost
from search.syllables import pairs_of
from search.types import Filter, SearchQuery


@dataclass(frozen=True, slots=True)
class Term:
    """Records whose ``stream`` holds ``token``; BM25 times ``weight``."""

    stream: str
    token: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Records whose ``stream`` holds ``tokens`` in order with at most ``slop`` moves between; BM25 times ``weight``.

    ``tokens`` are two or more and ``stream`` is one with positions.
    """

    stream: str
    tokens: tuple[str, ...]
    slop: int = 0
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Records with one of ``values`` in the exact field ``field``; no value matches none. Scores nothing."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Records with a token of ``stream`` (or a value of an exact field) that begins so; scores ``weight``."""

    stream: str
    beginning: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Between:
    """Records whose number ``field`` lies within, both ends included; ``None`` is open. Scores nothing."""

    field: str
    lowest: int | None = None
    highest: int | None = None


@dataclass(frozen=True, slots=True)
class Constant:
    """What ``node`` matches, each scoring ``score``."""

    node: "Node"
    score: float


@dataclass(frozen=True, slots=True)
class Scaled:
    """What ``node`` matches, its score times ``weight``."""

    node: "Node"
    weight: float


@dataclass(frozen=True, slots=True)
class Best:
    """What any of ``nodes`` matches: the best score, and of the other scores the share ``tie``."""

    nodes: tuple["Node", ...]
    tie: float = 0.0


@dataclass(frozen=True, slots=True)
class Bool:
    """Records that match all of ``must`` and ``filters``, ``minimum`` of ``should``, and none of ``must_not``."""

    must: tuple["Node", ...] = ()
    should: tuple["Node", ...] = ()
    filters: tuple["Node", ...] = ()
    must_not: tuple["Node", ...] = ()
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class Everything:
    """Every record; scores nothing."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No record."""


Node = Term | Phrase | AnyOf | Prefix | Between | Constant | Scaled | Best | Bool | Everything | Nothing


def plan_of(analysis: QueryAnalysis, query: SearchQuery, *, now: int, without: str = "") -> Node:
    """Return the whole question; ``now`` is in Unix seconds.

    ``without`` names a facet whose filter is left out, for counting its values.
    """
    narrowed: list[Node] = [AnyOf("audience", tuple(sorted(query.audiences)))]
    if query.kinds:
        narrowed.append(AnyOf("kind", tuple(sorted(query.kinds))))
    narrowed += [_filter(each) for each in query.filters if each.facet != without]
    narrowed += _dated(query)
    ended: tuple[Node, ...] = (Between("until", highest=now),)
    if query.left_out:
        ended = (*ended, AnyOf("key", tuple(sorted(query.left_out))))
    if query.like:
        return Bool(must=(_alike(query.like),), filters=tuple(narrowed), must_not=ended)
    if query.exact:
        return Bool(filters=(*narrowed, AnyOf("identifier", tuple(sorted(query.identifiers)))), must_not=ended)
    excluded = tuple(_phrase(words) for words in analysis.excluded)
    return Bool(
        must=(_asked(analysis, query.identifiers), *(_phrase(phrase) for phrase in analysis.phrases)),
        should=(*_pairs(analysis), *_runs(analysis), *(_recent(now) if query.favours_recent else ())),
        filters=tuple(narrowed),
        must_not=(*ended, *excluded),
    )


def _alike(pairs: Sequence[tuple[str, float]]) -> Node:
    """Return what shares enough of the weighed pairs of a record to be like it."""
    shared = tuple(Term(folded(paired("text")), pair, weight) for pair, weight in pairs)
    return Bool(should=shared, minimum=max(1, round(len(shared) * ranking.SHARED_PAIRS)))


def plan_of_prefix(words: Sequence[str], audiences: Iterable[str], *, now: int, sampled: bool = False) -> Node:
    """Return the question of the type-ahead: whole words, then the beginning of one, in titles and numbers.

    ``sampled`` asks one record in 256 only: of the tens of thousands that begin so any eight will do.
    """
    if not words:
        return Nothing()
    *whole, beginning = [fold(word) for word in words]
    in_title = Bool(
        must=(*(Term("title_f", word) for word in whole), _beginning("title_f", beginning, ranking.PREFIX_OF_TITLE)),
        should=tuple(Term("title_pairs_f", f"{left}_{right}") for left, right in pairwise(whole)),
    )
    ways: list[Node] = [in_title]
    if any(character.isdigit() for character in beginning + "".join(whole)):
        compact = "".join([*whole, beginning])[:64]
        ways.append(_beginning("compact", compact, ranking.PREFIX_OF_NUMBER))
    sample: tuple[Node, ...] = (Prefix("version", SAMPLE),) if sampled else ()
    return Bool(
        must=(Bool(should=tuple(ways)),),
        filters=(AnyOf("audience", tuple(sorted(audiences))), *sample),
        must_not=(Between("until", highest=now),),
    )


def _beginning(field: str, beginning: str, boost: Boost) -> Node:
    if len(beginning) <= LONGEST_EDGE:
        return Constant(AnyOf("edge", (edge_token(field, beginning),)), boost.weight)
    return Prefix(field, beginning, boost.weight)


def needed(words: int, *, prose: bool = False) -> int:
    """Return how many of ``words`` different words a result must hold.

    Few words are all meant (four syllables are two or three words); of a whole sentence some are
    said otherwise in the text, and the story around a long question is in no text at all.
    """
    if prose:
        return max(1, min(ranking.MOST_NEEDED_OF_PROSE, words - min(ranking.MISSING_OF_PROSE, words // 3)))
    if words <= ranking.WHOLE_UP_TO:
        return words
    return min(ranking.MOST_NEEDED, max(int(words * ranking.SHARE_NEEDED), min(words - 1, ranking.WHOLE_UP_TO + 1)))


def _filter(each: Filter) -> Node:
    return AnyOf("filter", tuple(sorted(facet_token(each.facet, value) for value in each.values)))


def _dated(query: SearchQuery) -> list[Node]:
    """Return the days that the reader chose; an undated record (0) lies within none."""
    if query.since is None and query.before is None:
        return []
    first = query.since.toordinal() if query.since else 1
    last = (query.before.toordinal() << 32) - 1 if query.before else None
    return [Between("newest", first << 32, last)]


def _asked(analysis: QueryAnalysis, identifiers: tuple[str, ...]) -> Node:
    ways: list[Node] = []
    if identifiers:
        ways.append(Constant(AnyOf("identifier", tuple(sorted(identifiers))), ranking.IDENTIFIER.weight))
        ways += [Term(ranking.MENTION.stream, identifier, ranking.MENTION.weight) for identifier in identifiers]
    if analysis.terms:
        ways.append(_words(analysis))
    if ways:
        return Bool(should=tuple(ways))
    # Only phrases, exclusions or nothing typed: everything may come, unless what was typed holds no word at all.
    return Nothing() if analysis.is_empty and not analysis.is_blank else Everything()


def _words(analysis: QueryAnalysis) -> Node:
    found: dict[str, Node] = {}
    asking: dict[str, Node] = {}
    # A word that also stands where it does not ask is meant.
    for at, word in sorted(enumerate(analysis.terms), key=lambda each: each[0] in analysis.asking):
        if fold(word) not in found and fold(word) not in asking:
            said = _in_streams(word, analysis.has_marks)
            node = Bool(should=(*said, *_otherwise(analysis, at)))
            (asking if at in analysis.asking else found)[fold(word)] = node
    meant = Bool(should=tuple(found.values()), minimum=needed(len(found), prose=analysis.prose or bool(asking)))
    return Bool(must=(meant,), should=tuple(asking.values())) if asking else meant


def _otherwise(analysis: QueryAnalysis, at: int) -> Iterable[Node]:
    """Return what stands for the term at ``at``; other words for several terms are shared out among them."""
    for other in analysis.alternatives:
        if other.start <= at < other.end and other.words:
            share = ranking.ALTERNATIVE.weight * other.weight / (other.end - other.start)
            yield Scaled(_phrase(other.words), share)


def _pairs(analysis: QueryAnalysis) -> Iterable[Node]:
    pairs = dict.fromkeys([*analysis.pairs, *(pair for phrase in analysis.phrases for pair in pairs_of(phrase))])
    raised = ranking.PAIRS_OF_FEW_WORDS.weight if len(analysis.wanted) <= ranking.FEW_WORDS else 1.0
    for pair in pairs:
        plain = fold(pair)
        yield Bool(
            should=tuple(Term(folded(paired(each.stream)), plain, each.weight * raised) for each in ranking.PAIRS)
        )


def _runs(analysis: QueryAnalysis) -> Iterable[Node]:
    """Return what raises records in which the words stand as the reader wrote them, or nearly so."""
    stream = folded("text")
    terms = tuple(fold(word) for word in analysis.terms)
    for saying in analysis.sayings:
        yield Phrase(stream, tuple(fold(word) for word in saying), weight=ranking.SAYING.weight)
    if 2 <= len(terms) <= ranking.FEW_WORDS:
        yield Phrase(stream, terms, ranking.SLOP, ranking.NEAR.weight)
    for three in list(dict.fromkeys(triples_of(terms)))[-ranking.MOST_TRIPLES :]:
        yield Phrase(stream, three, weight=ranking.TRIPLE.weight)


def _recent(now: int) -> Iterable[Node]:
    year = datetime.datetime.fromtimestamp(now, datetime.UTC).year
    for span, boost in ranking.RECENT:
        yield Constant(AnyOf(boost.stream, tuple(str(year - back) for back in range(span))), boost.weight)


def _in_streams(token: str, has_marks: bool) -> tuple[Node, ...]:
    """Return the word ``token`` in each stream: with accents where the reader typed any, else folded only.

    Bare syllables scored on accented streams match the few words that really carry no mark, and lose
    20 points of first hits. Beside accents only the stream of everything needs its folded twin.
    """
    nodes: list[Node] = []
    for boost in ranking.WORDS:
        if has_marks:
            nodes.append(Term(accented(boost.stream), token, boost.weight))
        else:
            nodes.append(Term(folded(boost.stream), fold(token), boost.weight))
        if has_marks and boost.stream == ranking.FOLDED_WORD.stream:
            nodes.append(Term(folded(boost.stream), fold(token), ranking.FOLDED_WORD.weight))
    return tuple(nodes)


def _phrase(words: tuple[str, ...]) -> Node:
    """Return ``words`` side by side; those with accents must also stand in the text as they were typed."""
    plain = tuple(fold(word) for word in words)
    marked = tuple(dict.fromkeys(word for word in words if fold(word) != word))
    if len(words) == 1:
        return Term(accented("text"), words[0]) if marked else Term(folded("text"), plain[0])
    together = Phrase(folded("text"), plain)
    return Bool(must=(together, *(Term(accented("text"), word) for word in marked))) if marked else together
