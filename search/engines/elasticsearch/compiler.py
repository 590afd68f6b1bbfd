"""A plan → a query of Elasticsearch, node by node: nothing is decided here, and no reader's syntax reaches it."""

import time
from collections.abc import Iterable

from elasticsearch.dsl import Q, query

from search import plan
from search.ranking import BM25_FACTOR


def compile_prefix(words: list[str], audiences: Iterable[str]) -> query.Query:
    """Return the query of the type-ahead."""
    return compile_node(plan.plan_of_prefix(words, audiences, now=int(time.time())))


def compile_node(node: plan.Node, weight: float = 1.0, *, within: str = "") -> query.Query:
    """Return ``node`` with its score times ``weight``; ``within`` begins the names of nested fields."""
    match node:
        case plan.Term(stream, token, own):
            return Q("term", **{f"{within}{stream}": {"value": token, "boost": own * weight * BM25_FACTOR}})
        case plan.Phrase(stream, tokens, slop, own):
            # The stream's analyzer splits at spaces, and a token has none: what is asked is what was made.
            asked = {"query": " ".join(tokens), "slop": slop, "boost": own * weight * BM25_FACTOR}
            return Q("match_phrase", **{f"{within}{stream}": asked})
        case plan.Bool():
            return _bool(node, weight, within)
        case plan.Scaled(inner, own):
            return compile_node(inner, own * weight, within=within)
        case plan.Best(nodes, tie):
            ways = [compile_node(each, weight, within=within) for each in nodes]
            return Q("dis_max", queries=ways, tie_breaker=tie)
        case plan.Constant(inner, score):
            return _constant(compile_node(inner, within=within), score * weight)
        case plan.Prefix(stream, beginning, own):
            return Q("prefix", **{f"{within}{stream}": {"value": beginning, "boost": own * weight}})
        case plan.Nothing():
            return Q("match_none")
        case plan.AnyOf() | plan.Between() | plan.Everything():
            return _constant(_matching(node, within), 0.0)


def _matching(node: plan.AnyOf | plan.Between | plan.Everything, within: str) -> query.Query:
    match node:
        case plan.AnyOf(field, values):
            return Q("terms", **{f"{within}{field}": list(values)})
        case plan.Between(field, lowest, highest):
            ends = {"gte": lowest, "lte": highest}
            return Q("range", **{f"{within}{field}": {name: end for name, end in ends.items() if end is not None}})
        case plan.Everything():
            return Q("match_all")


def _constant(inner: query.Query, score: float) -> query.Query:
    return Q("constant_score", filter=inner, boost=score)


def _bool(node: plan.Bool, weight: float, within: str) -> query.Query:
    clauses = {
        "must": [compile_node(each, weight, within=within) for each in node.must],
        "should": [compile_node(each, weight, within=within) for each in node.should],
        "filter": [_bare(each, within) for each in node.filters],
        "must_not": [_bare(each, within) for each in node.must_not],
    }
    options: dict[str, object] = {name: each for name, each in clauses.items() if each}
    if node.minimum:
        options["minimum_should_match"] = node.minimum
    return Q("bool", **options)


def _bare(node: plan.Node, within: str) -> query.Query:
    """Return ``node`` for a place where no score is asked for, so that the server may keep the answer."""
    if isinstance(node, plan.AnyOf | plan.Between | plan.Everything):
        return _matching(node, within)
    return compile_node(node, within=within)
