"""What the scripts of ``bin/`` do on a machine where something is missing or went wrong before.

Most of it is tried on a miniature project: the real scripts, no packages to install, a command that says hello.
"""

import os
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = {"DJANGO_SETTINGS_MODULE", "PORTAL_DATA", "SECRET_KEY"}

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of the real scripts that needs no packages and whose every command prints its arguments."""
    folder = tmp_path_factory.mktemp("set-up") / "project"  # one for all: an environment takes seconds to make
    (folder / "requirements").mkdir(parents=True)
    (folder / "requirements" / "base.txt").write_text("# nothing\n")
    (folder / "requirements" / "dev.txt").write_text("# nothing either\n")
    (folder / "manage.py").write_text("import sys; print('ran', *sys.argv[1:])\n")
    shutil.copytree(ROOT / "bin", folder / "bin", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def run(script: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [script, *arguments], env={**clean, **environment}, capture_output=True, text=True, check=False, timeout=120
    )


def lines(result: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in (result.stdout + result.stderr).splitlines() if line.strip()]


def test_the_first_run_makes_everything_and_the_second_says_nothing_about_it(project: Path) -> None:
    shutil.rmtree(project / ".venv", ignore_errors=True)
    first = run(project / "bin" / "manage", "hello")
    second = run(project / "bin" / "manage", "hello", "again")

    assert first.stdout == "ran hello\n"
    assert ".venv" in first.stderr
    assert (second.stdout, second.stderr) == ("ran hello again\n", "")


def test_the_secret_is_random_kept_and_readable_by_its_owner_alone(project: Path) -> None:
    run(project / "bin" / "manage", "hello")
    secret = project / "var" / "secret"
    kept = secret.read_text()
    run(project / "bin" / "manage", "hello")

    assert len(kept) >= 50
    assert secret.read_text() == kept
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600


def test_a_set_up_that_was_cut_short_is_done_again(project: Path) -> None:
    run(project / "bin" / "manage", "hello")
    (project / ".venv" / "portal-unfinished").touch()

    result = run(project / "bin" / "manage", "hello")

    assert result.stdout == "ran hello\n"
    assert "dừng giữa chừng" in result.stderr
    assert not (project / ".venv" / "portal-unfinished").exists()


def test_a_broken_environment_is_made_again(project: Path) -> None:
    run(project / "bin" / "manage", "hello")
    (project / ".venv" / "bin" / "python").unlink()

    result = run(project / "bin" / "manage", "hello")

    assert result.stdout == "ran hello\n"
    assert "bị hỏng" in result.stderr


def test_changed_requirements_are_installed_at_the_next_run(project: Path) -> None:
    run(project / "bin" / "manage", "hello")
    (project / "requirements" / "base.txt").write_text("# still nothing to install\n")

    changed = run(project / "bin" / "manage", "hello")
    unchanged = run(project / "bin" / "manage", "hello")

    assert "requirements/base.txt" in changed.stderr
    assert unchanged.stderr == ""


def test_packages_that_cannot_be_had_are_one_line_and_the_next_run_recovers(project: Path) -> None:
    requirements = project / "requirements" / "base.txt"
    requirements.write_text(f"portal-of-nowhere==1.0 --hash=sha256:{'0' * 64}\n")
    missing = run(project / "bin" / "manage", "hello", PIP_NO_INDEX="1", PIP_FIND_LINKS="")
    requirements.write_text("# nothing\n")
    recovered = run(project / "bin" / "manage", "hello")

    assert missing.returncode == 1
    assert "không cài được các gói" in lines(missing)[-1]
    assert "Traceback" not in missing.stderr
    assert recovered.stdout == "ran hello\n"


@pytest.mark.parametrize("script", ["serve", "test", "manage", "pin-requirements"])
def test_an_old_python_is_told_so_in_one_line(script: str) -> None:
    pretend = "import sys, runpy; sys.version_info = (3, 9, 2); runpy.run_path(sys.argv[1], run_name='__main__')"

    result = subprocess.run(
        [sys.executable, "-c", pretend, ROOT / "bin" / script], capture_output=True, text=True, check=False
    )

    assert result.returncode == 1
    assert lines(result) == ["Không chạy được: cần Python 3.11 trở lên, đang chạy Python 3.9."]


def test_a_python_without_venv_is_told_which_package_to_install(project: Path) -> None:
    shutil.rmtree(project / ".venv", ignore_errors=True)
    pretend = (
        "import sys, runpy, importlib.util as u; find = u.find_spec; sys.path.insert(0, sys.argv[1]);"
        "u.find_spec = lambda name, *rest: None if name == 'ensurepip' else find(name, *rest);"
        "runpy.run_path(sys.argv[1] + '/manage', run_name='__main__')"
    )

    result = subprocess.run(
        [sys.executable, "-c", pretend, project / "bin"], capture_output=True, text=True, check=False
    )

    assert result.returncode == 1
    assert "python3-venv" in lines(result)[-1]
    assert len(lines(result)) == 1


def test_a_taken_port_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run(ROOT / "bin" / "serve", "--port", str(taken.getsockname()[1]))

    assert result.returncode == 1
    assert len(lines(result)) == 1
    assert "chọn cổng khác" in lines(result)[0]


def test_a_data_folder_that_cannot_be_made_or_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    for folder in (tmp_path / "file" / "below", Path("/proc/portal")):
        result = run(ROOT / "bin" / "serve", "--port", "0", "--data", str(folder))

        assert result.returncode == 1
        assert len(lines(result)) == 1
        assert str(folder) in lines(result)[0]
