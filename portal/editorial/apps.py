from datetime import timedelta

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "portal.editorial"
    label = "editorial"
    verbose_name = "Biên tập"

    def ready(self) -> None:
        from portal.editorial import schedule, signals
        from portal.jobs import periodic

        signals.connect()
        periodic.register("publish-due", "Đăng và gỡ theo lịch", timedelta(seconds=15), schedule.run_due)
