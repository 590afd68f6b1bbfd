"""Readers do not wait for writers, and leave no trace in the main database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.live_portal import LivePortal, few_of_each
from tests.visitor import Answer

pytestmark = pytest.mark.server
# The promise is one second; the margin is for machines busy with other things. A reader that waited for
# the lock would wait for the database's whole patience of twenty.
READER_WAITS_AT_MOST = 6.0
FORMS = ("/binh-luan/gui/", "/binh-luan/bien-nhan/", "/tim-kiem/luu/")


@pytest.fixture
def pages(crawled: dict[str, Answer]) -> list[str]:
    """Every public address that links lead to; of those that differ by their query alone, three of each."""
    return few_of_each(crawled)


@pytest.fixture
def write_lock(live_portal: LivePortal) -> Iterator[None]:
    """Somebody else is writing, and takes long over it."""
    with closing(sqlite3.connect(live_portal.data / "portal.sqlite3", timeout=30, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_every_public_page_answers_while_another_process_holds_the_write_lock(
    live_portal: LivePortal, pages: list[str], write_lock: None
) -> None:
    visitor = live_portal.visitor()
    visitor.timeout = READER_WAITS_AT_MOST

    faults = {path: status for path in pages if (status := visitor.get(path).status) >= 500}

    assert faults == {}


def test_reading_every_public_page_changes_nothing_in_the_main_database(
    live_portal: LivePortal, pages: list[str]
) -> None:
    def contents() -> dict[str, list[tuple[object, ...]]]:
        with closing(sqlite3.connect(live_portal.data / "portal.sqlite3")) as database:
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            written_by_the_worker = ("jobs_", "django_tasks_", "sqlite_")
            return {
                table: database.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608 - the database's own names
                for table in tables
                if not table.startswith(written_by_the_worker) and "_fts" not in table
            }

    before = contents()
    visitor = live_portal.visitor()
    for path in pages:
        visitor.get(path)

    after = contents()
    assert [table for table in before if before[table] != after[table]] == []


def test_no_public_page_sets_a_cookie_or_carries_a_token(live_portal: LivePortal, pages: list[str]) -> None:
    for path in (path for path in pages if not path.startswith(FORMS)):
        answer = live_portal.visitor().get(path)

        assert "Set-Cookie" not in answer.headers, path
        assert b"csrfmiddlewaretoken" not in answer.content, path


def test_a_page_that_is_a_form_is_kept_by_nobody(live_portal: LivePortal, pages: list[str]) -> None:
    forms = [path for path in pages if path.startswith(FORMS)]

    assert forms != []
    for path in forms:
        assert "no-store" in live_portal.visitor().get(path).headers["Cache-Control"], path
