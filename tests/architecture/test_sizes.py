"""Small modules, small functions: a file is read in one sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, source_files

MODULE_LINES = 330
FUNCTION_LINES = 50


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            first = body[0].lineno if body else node.lineno
            yield node.name, (node.end_lineno or first) - first + 1


def test_no_module_is_longer_than_one_subject() -> None:
    lengths = {str(path): len(path.read_text().splitlines()) for path in source_files()}

    too_long = {path: lines for path, lines in lengths.items() if lines > MODULE_LINES}

    assert too_long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = {
        f"{path}:{name}": lines for path in source_files() for name, lines in functions(path) if lines > FUNCTION_LINES
    }

    assert too_long == {}


def test_no_module_is_a_drawer_for_strangers() -> None:
    drawers = {"utils", "helpers", "common", "core", "misc", "util", "tools"}

    places = [path.relative_to(ROOT) for path in source_files()]
    found = [str(place) for place in places if drawers & {place.stem, *place.parent.parts}]

    assert found == []
