"""The registry of periodic jobs, and running those that are due.

A job is a function without arguments that may safely run twice. Its row holds when it is due; the
worker that moves the row's claim forward runs it.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

logger = logging.getLogger(__name__)
_CLAIM = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class PeriodicJob:
    """A job's stable name, its label for people, its interval and what it does."""

    name: str
    label: str
    every: timedelta
    run: Callable[[], object]


_jobs: dict[str, PeriodicJob] = {}


def register(name: str, label: str, every: timedelta, run: Callable[[], object]) -> None:
    """Have the worker call ``run`` every ``every``."""
    _jobs[name] = PeriodicJob(name, label, every, run)


def jobs() -> list[PeriodicJob]:
    """Return the registered jobs."""
    return list(_jobs.values())


def run_due(*, everything: bool = False) -> int:
    """Run the jobs that are due (or all of them) and return how many ran."""
    return sum(_run_one(job, everything) for job in jobs())


def _run_one(job: PeriodicJob, now_anyway: bool) -> bool:
    from portal.jobs.models import PeriodicRun

    now = timezone.now()
    if not PeriodicRun.objects.filter(name=job.name).exists():
        PeriodicRun.objects.get_or_create(name=job.name, defaults={"due_at": now})
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    rows = PeriodicRun.objects.filter(free, name=job.name)
    if not now_anyway:
        rows = rows.filter(due_at__lte=now)
    if not rows.exists() or not rows.update(claimed_until=now + _CLAIM, started_at=now):
        return False
    started = time.monotonic()
    error = ""
    try:
        job.run()
    except Exception as failure:
        logger.exception("periodic job %s failed", job.name)
        error = f"{type(failure).__name__}: {failure}"[:2000]
    PeriodicRun.objects.filter(name=job.name).update(
        claimed_until=None,
        finished_at=timezone.now(),
        due_at=timezone.now() + job.every,
        seconds=time.monotonic() - started,
        error=error,
    )
    return True
