from datetime import timedelta

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        from portal.home.models import HomePage
        from portal.jobs import health, periodic
        from portal.pages.cache import unseen
        from search import checks, outbox, reconcile, registry, signals, surfaces  # noqa: F401 - checks register themselves
        from search.information import InformationSource
        from search.models import OutboxEntry

        signals.connect()
        unseen("what waits to be indexed", OutboxEntry)
        registry.register(InformationSource())
        registry.exempt(HomePage, "it shows what the other pages hold and has no text of its own")
        surfaces.register()
        periodic.register("search-outbox", "Lập chỉ mục bản ghi đã đổi", timedelta(seconds=5), outbox.drain)
        periodic.register("search-heal", "Dựng lại chỉ mục bị hỏng", timedelta(minutes=1), reconcile.heal)
        periodic.register("search-reconcile", "Đối soát chỉ mục tìm kiếm", timedelta(minutes=15), reconcile.reconcile)
        health.register("search", reconcile.problem)
        health.register_pending("search-outbox", outbox.pending)
