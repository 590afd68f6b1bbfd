"""What happens, and does not happen, while the code is loaded."""

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import ROOT

LOADING = """
import portal.wsgi
from django.db import connections
opened = [alias for alias in connections if connections[alias].connection is not None]
assert not opened, opened
"""


def run(code: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PORTAL_DATA": str(data), "DJANGO_SETTINGS_MODULE": "portal.settings.local", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_loading_the_application_opens_no_database_so_that_it_can_be_forked(tmp_path: Path) -> None:
    result = run(LOADING, tmp_path, SECRET_KEY="for this test")

    assert result.returncode == 0, result.stderr
    assert list(tmp_path.glob("*.sqlite3*")) == []


def test_without_a_secret_nothing_starts(tmp_path: Path) -> None:
    result = run("import django; django.setup()\nfrom django.conf import settings\nsettings.SECRET_KEY", tmp_path)

    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr
