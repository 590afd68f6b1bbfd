"""The search benchmark on Elasticsearch: the cases of :mod:`benchmarks.searching`, beside the server asked directly.

The bare side is the library's plain client: it sends the compiled bodies of the same questions (count, aggregations,
audience) to the same index, or puts the same prepared bodies into an index with the same mapping by its own helper.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from django.test import override_settings
from elasticsearch import Elasticsearch, helpers

from benchmarks import searching_sides as sides
from benchmarks.measuring import Bound, Case, Plan, Sides
from benchmarks.searching_records import publishing
from benchmarks.searching_server import Server
from search.asked import Asked
from search.engines.elasticsearch import mapping, passage_index
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.elasticsearch.indices import BUILDING
from search.engines.elasticsearch.reading import Reading
from search.types import IndexDocument, SearchQuery

Prepare = Callable[[Plan], AbstractContextManager[Sides]]
_SIZES = (10_000, 100_000)
_SMOKE = 300
_PREPARED = 10_000
"""How many records one round of rebuilding takes."""
_PREFIXES = 300
_WORKER_MAY_TAKE = 60.0
_LOOKS_AGAIN = 5.0
_COMPACTING_MAY_TAKE = 900.0
_SIZES_ARE_KNOWN_AFTER = 12.0
"""Seconds: the server looks at its files every ten."""


def cases(plan: Plan) -> list[Case]:
    """Return every comparison, of the sizes asked for, on the server that ``plan.engine`` names."""
    server = Server.named(plan.engine)
    largest = plan.rows or (_SMOKE if plan.smoke else _SIZES[-1])
    below = max(largest // 10, 100)
    calls = [
        _most(
            2.0, f"search-{size}", f"Tìm trong {sides.dotted(size)} văn bản ÷ hỏi thẳng", partial(_call, server, size)
        )
        for size in (below, largest)
    ]
    grown = f"Tìm trong {sides.dotted(largest)} ÷ trong {sides.dotted(below)}"
    typed = f"Gợi ý khi gõ, {sides.dotted(largest)} nhan đề, ÷ 20 ms"
    rebuilt = partial(_rebuilding, server, min(largest, _PREPARED))
    small, whole = (partial(_size, server, largest, each) for each in (False, True))
    return [
        *calls,
        _most(12.0, "growth", grown, partial(_growth, server, largest, below)),
        _most(1.0, "suggest", typed, partial(_suggest, server, largest)),
        _most(2.0, "facets", "Ba bộ lọc có đếm ÷ không đếm", partial(_facets, server, largest)),
        _most(1.5, "long-text", "Trúng văn bản 5 MB ÷ trúng văn bản 5 kB", partial(_long, server)),
        Case("rebuild", "Dựng lại ÷ ghi trơn đúng những trường ấy", Bound(0.25), rebuilt),
        _most(0.8, "size", "Chỉ mục đã gộp ÷ văn bản, không kể đoạn trích", small),
        _most(1.5, "size-passages", "Chỉ mục đã gộp ÷ văn bản, cả đoạn trích", whole),
        _most(2.0, "readers", "p95 người đọc khi đang dựng lại ÷ khi rảnh", partial(_readers, server, largest)),
        _most(2.0, "publish", "Công bố đến khi tìm thấy, p95 ÷ 1 giây", partial(_publishing, server)),
    ]


def _most(limit: float, name: str, title: str, prepare: Prepare) -> Case:
    return Case(name, title, Bound(limit, at_least=False), prepare)


def kept_as(plan: Plan) -> str:
    """Return the name of the result: sizes that were asked for stand beside each other."""
    return f"search-elasticsearch-{plan.rows or _SIZES[-1]}"


def _bare(server: Server, prefix: str, queries: Iterable[SearchQuery]) -> sides.Calls:
    client, alias = server.client(), f"{prefix}-{mapping.SCHEMA_VERSION}"
    return [_asking(client, alias, query) for query in queries]


def _asking(client: Elasticsearch, alias: str, query: SearchQuery) -> Callable[[], object]:
    bodies = [each.to_dict() for each in Reading(Asked.of(query)).requests.values()]
    if len(bodies) == 1:
        return lambda: client.search(index=alias, body=bodies[0])
    lines = [line for body in bodies for line in ({"index": alias}, body)]
    return lambda: client.msearch(searches=lines)


@contextmanager
def _call(server: Server, size: int, plan: Plan) -> Iterator[Sides]:
    engine, queries = server.built(size), sides.asked()
    ours, theirs = (
        sides.p95_of(sides.searching(engine, queries)),
        sides.p95_of(_bare(server, server.prefix(size), queries)),
    )
    yield sides.warm(ours, theirs, {"documents": size, "questions": len(queries), "facets": len(sides.FACETS)})


@contextmanager
def _growth(server: Server, largest: int, below: int, plan: Plan) -> Iterator[Sides]:
    queries = sides.asked()
    ours, theirs = (sides.p95_of(sides.searching(server.built(size), queries)) for size in (largest, below))
    yield sides.warm(ours, theirs, {"documents": largest, "below": below, "questions": len(queries)})


@contextmanager
def _suggest(server: Server, size: int, plan: Plan) -> Iterator[Sides]:
    measure = sides.p95_of(sides.suggesting(server.built(size), sides.beginnings(_PREFIXES)))
    yield sides.warm(measure, lambda: 20.0, {"documents": size, "prefixes": _PREFIXES})


@contextmanager
def _facets(server: Server, size: int, plan: Plan) -> Iterator[Sides]:
    engine = server.built(size)
    with_them, without = (
        [replace(each, filters=(), passages=0) for each in sides.asked(facets)] for facets in (sides.FACETS, ())
    )
    ours, theirs = (sides.p95_of(sides.searching(engine, each)) for each in (with_them, without))
    yield sides.warm(ours, theirs, {"documents": size, "questions": len(without)})


@contextmanager
def _long(server: Server, plan: Plan) -> Iterator[Sides]:
    engine = ElasticsearchEngine(server.url("bench-long"))
    engine.rebuild(sides.long_and_short(100 if plan.smoke else 1_000))
    ours, theirs = (sides.p95_of(sides.searching(engine, [SearchQuery(word)] * 60)) for word in sides.WORDS_ALONE)
    yield sides.warm(ours, theirs, {"bytes": 5_000_000})


@contextmanager
def _rebuilding(server: Server, rows: int, plan: Plan) -> Iterator[Sides]:
    """Records made beforehand: neither side reads a database. Bare: their bodies made beforehand too."""
    made = list(sides.entries(rows))
    prefix = "bench-rebuilt"

    def ours() -> float:
        # Without an older generation nobody is waited for at the swap: that pause is two seconds whatever the size.
        server.forget(prefix)
        fresh = [replace(each) for each in made]
        began = time.perf_counter()
        ElasticsearchEngine(server.url(prefix)).rebuild(fresh)
        return rows / (time.perf_counter() - began)

    yield Sides(ours, lambda: rows / _bulk(server, made), "bản ghi/s", {"documents": rows})


def _bulk(server: Server, made: list[IndexDocument]) -> float:
    """Put prepared bodies into two indices with the mappings of ours, by the library's helper; return the seconds."""
    client, name = server.client(), f"bench-bulk-{time.monotonic_ns()}"
    shapes = {name: (mapping.build(), {}), f"{name}-passages": (passage_index.build(), passage_index.SETTINGS)}
    for index, (fields, more) in shapes.items():
        client.indices.create(index=index, mappings=fields.to_dict(), settings={**mapping.SETTINGS, **BUILDING, **more})
    prepared = [
        action
        for each in made
        for action in (
            {"_index": f"{name}-passages", "_id": each.key, "_source": passage_index.to_source(each)},
            {"_index": name, "_id": each.key, "_source": mapping.to_source(each, 1)},
        )
    ]
    began = time.perf_counter()
    helpers.bulk(client, prepared, request_timeout=60)
    client.indices.refresh(index=list(shapes))
    taken = time.perf_counter() - began
    client.indices.delete(index=list(shapes))
    return taken


@contextmanager
def _size(server: Server, rows: int, whole: bool, plan: Plan) -> Iterator[Sides]:
    engine = server.built(rows)
    ends = time.monotonic() + _COMPACTING_MAY_TAKE
    while not engine.compact():
        if time.monotonic() > ends:
            raise TimeoutError("the server has not made the index small")
        time.sleep(_LOOKS_AGAIN)
    client, pattern = server.client(), f"{server.prefix(rows)}-{mapping.SCHEMA_VERSION}"
    indices = [pattern, f"{pattern}-passages"] if whole else [pattern]
    time.sleep(_SIZES_ARE_KNOWN_AFTER)
    told: Any = client.indices.stats(index=indices, metric="store")["_all"]["primaries"]["store"]
    size, text = int(told["size_in_bytes"]), server.text_bytes(rows)
    yield Sides(lambda: size / 1e6, lambda: text / 1e6, "MB", {"documents": rows})


@contextmanager
def _readers(server: Server, rows: int, plan: Plan) -> Iterator[Sides]:
    measure = sides.p95_of(sides.searching(server.built(rows), sides.asked()))
    measure()

    def meanwhile() -> float:
        command = [sys.executable, "-c", _AGAIN, server.address, server.prefix(rows), str(rows)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            try:
                if child.stdout is not None:
                    child.stdout.readline()  # it has begun
                return measure()
            finally:
                child.kill()

    yield Sides(meanwhile, measure, "ms p95", {"documents": rows})


_AGAIN = (
    "import sys, django; django.setup(); from benchmarks.searching_cluster import rebuild_for_ever; "
    "rebuild_for_ever(*sys.argv[1:])"
)


def rebuild_for_ever(address: str, prefix: str, rows: str) -> None:
    """Rebuild the index of made records behind ``prefix`` over and over, and say when the first has begun."""
    os.nice(10)
    engine = ElasticsearchEngine(f"elasticsearch://{address}/{prefix}", stands_still=0.5)
    while True:
        engine.rebuild(sides.told_at(int(rows) // 20, sides.entries(int(rows))))


@contextmanager
def _publishing(server: Server, plan: Plan) -> Iterator[Sides]:
    """As :func:`benchmarks.searching_records.publishing`, with the worker that brings changes to a cluster."""
    from search import reconcile

    url = server.url("bench-site")
    with override_settings(SEARCH_URL=url):
        reconcile.rebuild()
        environment = {**os.environ, "SEARCH_URL": url}
        worker = subprocess.Popen([sys.executable, "manage.py", "work"], env=environment, stdout=subprocess.DEVNULL)
        try:
            with publishing(plan) as measured:
                yield measured
        finally:
            worker.terminate()
            worker.wait(_WORKER_MAY_TAKE)
