"""What the documents promise exists, and what exists is documented."""

import re

from tests.architecture.tree import APPS, ROOT

README = (ROOT / "README.md").read_text()
INTERFACES = (ROOT / "docs" / "interfaces.md").read_text()
ARCHITECTURE = (ROOT / "docs" / "ARCHITECTURE.md").read_text()


def test_the_first_screen_of_the_readme_names_the_two_commands() -> None:
    first_screen = "\n".join(README.splitlines()[:40])

    assert "./bin/serve" in first_screen
    assert "./bin/test" in first_screen


def test_every_setting_that_is_read_stands_in_the_readme() -> None:
    settings = "".join(path.read_text() for path in (ROOT / "portal" / "settings").glob("*.py"))
    read = set(re.findall(r"(?:text|flag|words)\(\s*\"([A-Z_]+)\"", settings)) | {"PORTAL_DATA"}

    assert {name for name in read if f"`{name}`" not in README} == set()


def test_every_command_of_ours_stands_among_the_interfaces() -> None:
    commands = {path.stem for app in APPS for path in (ROOT / app).rglob("management/commands/*.py")} - {"__init__"}

    assert {name for name in commands if f"`{name}" not in INTERFACES} == set()


def test_every_room_stands_in_the_picture_of_the_architecture() -> None:
    rooms = [path.name for path in (ROOT / "portal").iterdir() if (path / "__init__.py").exists()]
    apps = [app for app in APPS if (ROOT / app).exists()]

    assert {
        name for name in [*rooms, *apps] if f"`{name}" not in ARCHITECTURE and f".{name}`" not in ARCHITECTURE
    } == set()


def test_every_file_that_a_document_links_to_exists() -> None:
    documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]

    broken = [
        f"{document.relative_to(ROOT)} → {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text())
        if not (document.parent / target).exists()
    ]

    assert broken == []
