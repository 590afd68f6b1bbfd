"""Whatever happens to the files of the embedded index: noticed, never an error of its own kind, healed by a rebuild."""

import json
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
import tantivy
from django.contrib.auth.models import Group

from search import archive, outbox, reconcile
from search.engine import EngineUnavailable
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.store import Store
from search.fields import fields_of
from search.shown import shown_of
from search.types import Filter, SearchQuery
from tests.contract.search_contract import ALL, ARTICLE

QUESTIONS = (
    SearchQuery("đoàn kết", facets=("year",)),
    SearchQuery('"cán bộ năng động"'),
    SearchQuery(sort="newest", filters=(Filter("year", ("2022",)),)),
)
SEED = 20261128
SHOWN = shown_of(replace(ARTICLE, key="article:9"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of two segments, one of which has a row that was replaced."""
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild(ALL)
    engine.index([ARTICLE])
    engine.verify()
    return tmp_path / "index"


def flip(path: Path, at: int, bit: int) -> None:
    """Change one bit in place, as a disk does; the file stays the same one for who reads it."""
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ bit]))


def test_every_flipped_bit_is_noticed_and_no_question_breaks_on_it(folder: Path) -> None:
    """Of 300 bits flipped one by one, anywhere in what records are read from, each is found by ``verify``.

    Meanwhile readers get results or the one exception that the archive answers with a degraded page.
    """
    dice = random.Random(SEED)
    files = sorted(
        path for path in folder.rglob("generation-*/**/*") if path.is_file() and path.suffix not in {".lock", ".json"}
    )
    unnoticed = []
    for _ in range(300):
        path = dice.choice(files)
        at, bit = dice.randrange(path.stat().st_size), 1 << dice.randrange(8)
        flip(path, at, bit)
        if not is_noticed(EmbeddedEngine(folder)):
            unnoticed.append((path.name, at, bit))
        flip(path, at, bit)

    assert unnoticed == []
    EmbeddedEngine(folder).verify()


def is_noticed(engine: EmbeddedEngine) -> bool:
    for query in QUESTIONS:
        with suppress(EngineUnavailable):
            engine.search(query)
    with suppress(EngineUnavailable):
        engine.suggest("đoàn", audiences=frozenset({"public"}), limit=8)
    with suppress(EngineUnavailable):
        list(engine.versions())
    try:
        engine.verify()
    except EngineUnavailable:
        return True
    return False


@pytest.mark.parametrize(
    "row", [b"7", b"[]", b"{}", b"\xff", b'{"key": "article:9"}', json.dumps({**SHOWN, "date": "2021-13-40"}).encode(),
            json.dumps({**SHOWN, "title": 7}).encode()]
)  # fmt: skip
def test_a_row_that_is_not_what_was_written_is_told_as_a_damage(folder: Path, row: bytes) -> None:
    """Whatever stands where a row should stand, each way of asking ends with the one exception.

    Flipped bits only seldom make such a row; here each kind is written on purpose.

    Found wrong, readers get an error page where they could still have found numbers.
    """
    writer = Store(folder).index().writer(20_000_000, 1)
    damaged = tantivy.Document()
    for name, values in fields_of(replace(ARTICLE, key="article:9", title="Hàng hỏng")).streams.items():
        damaged.add_text(name, values[0])
    for name, text in (("key", "article:9"), ("audience", "public")):
        damaged.add_text(name, text)
    damaged.add_unsigned("oldest", 1)
    damaged.add_bytes("stored", row)
    writer.add_document(damaged)
    writer.commit()
    engine = EmbeddedEngine(folder)

    for query in (SearchQuery("hàng hỏng"), SearchQuery("hàng hỏng", fixed=9), SearchQuery("hàng hỏng", sort="oldest")):
        with pytest.raises(EngineUnavailable):
            engine.search(query)
    with pytest.raises(EngineUnavailable):
        engine.fetch(["article:9"], SearchQuery("hàng hỏng"))


def truncated(generation: Path) -> None:
    for path in generation.glob("*.store"):
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content[: len(content) // 2])


def one_flipped_byte(generation: Path) -> None:
    flip(next(generation.glob("*.idx")), 5, 4)


def without_meta(generation: Path) -> None:
    (generation / "meta.json").unlink()


def without_a_file(generation: Path) -> None:
    next(generation.glob("*.fieldnorm")).unlink()


def unreadable(generation: Path) -> None:
    shutil.rmtree(generation)
    generation.write_text("không phải thư mục")


def without_passages(generation: Path) -> None:
    shutil.rmtree(generation / "passages")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "harm", [truncated, one_flipped_byte, without_meta, without_a_file, unreadable, without_passages]
)
def test_a_damaged_index_is_rebuilt_by_the_worker_and_the_site_stays_up(
    searching: Path, harm: Callable[[Path], None]
) -> None:
    """Until then a search answers (with results, or exact numbers through the database); no request rebuilds."""
    Group.objects.create(name="14-KL/TW Kết luận về đoàn kết")
    outbox.drain()
    generation = next(searching.glob("generation-*"))
    harm(generation)

    found = archive.search(SearchQuery("14-KL/TW", kinds=("group",)))
    assert [hit.number for hit in found.hits] == ["14-KL/TW"]
    archive.suggest("ket lu")
    archive.search(SearchQuery("đoàn kết"))
    assert not next(searching.glob("generation-*")).name.endswith("2")

    reconcile.reconcile()

    found = archive.search(SearchQuery("đoàn kết", kinds=("group",)))
    assert (found.degraded, found.count) == (False, 1)
    reconcile.audit()
    assert [path.is_dir() for path in searching.glob("generation-*")] == [True]
