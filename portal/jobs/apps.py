from datetime import timedelta

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "portal.jobs"
    label = "jobs"
    verbose_name = "Việc nền"

    def ready(self) -> None:
        from portal.jobs import health, left_behind, periodic

        periodic.register("tasks-left-behind", "Chạy lại việc dở dang", timedelta(minutes=1), left_behind.put_back)
        health.register("worker", health.worker_silent)
        health.register("jobs", health.overdue_jobs)
