"""``bin/serve`` as somebody at a terminal meets it."""

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live_portal import ADDRESS, LivePortal, Server
from tests.visitor import Visitor

pytestmark = pytest.mark.server
READY = re.compile("Ctrl-C")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("serve") / "data"


@pytest.fixture
def serve(data: Path) -> Iterator[type[Server]]:
    """``Server`` for one data folder; whatever still runs afterwards is stopped."""
    started: list[Server] = []

    class Noted(Server):
        def __init__(self, *options: str) -> None:
            super().__init__(data, *options)
            started.append(self)

    yield Noted
    for server in started:
        server.stop()


def test_a_real_site_starts_without_demonstration_and_offers_a_one_time_link(serve: type[Server], data: Path) -> None:
    server = serve("--without-demo")
    visitor = Visitor(server.wait_for(ADDRESS)[1])
    link = server.wait_for(re.compile(r"http://\S+/quan-tri/\S*reset\S+"))[0]
    server.wait_for(READY)

    home = visitor.get("/", follow=True)
    form = visitor.get(link, follow=True)

    assert home.status == 200
    assert "Dữ liệu minh họa" not in home.text
    assert form.status == 200
    assert 'name="new_password1"' in form.text
    assert not (data / "accounts.txt").exists()


def test_a_later_start_keeps_data_and_never_fills_a_real_site_with_demonstration(serve: type[Server]) -> None:
    server = serve()
    visitor = Visitor(server.wait_for(ADDRESS)[1])
    server.wait_for(READY)

    assert "Đang" not in server.output
    assert "Dữ liệu minh họa" not in visitor.get("/", follow=True).text


def test_a_start_that_was_cut_short_goes_on_at_the_next(serve: type[Server], data: Path) -> None:
    (data / "prepared.json").write_text('{"demo": fal')

    server = serve("--without-demo")
    server.wait_for(READY)

    assert server.stop() == 0


def test_ctrl_c_ends_server_and_worker(serve: type[Server]) -> None:
    server = serve("--without-demo")
    server.wait_for(READY)
    group = children_of(server.process.pid)
    server.process.send_signal(signal.SIGINT)

    assert server.process.wait(timeout=30) == 0
    assert len(group) == 2
    assert [child for child in group if is_running(child)] == []


def test_a_killed_serve_leaves_nothing_running(serve: type[Server]) -> None:
    server = serve("--without-demo")
    server.wait_for(READY)
    group = children_of(server.process.pid)
    server.process.kill()
    server.process.wait(timeout=30)

    deadline = time.monotonic() + 30
    while any(map(is_running, group)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [child for child in group if is_running(child)] == []


def test_the_demonstration_names_its_accounts_and_they_can_log_in(live_portal: LivePortal) -> None:
    assert set(live_portal.accounts) == {"bientapvien", "lanhdao", "vanthu", "kiemduyet", "kythuat"}

    for username, password in live_portal.accounts.items():
        visitor = live_portal.visitor()
        visitor.log_in(username, password)
        assert visitor.get("/quan-tri/").status == 200


def children_of(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False
