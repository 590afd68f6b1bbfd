"""What every test can ask for, and the rule that a gap is a failure where everything must be there.

The data folder of a run is its own: ``portal.settings.test`` makes it before any other setting is read.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from portal.accounts.models import User
from tests.factories.people import make_person

ROOT = Path(__file__).resolve().parent.parent
EVERYTHING = bool(os.environ.get("PORTAL_REQUIRE_EVERYTHING"))

pytest_plugins = [
    "tests.live_portal",
    "tests.browser_session",
    "tests.search_index",
    "tests.mail_server",
    "tests.faults",
    "tests.elasticsearch_session",
]


@pytest.hookimpl(tryfirst=True)  # before the marks are asked for
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that uses the database, so that these can be run on another one, and those that ask a cluster."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        mark = item.get_closest_marker("django_db")
        if mark and mark.kwargs.get("transaction") and not mark.kwargs.get("serialized_rollback"):
            raise pytest.UsageError(f"{item.nodeid}: without serialized_rollback the next test finds rows doubled")
        if "cluster" in fixtures:
            item.add_marker("cluster")
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"}:
            item.add_marker("database")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one where nothing may be left out."""
    report = yield
    if EVERYTHING and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"left out although everything is required: {_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a skipped module into a failed one where nothing may be left out."""
    report = yield
    if EVERYTHING and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"left out although everything is required: {_reason(report)}"
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real material beside the project (seeds, samples); read at run time, never copied."""
    folder = Path(os.environ.get("PORTAL_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip("không có thư mục ../shared (tư liệu thật)")
    return folder


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Begin with a migrated database kept from an earlier run, where ``PORTAL_TEST_TEMPLATE`` names a folder for them.

    For people who run a few tests again and again; kept by the digest of every migration.
    """
    template = _template()
    database = settings.DATABASES["default"]
    if template is None or "sqlite3" not in database["ENGINE"] or not template.exists():
        return False
    shutil.copy(template, database["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session", autouse=True)
def keep_template(request: pytest.FixtureRequest) -> None:
    """Keep the freshly migrated database for the next run, where that is wanted."""
    template = _template()
    if template is None or template.exists() or "sqlite3" not in settings.DATABASES["default"]["ENGINE"]:
        return
    request.getfixturevalue("django_db_setup")
    template.parent.mkdir(parents=True, exist_ok=True)
    aside = template.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(settings.DATABASES["default"]["TEST"]["NAME"])) as made:
        made.execute("VACUUM INTO ?", [str(aside)])
    aside.replace(template)


def _template() -> Path | None:
    folder = os.environ.get("PORTAL_TEST_TEMPLATE")
    if not folder:
        return None
    digest = hashlib.sha256()
    # Beside migrations, what runs after them and writes rows: a right that is new must not look like one taken away.
    for kind in ("migrations/*.py", "apps.py", "rights.py", "roles.py", "setting_up.py", "setup.py"):
        for path in sorted(ROOT.glob(f"[a-z]*/**/{kind}")):
            digest.update(path.name.encode() + path.read_bytes())
    return Path(folder) / f"{digest.hexdigest()[:16]}.sqlite3"


@pytest.fixture
def editor(db: None) -> User:
    """Biên tập viên."""
    return make_person("editor")


@pytest.fixture
def approver(db: None) -> User:
    """Lãnh đạo duyệt."""
    return make_person("approver")


@pytest.fixture
def clerk(db: None) -> User:
    """Văn thư."""
    return make_person("clerk")


@pytest.fixture
def technical(db: None) -> User:
    """Quản trị kỹ thuật."""
    return make_person("technical")
