"""Demonstration accounts: random, private, made once."""

import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import authenticate

from portal.accounts.demonstration import FILE, PEOPLE, make_accounts
from portal.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def accounts() -> Path:
    path = Path(settings.DATA_DIR) / FILE
    path.unlink(missing_ok=True)
    return path


def test_each_account_in_the_file_can_log_in(accounts: Path) -> None:
    make_accounts()

    for line in accounts.read_text().splitlines():
        username, password = line.split()[:2]
        assert authenticate(username=username, password=password) is not None


def test_the_file_is_for_its_owner_alone(accounts: Path) -> None:
    make_accounts()

    assert stat.S_IMODE(accounts.stat().st_mode) == 0o600


def test_making_them_again_changes_no_password(accounts: Path) -> None:
    make_accounts()
    before = accounts.read_text()
    make_accounts()

    assert accounts.read_text() == before
    assert User.objects.filter(username__in=[person.username for person in PEOPLE]).count() == len(PEOPLE)


def test_nobody_but_a_role_holder_is_made_and_nobody_is_a_superuser(accounts: Path) -> None:
    make_accounts()

    assert not User.objects.filter(is_superuser=True).exists()
    assert all(User.objects.get(username=person.username).groups.count() == 1 for person in PEOPLE)
