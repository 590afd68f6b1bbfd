"""What is wrong right now: probes handed up by the rooms, read by ``/healthz`` and by the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from portal.jobs.models import PeriodicRun, WorkerBeat

WORKER_SILENT_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not work as it should: ``name`` for machines, ``message`` for people."""

    name: str
    message: str


_probes: dict[str, Callable[[], Problem | None]] = {}
_pending: dict[str, Callable[[], int]] = {}


def register(name: str, probe: Callable[[], Problem | None]) -> None:
    """Ask ``probe`` whenever the portal's health is asked for."""
    _probes[name] = probe


def register_pending(name: str, count: Callable[[], int]) -> None:
    """Show ``count`` as work that waits under ``name``."""
    _pending[name] = count


def problems() -> list[Problem]:
    """Return what is wrong now."""
    return [problem for probe in _probes.values() if (problem := probe()) is not None]


def pending() -> dict[str, int]:
    """Return how much work waits, by name."""
    return {name: count() for name, count in _pending.items()}


def worker_silent() -> Problem | None:
    """Tell whether no worker has shown a sign of life for a minute."""
    if WorkerBeat.objects.filter(seen_at__gte=timezone.now() - WORKER_SILENT_AFTER).exists():
        return None
    return Problem("worker", "Tiến trình việc nền không chạy; lịch đăng và chỉ mục tìm kiếm sẽ chậm.")


def overdue_jobs() -> Problem | None:
    """Tell which periodic jobs failed at their last run."""
    failed = PeriodicRun.objects.exclude(error="").filter(finished_at__gte=F("started_at"))
    names = list(failed.values_list("name", flat=True))
    return Problem("jobs", f"Việc định kỳ bị lỗi: {', '.join(names)}.") if names else None
