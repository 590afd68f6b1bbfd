"""Who may not read a record learns nothing of it: the filter is taken out, place by place, and each time it shows.

The places are found in the source: every call that says who is asking, or that narrows a question to an audience.
Each is replaced by one that lets everybody see everything, the questions below are asked, and at least one must find
the hidden record; else that place could be forgotten and no test would tell.
"""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django import Settings

from search import archive, names, outbox, walking
from search.engines import get_engine
from search.types import Filter, SearchQuery

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent
HIDDEN = "Xoảng"
WIDE = "frozenset({'public', 'group:700'})"
"""What stands in place of the reader's audience: everybody belongs to the closed group."""
EVERYTHING = "__import__('search.plan', fromlist=['plan']).Everything()"
"""What stands in place of a narrowed question."""


class _Widened(ast.NodeTransformer):
    """Replaces the place number ``wanted`` of those that apply an audience; counts them."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted, self.seen = wanted, 0
        self.where: list[int] = []

    def _is_wanted(self, node: ast.expr) -> bool:
        self.where.append(node.lineno)
        self.seen += 1
        return self.seen - 1 == self.wanted

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "audiences_of" and self._is_wanted(node):
            return ast.copy_location(ast.parse(WIDE, mode="eval").body, node)
        first = node.args[0] if node.args else None
        if name == "AnyOf" and isinstance(first, ast.Constant) and first.value == "audience" and self._is_wanted(node):
            return ast.copy_location(ast.parse(EVERYTHING, mode="eval").body, node)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        left = node.left
        narrows = isinstance(node.op, ast.BitAnd) and isinstance(left, ast.Attribute) and left.attr == "audience"
        return ast.copy_location(ast.Constant(True), node) if narrows and self._is_wanted(node) else node


def places() -> Iterator[tuple[str, int, int]]:
    """Yield module, number and line of every place of the search room that applies an audience."""
    for path in sorted((ROOT / "search").glob("*.py")):
        visitor = _Widened()
        visitor.visit(ast.parse(path.read_text(encoding="utf-8")))
        yield from ((f"search.{path.stem}", number, line) for number, line in enumerate(visitor.where))


@contextmanager
def without_filter(module: ModuleType, number: int) -> Iterator[None]:
    """Run with the place ``number`` of ``module`` replaced: the functions' own code, wherever they are held."""
    tree = _Widened(number).visit(ast.parse(inspect.getsource(module)))
    changed = dict(_codes(compile(ast.fix_missing_locations(tree), str(module.__file__), "exec")))
    held = (inspect.unwrap(each) for each in vars(module).values() if isinstance(each, FunctionType))
    functions = [each for each in held if each.__module__ == module.__name__]
    before = [(function, function.__code__) for function in functions]
    for function in functions:
        with suppress(KeyError, ValueError):
            function.__code__ = changed[function.__qualname__]
    try:
        yield
    finally:
        for function, code in before:
            function.__code__ = code


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each.co_qualname, each
            yield from _codes(each)


def engine_away(folder: Path) -> Callable[[], None]:
    pointer = next(folder.glob("current-*"))
    content = pointer.read_text()
    pointer.unlink()
    return lambda: void(pointer.write_text(content))


def void(_: object) -> None:
    return None


def leaks(client: Client, folder: Path) -> list[str]:
    """Ask everything in every way that a stranger has, and return which ways told of the hidden record."""
    names.forget()  # what was read of them a moment ago, for another test or place
    asked = SearchQuery("xoảng", facets=("kieu", "ky"))
    narrowed = SearchQuery("xoảng", filters=(Filter("ky", ("2021",)),), facets=("ky",))
    told: dict[str, Callable[[], object]] = {
        "hits": lambda: archive.search(asked).hits,
        "filtered facets": lambda: HIDDEN if _counted(narrowed) else "",

        "facets": lambda: HIDDEN if _counted(asked) else "",
        "browsing": lambda: archive.search(SearchQuery(page_size=100)).hits,
        "browsing by number": lambda: archive.search(SearchQuery(page_size=100, sort="oldest")).hits,
        "candidates": lambda: archive.search(SearchQuery("14-KL/NB")).candidates,
        "nearest": lambda: archive.search(SearchQuery("15-KL/NB")).nearest,
        "count": lambda: HIDDEN if archive.count(SearchQuery("xoảng")) else "",
        "carriers": lambda: archive.carrying(("14.kl.nb",)),
        "a fixed list": lambda: get_engine().fetch(sorted(key for key, _ in get_engine().versions()), SearchQuery()),
        "walking": lambda: list(walking.walk(SearchQuery("xoảng"))),
        "feed": lambda: client.get("/tim-kiem.atom", {"q": "đoàn kết"}).content.decode(),
        "table": lambda: b"".join(client.get("/tim-kiem/ket-qua.csv", {"q": "đoàn kết"})).decode(),
        "suggest": lambda: archive.suggest("xoang v"),
        "suggest one letter": lambda: archive.suggest("x"),
        "suggest a number": lambda: archive.suggest("14-kl/nb"),
        "page": lambda: client.get("/tim-kiem/", {"q": "xoảng"}).content.decode().replace("“xoảng”", ""),
        "interface": lambda: client.get("/api/v1/search", {"q": "xoảng"}).content.decode(),
        "type-ahead": lambda: client.get("/tim-kiem/goi-y", {"q": "xoảng v"}).content.decode(),
    }  # fmt: skip
    found = [name for name, ask in told.items() if HIDDEN in repr(ask())]
    back = engine_away(folder)
    if HIDDEN in repr(archive.search(SearchQuery("14-KL/NB"))):
        found.append("without the engine: candidates")
    back()
    return found


def _counted(query: SearchQuery) -> int:
    return sum(each.count for values in archive.search(query).facets.values() for each in values)


@pytest.fixture(autouse=True)
def fresh_counters(settings: Settings, tmp_path: Path) -> None:
    settings.COUNTERS_FILE = tmp_path / "counters.sqlite3"


@pytest.fixture
def closed(searching: Path) -> Path:
    """A record for one group only, beside one for everybody."""
    Group.objects.create(name="Ngày hội đoàn kết")
    Group.objects.create(name=f"14-KL/NB @{HIDDEN} về đoàn kết")
    outbox.drain()
    return searching


def test_nothing_tells_a_stranger_of_a_record_for_others(client: Client, closed: Path) -> None:
    assert leaks(client, closed) == []


def test_there_are_places_to_try() -> None:
    assert {module for module, _, _ in places()} >= {"search.archive", "search.plan"}


@pytest.mark.parametrize(("module", "number", "line"), list(places()), ids=str)
def test_without_the_filter_in_any_one_place_it_shows(
    client: Client, closed: Path, module: str, number: int, line: int
) -> None:
    with without_filter(importlib.import_module(module), number):
        assert leaks(client, closed), f"{module}, line {line}: nobody would notice"
