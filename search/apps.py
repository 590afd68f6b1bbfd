from datetime import timedelta

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = "Tìm kiếm"

    def ready(self) -> None:
        from portal.accounts import roles
        from portal.home import setup
        from portal.home.models import HomePage
        from portal.jobs import health, periodic
        from portal.pages.cache import unseen
        from search import checks, outbox, reconcile, registry, signals, surfaces, synonym_table  # noqa: F401 - checks register themselves
        from search.engines import is_remote
        from search.information import InformationSource
        from search.models import OutboxEntry, Spread, SynonymGroup

        signals.connect()
        unseen("what waits to be indexed", OutboxEntry, Spread)
        unseen("what words mean to search, whose pages are never kept", SynonymGroup)
        synonym_table.connect()
        setup.register(synonym_table.load_starting_groups, 35)
        rights = ("search.add_synonymgroup", "search.change_synonymgroup", "search.view_synonymgroup")
        for role in ("editor", "technical"):
            roles.grant(role, permissions=rights)
        roles.grant("technical", permissions=("search.view_outboxentry",))
        registry.register(InformationSource())
        registry.exempt(HomePage, "it shows what the other pages hold and has no text of its own")
        surfaces.register()
        # An engine on another machine may keep its caller waiting; and only the worker brings changes there.
        slow = is_remote()
        often = timedelta(seconds=1 if slow else 5)
        periodic.register("search-outbox", "Lập chỉ mục bản ghi đã đổi", often, outbox.drain, slow=slow)
        periodic.register("search-heal", "Dựng lại chỉ mục bị hỏng", timedelta(minutes=1), reconcile.heal, slow=slow)
        periodic.register(
            "search-reconcile", "Đối soát chỉ mục tìm kiếm", timedelta(minutes=15), reconcile.reconcile, slow=slow
        )
        if slow:
            periodic.register("search-compact", "Thu gọn chỉ mục", timedelta(minutes=5), reconcile.compact, slow=True)
        health.register("search", reconcile.problem)
        health.register("search-refused", reconcile.refused)
        health.register_pending("search-outbox", outbox.pending)
        _take_results_along()


def _take_results_along() -> None:
    from portal.accounts import roles
    from portal.jobs import periodic
    from portal.pages import robots
    from portal.pages.cache import unseen
    from search import digests, query_log, saving
    from search.models import QueryLists, SavedSearch, Subscriber

    unseen("who wants letters about what", Subscriber, SavedSearch)
    unseen("a right without a table", QueryLists)
    for role in ("editor", "approver"):
        roles.grant(role, permissions=("search.read_query_log",))
    robots.disallow("/tim-kiem.atom?")
    periodic.register(
        "search-digests", "Gửi thư báo của tìm kiếm đã lưu", timedelta(minutes=10), digests.send_due, slow=True
    )
    periodic.register("search-unconfirmed", "Xóa tìm kiếm chưa xác nhận", timedelta(hours=1), saving.forget_unconfirmed)
    periodic.register("search-queries", "Xóa lượt tìm cũ hơn 90 ngày", timedelta(hours=6), query_log.purge)
