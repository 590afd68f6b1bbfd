"""The registry of periodic jobs, and running those that are due.

A job is a function without arguments that may safely run twice. Its row holds when it is due; the
worker that moves the row's claim forward runs it. A claim ends with the process that holds it.

Jobs that wait for somebody else's machine (a mail server) are *slow*: they run beside the others, so
that the schedule and the search index never wait for them.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from portal.jobs.workers import is_gone, this_worker

logger = logging.getLogger(__name__)
_CLAIM = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class PeriodicJob:
    """A job's stable name, its label for people, its interval and what it does."""

    name: str
    label: str
    every: timedelta
    run: Callable[[], object]
    slow: bool = False


_jobs: dict[str, PeriodicJob] = {}


def register(name: str, label: str, every: timedelta, run: Callable[[], object], *, slow: bool = False) -> None:
    """Have the worker call ``run`` every ``every``; ``slow`` where it may wait for another machine."""
    _jobs[name] = PeriodicJob(name, label, every, run, slow)


def jobs() -> list[PeriodicJob]:
    """Return the registered jobs."""
    return list(_jobs.values())


def run_due(*, everything: bool = False, slow: bool | None = None) -> int:
    """Run the jobs that are due (or all of them) and return how many ran; ``slow`` leaves out the other sort."""
    return sum(_run_one(job, everything) for job in jobs() if slow is None or job.slow is slow)


def _run_one(job: PeriodicJob, now_anyway: bool) -> bool:
    from portal.jobs.models import PeriodicRun

    if not _claim(job, now_anyway):
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
        claimed_by="",
        finished_at=timezone.now(),
        due_at=timezone.now() + job.every,
        seconds=time.monotonic() - started,
        error=error,
    )
    return True


def _claim(job: PeriodicJob, now_anyway: bool) -> bool:
    from portal.jobs.models import PeriodicRun

    now = timezone.now()
    row = PeriodicRun.objects.filter(name=job.name).first()
    if row is None:
        row = PeriodicRun.objects.get_or_create(name=job.name, defaults={"due_at": now})[0]
    if row.due_at > now and not now_anyway:
        return False
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lt=now)
    if row.claimed_by and is_gone(row.claimed_by):
        free |= Q(claimed_by=row.claimed_by)
    elif row.claimed_until is not None and row.claimed_until >= now:
        return False
    rows = PeriodicRun.objects.filter(free, name=job.name)
    if not now_anyway:
        rows = rows.filter(due_at__lte=now)
    return bool(rows.update(claimed_until=now + _CLAIM, claimed_by=this_worker(), started_at=now))
