from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "portal.jobs"
    label = "jobs"
    verbose_name = "Việc nền"

    def ready(self) -> None:
        from portal.jobs import health

        health.register("worker", health.worker_silent)
        health.register("jobs", health.overdue_jobs)
