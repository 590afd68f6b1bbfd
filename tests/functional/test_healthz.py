"""``/healthz``: what watches the portal can rely on."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from portal.jobs import health
from portal.jobs.models import WorkerBeat
from tests.live_portal import LivePortal

pytestmark = pytest.mark.django_db


@contextmanager
def database_gone() -> Iterator[None]:
    """Every statement fails as it does when the database cannot be reached."""

    def refuse(*_: object) -> None:
        raise DatabaseError("gone")

    with connection.execute_wrapper(refuse):
        yield


def test_a_missing_worker_is_named_and_the_answer_is_still_200(client: Client) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert "worker" in answer.json()["degraded"]


def test_a_worker_that_lives_is_not_missing(client: Client) -> None:
    WorkerBeat.objects.create(worker="one", seen_at=timezone.now())

    assert "worker" not in client.get("/healthz").json()["degraded"]


def test_a_worker_that_fell_silent_is_missing(client: Client) -> None:
    WorkerBeat.objects.create(worker="one", seen_at=timezone.now() - 2 * health.WORKER_SILENT_AFTER)

    assert "worker" in client.get("/healthz").json()["degraded"]


def test_pending_work_is_counted(client: Client) -> None:
    pending = client.get("/healthz").json()["pending"]

    assert all(isinstance(count, int) for count in pending.values())


def test_without_a_database_it_answers_503(client: Client) -> None:
    with database_gone():
        answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["status"] == "down"


def test_it_cannot_be_written_to_and_is_never_cached(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]


@pytest.mark.server
def test_a_running_portal_is_well(live_portal: LivePortal) -> None:
    answer = live_portal.visitor().get("/healthz")

    assert answer.status == 200
    assert answer.data["status"] in {"ok", "degraded"}
    assert "worker" not in answer.data["degraded"]
