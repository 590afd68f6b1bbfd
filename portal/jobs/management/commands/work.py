"""``manage work``: the worker process beside the web server."""

import logging
import signal
import threading
from datetime import timedelta
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from portal.jobs import periodic
from portal.jobs.models import WorkerBeat
from portal.jobs.workers import this_worker

logger = logging.getLogger("portal.jobs")
_BEAT_SECONDS = 15


class Command(BaseCommand):
    """Runs queued tasks and whatever periodic job is due, until it is told to stop."""

    help = "Chạy việc nền: việc đã xếp hàng và việc định kỳ đến hạn."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare ``--once`` and ``--interval``."""
        parser.add_argument("--once", action="store_true", help="Chạy hết việc đang chờ một lần rồi thoát.")
        parser.add_argument("--interval", type=float, default=0.5, help="Số giây nghỉ giữa hai lượt (mặc định 0,5).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until a signal comes, or once."""
        name = this_worker()
        if options["once"]:
            periodic.run_due(everything=True)
            _run_queued(name)
            return
        stop = threading.Event()
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, lambda _signum, _frame: stop.set())
        ticker = threading.Thread(target=_tick, args=(stop, name, options["interval"]), daemon=True)
        ticker.start()
        while not stop.is_set():
            _guarded(lambda: periodic.run_due(slow=True))
            _guarded(lambda: _run_queued(name))
            stop.wait(options["interval"])
        ticker.join(timeout=20)
        WorkerBeat.objects.filter(worker=name).delete()


def _tick(stop: threading.Event, name: str, interval: float) -> None:
    beats = 0.0
    while not stop.is_set():
        if beats <= 0:
            _guarded(lambda: _beat(name))
            beats = _BEAT_SECONDS
        _guarded(lambda: periodic.run_due(slow=False))
        stop.wait(interval)
        beats -= interval
    connection.close()


def _beat(name: str) -> None:
    now = timezone.now()
    WorkerBeat.objects.update_or_create(worker=name, defaults={"seen_at": now})
    WorkerBeat.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()


def _guarded(run: Any) -> None:
    # The worker outlives a database that is away for a moment; what it could not do is still in its tables.
    close_old_connections()
    try:
        run()
    except Exception:
        logger.exception("the worker could not do its round")
        connection.close()


def _run_queued(name: str) -> None:
    if not DBTaskResult.objects.ready().filter(backend_name="queued").exists():
        return
    _BatchWorker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="queued",
        startup_delay=False,
        max_tasks=None,
        worker_id=name[:64],
        excluded_queue_names=[],
    ).run()


class _BatchWorker(Worker):
    """The library's worker, leaving the signals to this process."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop after the task at hand."""
        self.running = False
