"""How well the site's own search finds what a question means: rows of a corpus and questions with known answers.

Rows become entries of the index through the archive's own ``to_document``, and questions are asked through
:mod:`search.archive` as a visitor's are; only the rows come from a file instead of the database, which is never asked.
"""

import datetime
import json
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from benchmarks.rank_measures import DEPTH, Quality

_TRIES, _PAUSE = 120, 0.5


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a corpus."""

    key: str
    title: str
    text: str
    parent_title: str = ""
    number: str = ""
    date: datetime.date | None = None

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "Row":
        """Return the row that a line of a corpus holds; raises KeyError for one that is none.

        A day that cannot be read is no day: it only breaks ties.
        """
        return cls(
            key=str(plain["key"]),
            title=str(plain["title"] or ""),
            text=str(plain["text"] or ""),
            parent_title=str(plain.get("parent_title") or ""),
            number=str(plain.get("number") or ""),
            date=_day(str(plain.get("date") or "")),
        )


def _day(text: str) -> datetime.date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.datetime.strptime(text[:10], form).date()
    return None


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, and the keys of the rows that answer it."""

    id: str
    text: str
    relevant: frozenset[str]

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> "Question":
        """Return the question that a line holds; raises KeyError for one that is none."""
        return cls(str(plain["id"]), str(plain["query"]), frozenset(str(key) for key in plain["relevant"]))


def lines_of(path: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a file with one JSON object a line."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


@contextmanager
def indexed(rows: Iterable[Row], url: str = "") -> Iterator[None]:
    """Let :mod:`search.archive` search an index of ``rows`` only, made on the engine at ``url`` and removed after."""
    from django.test import override_settings

    from search import registry, synonym_table
    from search.engines import get_engine

    with tempfile.TemporaryDirectory(prefix="relevance-") as folder:
        own = _own_index(url, folder)
        with (
            override_settings(SEARCH_URL=own),
            synonym_table.starting_list_only(),
            registry.reading_only_with(_recognisers()),
        ):
            try:
                get_engine().rebuild(entry(at, row) for at, row in enumerate(rows, 1))
                yield
            finally:
                _forget(own)


def _recognisers() -> list[Any]:
    """Return the archive's own readers of questions, with a register of bodies that knows none."""
    from documents.understanding import MentionRecogniser, NumberRecogniser, WordsRecogniser

    return [NumberRecogniser(lambda _: ()), MentionRecogniser(), WordsRecogniser(lambda _: ())]


def _own_index(url: str, folder: str) -> str:
    """Return an address on the engine of ``url`` under which nothing else is kept."""
    if not url or url.startswith("embedded:"):
        return f"embedded://{folder}/index"
    parts = urlsplit(url)
    name = parts.path.strip("/")[:40] or "portal"
    return urlunsplit(parts._replace(path=f"/{name}-relevance-{os.getpid()}"))


def _forget(url: str) -> None:
    """Remove what was written below ``url``, on a cluster; a folder of our own goes by itself."""
    if url.startswith("embedded:"):
        return
    from search.engines.elasticsearch.connection import Cluster, read_address

    cluster = Cluster(read_address(url))
    made = cluster.work(lambda client: client.indices.get(index=f"{cluster.prefix}-*", expand_wildcards="all"))
    if names := list(made):
        cluster.work(lambda client: client.indices.delete(index=names))


def entry(at: int, row: Row) -> Any:
    """Return the index entry that the archive makes of a document with the values of ``row``."""
    from documents import layout_nodes, nodes
    from documents.indexing import DocumentSource
    from documents.models import OfficialDocument, SourceRecord
    from portal.text.vietnamese import normalise

    text = normalise(row.text)
    document = OfficialDocument(
        pk=at, title=row.title, parent_title=row.parent_title, symbol=row.number, issued_on=row.date,
        body_text=text, body_nodes=nodes.stored(layout_nodes.nodes(text)),
    )  # fmt: skip
    document.derive_number()
    # A row of a file has no copies, attachments or links; without this the database would be asked for them.
    relations = OfficialDocument._meta.related_objects
    document._prefetched_objects_cache = {str(each.get_accessor_name()): [] for each in relations}
    document.source_record = SourceRecord(source="corpus", key=row.key)
    return DocumentSource().to_document(document)


def ask(text: str) -> list[str]:
    """Return the keys of the first rows that the site's search finds for ``text``.

    A visitor is told after a second and a half that the engine is away; here the question is put again until it
    answers. Raises :class:`search.engine.EngineUnavailable` where it does not come back within a minute.
    """
    from search import archive
    from search.engine import EngineUnavailable
    from search.types import SearchQuery

    for _ in range(_TRIES):
        found = archive.search(SearchQuery(text, page_size=DEPTH))
        if not found.degraded:
            return list(dict.fromkeys(hit.source_key for hit in found.hits))
        time.sleep(_PAUSE)
    raise EngineUnavailable("the engine stayed away")


def measure(questions: Sequence[Question], *, folded: bool = False) -> Quality:
    """Return how well ``questions`` are answered, typed as they are or with every mark taken away."""
    return Quality.mean(quality_of(each, folded=folded) for each in questions)


def quality_of(question: Question, *, folded: bool = False) -> Quality:
    """Return how well one question is answered."""
    from portal.text.vietnamese import search_form

    return Quality.of(ask(search_form(question.text) if folded else question.text), question.relevant)


def table(lines: Sequence[tuple[str, int, Quality]]) -> str:
    """Return the figures as a table in Markdown: what was asked, how many questions, five measures."""
    head = ["| câu hỏi | số câu | R@1 | R@5 | R@10 | MRR@10 | nDCG@10 |", "|---|---:|---:|---:|---:|---:|---:|"]
    return "\n".join([*head, *(f"| {name} | {count} | {' | '.join(each.row())} |" for name, count, each in lines)])
