"""Which files are the project's."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("portal", "search", "documents", "news", "exemplars")
MADE = {".git", ".venv", "var", "__pycache__", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
SCRIPTS = ("bin/_portal.py", "bin/manage", "bin/serve", "bin/test", "bin/pin-requirements")


def source_files() -> list[Path]:
    """Return the Python files of the project itself, without migrations and tests."""
    modules = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
    return [*modules, *(ROOT / script for script in SCRIPTS)]


def templates() -> list[Path]:
    """Return every template of the project."""
    return [path for app in APPS for path in sorted((ROOT / app).rglob("templates/**/*")) if path.is_file()]


def is_for_the_admin(template: Path) -> bool:
    """Return whether a template belongs to the administration, where Wagtail's own rules hold."""
    return any("admin" in part for part in template.parts)


def committed_files() -> list[Path]:
    """Return every file that is, or is about to be, in the repository; all but what is made, where git cannot tell."""
    if shutil.which("git") is not None:
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        if listed.returncode == 0:
            paths = [ROOT / name.decode() for name in listed.stdout.split(b"\0") if name]
            return [path for path in paths if path.is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not MADE & set(path.relative_to(ROOT).parts)]
