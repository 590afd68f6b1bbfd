from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "portal.api"
    label = "api"
    verbose_name = "Giao diện dữ liệu"

    def ready(self) -> None:
        from portal.pages import robots

        robots.allow("/api/v1/$")
