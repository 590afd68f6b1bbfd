"""Our search call beside the identical compiled query put to tantivy directly, with the same facets counted.

Ours reads the question, asks the engine, reads the rows of the page, marks the words in them and names the
facets. The bare side is handed the compiled query and does no more than find, count and aggregate.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import tantivy
from django.conf import settings

from benchmarks.measuring import Bound, Case, Plan, Sides, percentile
from benchmarks.texts import Made, documents, questions
from portal.text.vietnamese import fold, slug
from search import archive
from search.analysis import analyse
from search.engines import get_engine
from search.engines.embedded.compiler import compile_query
from search.engines.embedded.results import asked_columns
from search.engines.embedded.store import Store
from search.types import Filter, IndexDocument, Passage, SearchQuery

_SIZES = (1_000, 10_000, 100_000)
_QUESTIONS = 120
_FACETS = ("kind", "loai", "co-quan", "nam")
_PAGE = 20
_BOUND = Bound(2.0, at_least=False)


def cases(plan: Plan) -> list[Case]:
    """Return one comparison for each size."""
    sizes = (plan.rows or _SIZES[0],) if plan.smoke or plan.rows else _SIZES
    return [Case(f"search-{size}", f"Tìm trong {size:,} văn bản".replace(",", "."), _BOUND, partial(_prepared, size))
            for size in sizes]  # fmt: skip


@contextmanager
def _prepared(size: int, plan: Plan) -> Iterator[Sides]:
    built = plan.folder / "built.json"
    if not built.exists() or json.loads(built.read_text()) != size:
        get_engine().rebuild(_entry(each) for each in documents(size))
        built.write_text(json.dumps(size))
    asked = _queries()
    sizes = {"documents": size, "questions": len(asked), "page": _PAGE, "facets": len(_FACETS)}
    ours, bare = _timed([partial(archive.search, query) for query in asked]), _timed(_bare(asked))
    ours()
    bare()
    yield Sides(ours, bare, "ms p95", sizes)


def _timed(calls: list[Callable[[], object]]) -> Callable[[], float]:
    def measure() -> float:
        times = []
        for call in calls:
            began = time.perf_counter()
            call()
            times.append((time.perf_counter() - began) * 1000)
        return percentile(times, 0.95)

    return measure


def _queries() -> list[SearchQuery]:
    """Return what readers ask, every fourth time narrowed by a facet."""
    filters = ((), (), (), (Filter("loai", ("ke-hoach",)),))
    return [
        SearchQuery(text, filters=filters[at % len(filters)], page_size=_PAGE, facets=_FACETS)
        for at, text in enumerate(questions(_QUESTIONS))
    ]


def _bare(asked: list[SearchQuery]) -> list[Callable[[], object]]:
    """Return the same questions as the library's own calls, compiled beforehand."""
    searcher = Store(Path(urlsplit(settings.SEARCH_URL).path)).searcher()
    return [_bare_call(searcher, query) for query in asked]


def _bare_call(searcher: tantivy.Searcher, query: SearchQuery) -> Callable[[], object]:
    analysis = analyse(query.text)
    understood = archive.understand(query.text)
    query = replace(query, identifiers=understood.match_keys if understood else ())
    compiled = compile_query(analysis, query)
    # A facet that is filtered is counted without its own filter: one more aggregation each.
    filtered = [each.facet for each in query.filters]
    counted = [(compiled, asked_columns([each for each in query.facets if each not in filtered]))]
    counted += [(compile_query(analysis, query, without=each), asked_columns([each])) for each in filtered]

    def ask() -> None:
        searcher.search(compiled, query.page_size)
        for each, wanted in counted:
            searcher.aggregate(each, wanted)

    return ask


def _entry(made: Made) -> IndexDocument:
    """Return the index entry as the archive makes it of such a document."""
    year = str(made.issued_on.year)
    kind, issuer = slug(made.type_name), slug(made.issuer)
    return IndexDocument(
        key=f"document:{made.number}",
        kind="document",
        title=made.title,
        summary=made.subject,
        url=f"/van-ban/{made.number}/{slug(made.subject)[:60]}/",
        number=made.symbol,
        body=made.text,
        identifiers=(fold(made.symbol).replace("-", ".").replace("/", "."),),
        facets={"loai": (kind,), "co-quan": (issuer,), "nam": (year,)},
        labels={"loai": {kind: made.type_name}, "co-quan": {issuer: made.issuer}, "nam": {year: year}},
        date=made.issued_on,
        passages=tuple(Passage(clause, f"Khoản {at}", f"khoan-{at}") for at, clause in enumerate(made.clauses, 1)),
        shown={"type": made.type_name, "issuer": made.issuer, "date": f"{made.issued_on:%d/%m/%Y}"},
    )
