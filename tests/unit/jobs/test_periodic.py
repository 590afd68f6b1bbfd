"""Periodic work runs when it is due, once, and a failure is seen and stops nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.jobs import health, periodic
from portal.jobs.models import PeriodicRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(periodic, "_jobs", {})
    return []


def test_a_job_runs_when_due_and_not_before(ran: list[str]) -> None:
    periodic.register("a", "A", timedelta(hours=1), lambda: ran.append("a"))

    periodic.run_due()
    periodic.run_due()
    PeriodicRun.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    periodic.run_due()

    assert ran == ["a", "a"]


def test_a_job_claimed_by_another_worker_is_left_alone(ran: list[str]) -> None:
    periodic.register("a", "A", timedelta(hours=1), lambda: ran.append("a"))
    now = timezone.now()
    PeriodicRun.objects.create(name="a", due_at=now, claimed_until=now + timedelta(minutes=1))

    periodic.run_due()

    assert ran == []


def test_a_claim_left_by_a_dead_worker_lapses(ran: list[str]) -> None:
    periodic.register("a", "A", timedelta(hours=1), lambda: ran.append("a"))
    now = timezone.now()
    PeriodicRun.objects.create(name="a", due_at=now, claimed_until=now - timedelta(seconds=1))

    periodic.run_due()

    assert ran == ["a"]


def test_a_failing_job_is_seen_and_its_neighbour_runs(ran: list[str]) -> None:
    def fail() -> Any:
        raise ValueError("hỏng")

    periodic.register("a", "A", timedelta(hours=1), fail)
    periodic.register("b", "B", timedelta(hours=1), lambda: ran.append("b"))

    periodic.run_due()

    assert ran == ["b"]
    problem = health.overdue_jobs()
    assert problem is not None
    assert "a" in problem.message


def test_the_worker_can_run_once_and_leave(ran: list[str]) -> None:
    periodic.register("a", "A", timedelta(hours=1), lambda: ran.append("a"))

    call_command("work", "--once")

    assert ran == ["a"]
