"""The second index of a generation: the passages of each record, nested in one document of its key.

So all passages of a record are replaced and removed in one write, and those of a whole page are found by one
question, restricted to the keys of the page. What is shown of them is kept beside each, not in the document's
source: a record of a thousand passages is read as fast as one of three.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from elasticsearch.dsl import Field, Keyword, Nested, Q, Search, Text
from elasticsearch.dsl import Mapping as DslMapping

from search import plan
from search.engines.elasticsearch.compiler import compile_node
from search.passages import CANDIDATES, PASSAGE_STREAMS, passage_fields, pieces
from search.types import IndexDocument, Passage

_PARTS = "parts"
_STORED = "stored"
SETTINGS: dict[str, Any] = {"mapping.nested_objects.limit": 1_000_000}


def build() -> DslMapping:
    """Return the mapping of an index of passages."""
    fields: dict[str, Field] = {name: Text(analyzer="whitespace", index_options="freqs") for name in PASSAGE_STREAMS}
    fields[_STORED] = Keyword(index=False, doc_values=False, store=True)
    mapping = DslMapping()
    mapping.meta("dynamic", "strict")
    mapping.meta("_source", enabled=False)
    mapping.field("key", Keyword())
    mapping.field(_PARTS, Nested(dynamic="strict", properties=fields))
    return mapping


def to_source(document: IndexDocument) -> dict[str, Any]:
    """Return the passages of ``document`` as they are sent."""
    parts = []
    for part in pieces(document):
        stored = json.dumps([part.text, part.label, part.anchor, part.address], ensure_ascii=False)
        parts.append({**passage_fields(part), _STORED: stored})
    return {"key": document.key, _PARTS: parts}


def request(said: plan.Node, keys: Sequence[str]) -> Search:
    """Return the question which passages of the records ``keys`` say best what was ``said``."""
    found = Q(
        "nested",
        path=_PARTS,
        query=compile_node(said, within=f"{_PARTS}."),
        score_mode="none",
        inner_hits={"size": CANDIDATES, "_source": False, "stored_fields": [f"{_PARTS}.{_STORED}"]},
    )
    here = Q("terms", key=list(keys))
    return (
        Search()
        .query(Q("bool", filter=[here], must=[found]))
        .extra(
            size=len(keys), track_total_hits=False, _source=False, stored_fields="_none_", docvalue_fields=["key"]
        )
    )  # fmt: skip


def read(answer: Mapping[str, Any]) -> dict[str, tuple[Passage, ...]]:
    """Return the passages of each key in the answer to :func:`request`, the likeliest first."""
    return {hit["fields"]["key"][0]: tuple(_passages(hit["inner_hits"])) for hit in answer["hits"]["hits"]}


def _passages(inner: Mapping[str, Any]) -> Iterable[Passage]:
    for hit in inner[_PARTS]["hits"]["hits"]:
        yield Passage(*json.loads(hit["fields"][f"{_PARTS}.{_STORED}"][0]))
