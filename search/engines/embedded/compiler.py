"""A query of ours → a query of the library, built from tokens only: no reader's syntax reaches it."""

import time
from collections.abc import Iterable
from itertools import pairwise

from tantivy import FieldType, Occur, Query

from portal.text.vietnamese import fold
from search.analysis import QueryAnalysis, pairs_of
from search.engines.embedded.schema import SCHEMA, facet_token
from search.types import Filter, SearchQuery

# How much a matching word or pair counts in each field. Found on public sets of legal questions: the
# parent law's name counts most because questions name it; pairs give back what folding loses.
WEIGHTS_OF_WORDS = {"text": 2.0, "parent": 2.0, "title": 0.5}
WEIGHTS_OF_PAIRS = {"text": 1.0, "parent": 2.0, "title": 0.5}
# Few words are mostly one name: standing together they mean it, scattered they rarely do.
FEW_WORDS = 4
PAIRS_OF_FEW_WORDS = 3.0
# Beside accented words their folded twins count little: enough to be found, too little to lead.
FOLDED_BESIDE_ACCENTED = {"words": 0.5, "pairs": 0.3}
# A number that was understood leads, whatever the words score; a mention of it comes with the words.
WEIGHT_OF_IDENTIFIER = 10_000.0
WEIGHT_OF_MENTION = 3.0


def compile_query(analysis: QueryAnalysis, query: SearchQuery, *, without: str = "") -> Query:
    """Return the whole query; ``without`` names a facet whose filter is left out, for counting its values."""
    clauses = _readable(query.audiences)
    if query.exact:
        clauses.append((Occur.Must, _any_of("identifier", query.identifiers)))
    else:
        clauses.append((Occur.Must, _asked(analysis, query.identifiers)))
        clauses += [(Occur.Must, _phrase(phrase, accented=_has_marks(phrase))) for phrase in analysis.phrases]
        clauses += [(Occur.MustNot, _phrase(words, accented=_has_marks(words))) for words in analysis.excluded]
        clauses += [(Occur.Should, pair) for pair in _pairs(analysis)]
    if query.kinds:
        clauses.append((Occur.Must, _any_of("kind", query.kinds)))
    clauses += [(Occur.Must, _filter(each)) for each in query.filters if each.facet != without]
    return Query.boolean_query(clauses)


def _readable(audiences: Iterable[str]) -> list[tuple[Occur, Query]]:
    now = int(time.time())
    ended = Query.range_query(SCHEMA, "until", FieldType.Unsigned, upper_bound=now, use_inverted_index=True)
    return [(Occur.Must, _any_of("audience", audiences)), (Occur.MustNot, ended)]


def needed(words: int) -> int:
    """Return how many of ``words`` different words a result must hold.

    Few words are all meant (five syllables are two or three words); of a whole sentence some are
    said otherwise in the text.
    """
    return words if words <= 5 else max(5, (words * 3 + 4) // 5)


def _asked(analysis: QueryAnalysis, identifiers: tuple[str, ...]) -> Query:
    ways = [Query.const_score_query(_any_of("identifier", identifiers), WEIGHT_OF_IDENTIFIER)] if identifiers else []
    ways += [
        Query.boost_query(_phrase(tuple(parts), accented=False), WEIGHT_OF_MENTION)
        for identifier in identifiers
        if len(parts := identifier.split(".")) >= 3
    ]
    if analysis.terms:
        ways.append(_words(analysis))
    if ways:
        return Query.boolean_query([(Occur.Should, way) for way in ways])
    # Only phrases, exclusions or nothing typed: everything may come, unless what was typed holds no word at all.
    return Query.empty_query() if analysis.is_empty and not analysis.is_blank else _free(Query.all_query())


def _words(analysis: QueryAnalysis) -> Query:
    clauses = []
    seen = set()
    for word in analysis.terms:
        if fold(word) not in seen:
            seen.add(fold(word))
            clauses.append((Occur.Should, _word(word, analysis.has_marks)))
    return Query.boolean_query(clauses, minimum_number_should_match=needed(len(clauses)))


def _word(word: str, has_marks: bool) -> Query:
    folded = FOLDED_BESIDE_ACCENTED["words"] if has_marks else None
    return Query.boolean_query(_in_fields(word, WEIGHTS_OF_WORDS, "", has_marks, folded))


def _pairs(analysis: QueryAnalysis) -> list[Query]:
    folded = FOLDED_BESIDE_ACCENTED["pairs"] if analysis.has_marks else None
    pairs = dict.fromkeys([*analysis.pairs, *(pair for phrase in analysis.phrases for pair in pairs_of(phrase))])
    raised = PAIRS_OF_FEW_WORDS if len(analysis.wanted) <= FEW_WORDS else 1.0
    return [
        Query.boost_query(
            Query.boolean_query(_in_fields(pair, WEIGHTS_OF_PAIRS, "_pairs", analysis.has_marks, folded)), raised
        )
        for pair in pairs
    ]


def _in_fields(
    term: str, weights: dict[str, float], suffix: str, has_marks: bool, folded: float | None
) -> list[tuple[Occur, Query]]:
    clauses = []
    for field, weight in weights.items():
        option = "freq" if suffix else "position"
        if has_marks:
            clauses.append((Occur.Should, _term(f"{field}{suffix}_a", term, weight, option)))
        # Only the field of everything needs its folded twin beside accents: it alone decides what is found.
        if not has_marks or field == "text":
            clauses.append((Occur.Should, _term(f"{field}{suffix}_f", fold(term), folded or weight, option)))
    return clauses


def _term(field: str, term: str, weight: float, option: str) -> Query:
    return Query.boost_query(Query.term_query(SCHEMA, field, term, index_option=option), weight)


def _phrase(words: tuple[str, ...], *, accented: bool) -> Query:
    field = "text_a" if accented else "text_f"
    spelled = list(words) if accented else [fold(word) for word in words]
    if len(spelled) == 1:
        return Query.term_query(SCHEMA, field, spelled[0])
    return Query.phrase_query(SCHEMA, field, spelled)


def _has_marks(words: Iterable[str]) -> bool:
    return any(fold(word) != word for word in words)


def _filter(each: Filter) -> Query:
    return _any_of("filter", [facet_token(each.facet, value) for value in each.values])


def _any_of(field: str, values: Iterable[str]) -> Query:
    return _free(Query.term_set_query(SCHEMA, field, sorted(values)))


def _free(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def compile_prefix(words: list[str], audiences: Iterable[str]) -> Query | None:
    """Return the query of the type-ahead: whole words, then the beginning of one, in titles and numbers."""
    if not words:
        return None
    folded = [fold(word) for word in words]
    *whole, beginning = folded
    in_title = [(Occur.Must, Query.term_query(SCHEMA, "title_f", word)) for word in whole]
    # Tokens are letters and digits only, so that nothing here can be read as a pattern.
    in_title.append((Occur.Must, Query.const_score_query(_starting("title_f", beginning), 1.0)))
    in_title += [
        (Occur.Should, Query.term_query(SCHEMA, "title_pairs_f", f"{left}_{right}", index_option="freq"))
        for left, right in pairwise(whole)
    ]
    ways = [(Occur.Should, Query.boolean_query(in_title))]
    if any(character.isdigit() for character in beginning + "".join(whole)):
        number = Query.const_score_query(_starting("compact", "".join(folded)[:64]), 100.0)
        ways.append((Occur.Should, number))
    return Query.boolean_query([(Occur.Must, Query.boolean_query(ways)), *_readable(audiences)])


def _starting(field: str, beginning: str) -> Query:
    return Query.regex_query(SCHEMA, field, f"{beginning}.*")
