"""A search of its own for each test: an empty embedded index in a fresh folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import Settings

from search import reconcile, registry
from tests.factories.findable import GroupSource, NumberRecogniser


@pytest.fixture
def index_folder(settings: Settings, tmp_path: Path) -> Path:
    """The folder of the embedded index, which holds nothing yet."""
    settings.SEARCH_URL = f"embedded://{tmp_path / 'index'}"
    return tmp_path / "index"


@pytest.fixture
def search_index(index_folder: Path, db: None) -> Path:
    """An index built of what the database holds when the test begins."""
    reconcile.rebuild()
    return index_folder


@contextmanager
def groups_as_records() -> Iterator[None]:
    """Let groups be findable records, and numbers be read by a small reader of them."""
    sources, recognisers = dict(registry._sources), list(registry._recognisers)
    registry.register(GroupSource())
    registry._recognisers[:] = [NumberRecogniser()]
    try:
        yield
    finally:
        registry._sources.clear()
        registry._sources.update(sources)
        registry._recognisers[:] = recognisers


@pytest.fixture
def searching(index_folder: Path, db: None) -> Iterator[Path]:
    """The same, with groups as findable records and a small reader of numbers."""
    with groups_as_records():
        reconcile.rebuild()
        yield index_folder
