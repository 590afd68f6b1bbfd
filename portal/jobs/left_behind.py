"""Queued tasks that a worker had begun when it died: put back, so that another begins them again."""

import logging

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.jobs.workers import is_gone

logger = logging.getLogger(__name__)
BEGUN_AT_MOST = 3


def put_back() -> int:
    """Let the tasks of dead workers run again and return how many; one that outlived three workers fails.

    Tasks may run twice: each does nothing where its work is done.
    """
    put = 0
    running = DBTaskResult.objects.running().filter(backend_name="queued")
    for task in running.only("pk", "worker_ids"):
        if not task.worker_ids or not is_gone(task.worker_ids[-1]):
            continue
        again = len(task.worker_ids) < BEGUN_AT_MOST
        status = TaskResultStatus.READY if again else TaskResultStatus.FAILED
        mine = DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING, worker_ids=task.worker_ids)
        put += mine.update(status=status) if again else 0
        if not again and mine.update(status=status):
            logger.error("task %s was left behind by %d workers and is given up", task.pk, len(task.worker_ids))
    return put
