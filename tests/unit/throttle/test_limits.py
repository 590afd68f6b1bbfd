"""One client may do one thing so many times in a window, whichever process counts."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from portal.throttle.limits import CountersAway, allow, client_of, sender_of, within


@pytest.fixture(autouse=True)
def counters(tmp_path: Path, settings: Any) -> None:
    settings.COUNTERS_FILE = tmp_path / "counters.sqlite3"


def test_exactly_the_limit_is_let_through_even_at_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: within("tim", "1.2.3.4", limit=20, seconds=3600, patience=5.0), range(60)))

    assert sum(answers) <= 20
    assert sum(answers) >= 1


def test_clients_and_things_are_counted_apart() -> None:
    assert allow("tim", "a", limit=1, seconds=3600)
    assert not allow("tim", "a", limit=1, seconds=3600)
    assert allow("tim", "b", limit=1, seconds=3600)
    assert allow("gui", "a", limit=1, seconds=3600)


def test_broken_counters_let_readers_pass_and_stop_posts(tmp_path: Path, settings: Any) -> None:
    settings.COUNTERS_FILE = tmp_path  # a folder cannot be a database

    assert allow("tim", "a", limit=1, seconds=60)
    with pytest.raises(CountersAway):
        within("gui", "a", limit=1, seconds=60)


def test_one_home_network_is_one_client() -> None:
    assert client_of("2001:db8:1:2::5") == client_of("2001:db8:1:2:9999::1")
    assert client_of("10.0.0.1") != client_of("10.0.0.2")


def test_a_network_is_the_same_however_its_address_is_written() -> None:
    assert client_of("2001:db8::5") == client_of("2001:0db8:0:0:ffff::1")
    assert client_of("::ffff:10.0.0.1") == client_of("10.0.0.1")
    assert client_of("no address") == "no address"


def test_only_what_our_own_proxies_have_seen_names_the_sender(settings: Any) -> None:
    claimed = {"REMOTE_ADDR": "10.1.1.1", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 2.2.2.2"}

    settings.TRUSTED_PROXIES = 0
    assert sender_of(claimed) == "10.1.1.1"
    settings.TRUSTED_PROXIES = 1
    assert sender_of(claimed) == "2.2.2.2"
    assert sender_of({"REMOTE_ADDR": "10.1.1.1"}) == "10.1.1.1"
