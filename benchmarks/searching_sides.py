"""What the cases of the search benchmark measure with: made records, questions, and the library asked directly."""

import json
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import tantivy

from benchmarks.measuring import Sides, percentile
from benchmarks.texts import Made, documents, questions
from portal.text.vietnamese import fold, slug
from search import archive
from search.analysis import analyse
from search.engine import SearchEngine
from search.engines.embedded.compiler import compile_query
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.results import asked_columns
from search.engines.embedded.store import Store
from search.types import PUBLIC, Filter, IndexDocument, Passage, SearchQuery

FACETS = ("loai", "co-quan", "nam")
PAGE = 20
_QUESTIONS = 120
_QUESTIONS_OF_MILLIONS = 48
"""Where each question takes seconds, fewer are asked: still each shape of them, with filters and without."""
_TOLD = "built.json"

Calls = Sequence[Callable[[], object]]


def p95_of(calls: Calls) -> Callable[[], float]:
    """Return a measure of ``calls``: the milliseconds that 95 of 100 of them stay below."""

    def measure() -> float:
        times = []
        for call in calls:
            began = time.perf_counter()
            call()
            times.append((time.perf_counter() - began) * 1000)
        return percentile(times, 0.95)

    return measure


def built(folder: Path, rows: int) -> EmbeddedEngine:
    """Return an engine that holds ``rows`` made records in ``folder``, built there unless it is already."""
    engine = EmbeddedEngine(folder)
    if told(folder).get("rows") != rows:
        size = 0

        def weighed() -> Iterator[IndexDocument]:
            nonlocal size
            for each in entries(rows):
                size += text_bytes(each)
                yield each

        engine.rebuild(weighed())
        (folder / _TOLD).write_text(json.dumps({"rows": rows, "text": size}))
    return engine


def told(folder: Path) -> dict[str, int]:
    """Return what the index in ``folder`` was built of: ``rows``, and the bytes of their ``text``; or nothing."""
    found = folder / _TOLD
    return dict(json.loads(found.read_text())) if found.exists() else {}


def entries(rows: int) -> Iterator[IndexDocument]:
    """Yield made records as the archive makes them of such documents."""
    return (entry(each) for each in documents(rows))


def entry(made: Made) -> IndexDocument:
    """Return the index entry of a made document."""
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


def text_bytes(each: IndexDocument) -> int:
    """Return how many bytes of text a record holds: title, trích yếu and body, each once."""
    return len(f"{each.title}{each.summary}{each.body}".encode())


WORDS_ALONE = ("quýnh", "quạnh")
"""What stands in the 5 MB record alone, and in the one of 5 kB."""


def long_and_short(others: int) -> list[IndexDocument]:
    """Return one record of 5 MB and one of 5 kB, each with a word of its own in its middle, among ``others``."""
    around = list(entries(others))
    filler = " ".join(each.body for each in around[:20])

    def record(key: str, word: str, length: int) -> IndexDocument:
        text = (filler * (length // len(filler) + 1))[:length]
        body = f"{text[: length // 2]} {word} {text[length // 2 :]}"
        return IndexDocument(f"long:{key}", "long", "Văn bản dài", f"/{key}/", body=body)

    return [*around, record("1", WORDS_ALONE[0], 5_000_000), record("2", WORDS_ALONE[1], 5_000)]


def told_at(at: int, records: Iterable[IndexDocument]) -> Iterator[IndexDocument]:
    """Yield ``records``, and say on standard output when ``at`` of them are through."""
    for number, each in enumerate(records):
        if number == at:
            print("begun", flush=True)
        yield each


def dotted(size: int) -> str:
    """Return a whole number as Vietnamese prints it: ``10.000``."""
    return f"{size:,}".replace(",", ".")


def warm(ours: Callable[[], float], theirs: Callable[[], float], sizes: dict[str, float | int | str]) -> Sides:
    """Return the two sides, each of them asked once already."""
    ours()
    theirs()
    return Sides(ours, theirs, "ms p95", sizes)


def questions_at(size: int) -> int:
    """Return how many questions are asked of ``size`` records."""
    return _QUESTIONS if size < 1_000_000 else _QUESTIONS_OF_MILLIONS


def asked(facets: tuple[str, ...] = FACETS, *, count: int = _QUESTIONS) -> list[SearchQuery]:
    """Return what readers ask, every fourth time narrowed by a facet, as an engine is asked for it."""
    filters = ((), (), (), (Filter("loai", ("ke-hoach",)),))
    made = (
        SearchQuery(text, filters=filters[at % len(filters)], page_size=PAGE, facets=facets)
        for at, text in enumerate(questions(count))
    )
    return [archive.prepared(query) for query in made]


def beginnings(count: int) -> list[str]:
    """Return what stands in the field while readers type titles and numbers, with marks and without."""
    dice = random.Random(7)  # noqa: S311 - no secret, the same beginnings everywhere
    typed = []
    for at, made in enumerate(documents(count)):
        text = made.symbol if at % 5 == 4 else made.subject if at % 2 else made.title
        typed.append((fold(text) if at % 3 else text)[: dice.randint(1, 24)])
    return typed


def suggesting(engine: SearchEngine, typed: Iterable[str]) -> Calls:
    """Return the type-ahead's calls for ``typed``."""
    return [partial(engine.suggest, text, audiences=frozenset({PUBLIC}), limit=8) for text in typed]


def searching(engine: SearchEngine, queries: Iterable[SearchQuery]) -> Calls:
    """Return our own calls: reading, finding, counting, passages, marks."""
    return [partial(engine.search, query) for query in queries]


def bare(folder: Path, queries: Iterable[SearchQuery]) -> Calls:
    """Return the same questions as the library's own calls, compiled beforehand: find, count, aggregate."""
    searcher = Store(folder).searcher()
    return [_bare(searcher, query) for query in queries]


def _bare(searcher: tantivy.Searcher, query: SearchQuery) -> Callable[[], object]:
    analysis = analyse(query.text, query.synonyms)
    compiled = compile_query(analysis, query)
    # A facet that is filtered is counted without its own filter: one more aggregation each.
    filtered = [each.facet for each in query.filters if each.facet in query.facets]
    counted = [(compiled, asked_columns([each for each in query.facets if each not in filtered], query.most_values))]
    counted += [
        (compile_query(analysis, query, without=each), asked_columns([each], query.most_values)) for each in filtered
    ]

    def ask() -> None:
        searcher.search(compiled, query.page_size)
        for narrowed, wanted in counted:
            searcher.aggregate(narrowed, wanted)

    return ask
