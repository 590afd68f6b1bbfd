"""Periodic work runs when it is due, once, and a failure is seen and stops nothing."""

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.jobs import health, left_behind, periodic
from portal.jobs.models import PeriodicRun
from portal.jobs.workers import this_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(periodic, "_jobs", {})
    return []


@pytest.fixture
def dead_worker() -> str:
    """The name of a process of this machine that is no more."""
    naming = "from portal.jobs.workers import this_worker; print(this_worker())"
    return subprocess.run([sys.executable, "-c", naming], capture_output=True, text=True, check=True).stdout.strip()


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


def test_a_claim_ends_with_the_process_that_holds_it(ran: list[str], dead_worker: str) -> None:
    periodic.register("a", "A", timedelta(hours=1), lambda: ran.append("a"))
    now = timezone.now()
    PeriodicRun.objects.create(name="a", due_at=now, claimed_until=now + timedelta(minutes=9), claimed_by=dead_worker)

    periodic.run_due()

    assert ran == ["a"]


def test_slow_jobs_run_beside_the_others(ran: list[str]) -> None:
    periodic.register("a", "A", timedelta(hours=1), lambda: ran.append("a"))
    periodic.register("b", "B", timedelta(hours=1), lambda: ran.append("b"), slow=True)

    periodic.run_due(slow=False)
    assert ran == ["a"]
    periodic.run_due(slow=True)
    assert ran == ["a", "b"]


def test_a_task_begun_by_a_dead_worker_runs_again_and_not_for_ever(dead_worker: str) -> None:
    task = DBTaskResult.objects.create(
        task_path="portal.files.renditions.make_renditions",
        args_kwargs={"args": [0], "kwargs": {}},
        backend_name="queued",
        run_after=timezone.now(),
        status=TaskResultStatus.RUNNING,
        worker_ids=[dead_worker],
    )

    assert left_behind.put_back() == 1
    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, worker_ids=[dead_worker] * 3)

    assert left_behind.put_back() == 0
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED


def test_a_task_of_a_living_worker_is_left_to_it() -> None:
    DBTaskResult.objects.create(
        task_path="portal.files.renditions.make_renditions",
        args_kwargs={"args": [0], "kwargs": {}},
        backend_name="queued",
        run_after=timezone.now(),
        status=TaskResultStatus.RUNNING,
        worker_ids=[this_worker()],
    )

    assert left_behind.put_back() == 0


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
