"""What is slow is not done with the one write lock in hand."""

from typing import Any

import pytest
from django.contrib.auth.signals import user_login_failed
from django.db import connection
from django.test import Client
from django.urls import reverse

from portal.middleware import SLOW_VIEWS


@pytest.mark.parametrize("name", sorted(SLOW_VIEWS))
def test_every_slow_view_is_one_that_there_is(name: str) -> None:
    assert reverse(name).startswith("/quan-tri/")


@pytest.mark.django_db
def test_a_password_is_checked_outside_a_transaction(client: Client) -> None:
    outside = len(connection.atomic_blocks)
    inside: list[int] = []

    def note(sender: object, **kwargs: Any) -> None:
        inside.append(len(connection.atomic_blocks))

    user_login_failed.connect(note)
    try:
        client.post(reverse("wagtailadmin_login"), {"username": "không có", "password": "sai"})
    finally:
        user_login_failed.disconnect(note)

    assert inside == [outside]
