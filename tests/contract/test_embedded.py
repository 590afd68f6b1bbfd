"""The embedded engine keeps the contract, and its folder survives what happens to folders."""

import multiprocessing
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engine import EngineBusy, EngineUnavailable, SearchEngine
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.store import Store
from search.types import IndexDocument, SearchQuery
from tests.contract.passages_contract import PassagesContract
from tests.contract.search_contract import ALL, ARTICLE, SearchContract


class TestEmbedded(SearchContract, PassagesContract):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> SearchEngine:
        return EmbeddedEngine(tmp_path / "index")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    EmbeddedEngine(tmp_path / "index").rebuild(ALL)
    return tmp_path / "index"


def test_another_process_sees_a_write_at_once(folder: Path) -> None:
    reader = EmbeddedEngine(folder)
    assert reader.search(SearchQuery("đại hội")).count == 0

    EmbeddedEngine(folder).index([IndexDocument("article:5", "article", "Đại hội", "/x/")])

    assert reader.search(SearchQuery("đại hội")).count == 1


def test_a_reader_follows_a_swap_and_no_generation_is_left_over(folder: Path) -> None:
    reader = EmbeddedEngine(folder)
    assert reader.search(SearchQuery()).count == 4

    EmbeddedEngine(folder).rebuild([ARTICLE])

    assert reader.search(SearchQuery()).count == 1
    assert len(list(folder.glob("generation-*"))) == 1


def test_a_second_writer_is_told_to_wait(folder: Path) -> None:
    engine = EmbeddedEngine(folder)
    with Store(folder).writing(), pytest.raises(EngineBusy):
        engine.index([ARTICLE])
    with Store(folder).writing(), pytest.raises(EngineBusy):
        engine.rebuild([ARTICLE])
    engine.index([ARTICLE])


def test_writing_is_refused_during_a_rebuild(folder: Path) -> None:
    refused: list[bool] = []

    def documents() -> Iterator[IndexDocument]:
        try:
            EmbeddedEngine(folder).index([ARTICLE])
        except EngineBusy:
            refused.append(True)
        yield ARTICLE

    EmbeddedEngine(folder).rebuild(documents())
    assert refused == [True]


def _die_while_rebuilding(folder: Path) -> None:
    def documents() -> Iterator[IndexDocument]:
        yield ARTICLE
        os._exit(9)

    EmbeddedEngine(folder).rebuild(documents())


def test_a_rebuild_that_was_killed_leaves_the_old_index_and_the_next_cleans_up(folder: Path) -> None:
    child = multiprocessing.get_context("spawn").Process(target=_die_while_rebuilding, args=(folder,))
    child.start()
    child.join(60)
    assert child.exitcode == 9
    assert len(list(folder.glob("generation-*"))) == 2

    engine = EmbeddedEngine(folder)
    assert engine.search(SearchQuery()).count == 4
    engine.rebuild([ARTICLE])

    assert engine.search(SearchQuery()).count == 1
    assert len(list(folder.glob("generation-*"))) == 1


@pytest.mark.parametrize("harm", ["truncated", "flipped", "no meta", "no generation", "bad pointer", "empty pointer"])
def test_a_damaged_index_is_unavailable_and_a_rebuild_heals_it(folder: Path, harm: str) -> None:
    generation = next(folder.glob("generation-*"))
    pointer = next(folder.glob("current-*"))
    for path in generation.glob("*.*"):
        if harm == "truncated" and path.suffix not in {".json", ".lock"}:
            path.write_bytes(path.read_bytes()[:20])
        if harm == "flipped" and path.suffix in {".term", ".fast", ".store"}:
            content = bytearray(path.read_bytes())
            content[-8:] = bytes(byte ^ 0xFF for byte in content[-8:])
            path.write_bytes(bytes(content))
        if harm == "no meta" and path.name == "meta.json":
            path.unlink()
    if harm == "no generation":
        generation.rename(folder / "elsewhere")
    if harm == "bad pointer":
        pointer.write_text('{"generation": "../../etc"}')
    if harm == "empty pointer":
        pointer.write_text("")
    engine = EmbeddedEngine(folder)

    with pytest.raises(EngineUnavailable):
        engine.search(SearchQuery("đoàn kết", facets=("year",)))
    with pytest.raises(EngineUnavailable):
        list(engine.versions())
    engine.rebuild(ALL)

    assert engine.search(SearchQuery("đoàn kết")).count == 3


def test_an_index_of_another_schema_is_not_read(folder: Path) -> None:
    pointer = next(folder.glob("current-*"))
    pointer.rename(folder / "current-0")

    with pytest.raises(EngineUnavailable):
        EmbeddedEngine(folder).search(SearchQuery())


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    engine = EmbeddedEngine(tmp_path / "file" / "index")

    with pytest.raises(EngineUnavailable):
        engine.rebuild(ALL)
    with pytest.raises(EngineUnavailable):
        engine.search(SearchQuery())
