"""A plan → a query of the library, node by node: nothing is decided here, and no reader's syntax reaches it."""

import time
from collections.abc import Iterable

from tantivy import FieldType, Occur, Query, Schema

from search import plan
from search.analysis import QueryAnalysis
from search.engines.embedded.schema import SCHEMA
from search.fields import streams_with_positions
from search.types import SearchQuery

_WITH_POSITIONS = frozenset(streams_with_positions())


def compile_query(analysis: QueryAnalysis, query: SearchQuery, *, without: str = "") -> Query:
    """Return the whole query; ``without`` names a facet whose filter is left out, for counting its values."""
    return compile_node(plan.plan_of(analysis, query, now=int(time.time()), without=without))


def compile_prefix(words: list[str], audiences: Iterable[str], *, sampled: bool = False) -> Query:
    """Return the query of the type-ahead."""
    return compile_node(plan.plan_of_prefix(words, audiences, now=int(time.time()), sampled=sampled))


def compile_node(node: plan.Node, schema: Schema = SCHEMA) -> Query:
    """Return ``node`` as the library's query of an index of ``schema``."""
    match node:
        case plan.Term(stream, token, weight):
            option = "position" if stream in _WITH_POSITIONS else "freq"
            return _times(Query.term_query(schema, stream, token, index_option=option), weight)
        case plan.Phrase(stream, tokens, slop, weight):
            return _times(Query.phrase_query(schema, stream, list(tokens), slop=slop), weight)
        case plan.Bool():
            return _bool(node, schema)
        case plan.Scaled(inner, weight):
            return _times(compile_node(inner, schema), weight)
        case plan.Best(nodes, tie):
            return Query.disjunction_max_query([compile_node(each, schema) for each in nodes], tie)
        case plan.Constant(inner, score):
            return Query.const_score_query(compile_node(inner, schema), score)
        case plan.Prefix(stream, beginning, weight):
            # Tokens are letters and digits only, so that nothing here can be read as a pattern.
            return Query.const_score_query(Query.regex_query(schema, stream, f"{beginning}.*"), weight)
        case plan.Nothing():
            return Query.empty_query()
        case plan.AnyOf() | plan.Between() | plan.Everything():
            return Query.const_score_query(_matching(node, schema), 0.0)


def _matching(node: plan.AnyOf | plan.Between | plan.Everything, schema: Schema) -> Query:
    match node:
        case plan.AnyOf(field, (value,)):
            # Walked beside the other clauses; a set of one would be gathered whole before, for each question.
            return Query.term_query(schema, field, value, index_option="basic")
        case plan.AnyOf(field, values):
            return Query.term_set_query(schema, field, list(values))
        case plan.Between(field, lowest, highest):
            return Query.range_query(
                schema, field, FieldType.Unsigned, lowest, highest, use_inverted_index=field == "until"
            )
        case plan.Everything():
            return Query.all_query()


def _bool(node: plan.Bool, schema: Schema) -> Query:
    clauses = [(Occur.Must, compile_node(each, schema)) for each in node.must]
    clauses += [(Occur.Must, Query.const_score_query(compile_node(each, schema), 0.0)) for each in node.filters]
    clauses += [(Occur.Should, compile_node(each, schema)) for each in node.should]
    clauses += [(Occur.MustNot, compile_node(each, schema)) for each in node.must_not]
    if node.minimum:
        return Query.boolean_query(clauses, minimum_number_should_match=node.minimum)
    return Query.boolean_query(clauses)


def _times(query: Query, weight: float) -> Query:
    return query if weight == 1.0 else Query.boost_query(query, weight)
