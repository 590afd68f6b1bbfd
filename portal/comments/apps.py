from datetime import timedelta

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "portal.comments"
    label = "comments"
    verbose_name = "Ý kiến bạn đọc"

    def ready(self) -> None:
        from functools import partial

        from portal.comments import form_views, leaving, page_cache, rights, sorting, thread_views
        from portal.comments.surfaces import SURFACES
        from portal.jobs import health, periodic
        from portal.pages import errors, surfaces

        page_cache.connect()
        errors.when_form_expires("comment-form", partial(form_views.comment_form, is_expired=True))
        errors.when_form_expires("comment-reply", partial(thread_views.reply, is_expired=True))
        rights.grant()
        periodic.register("comments-hints", "Gắn lưu ý cho ý kiến đang chờ", sorting.PERIOD, sorting.note_waiting)
        periodic.register(
            "comments-unconfirmed",
            "Đưa ý kiến chưa xác nhận địa chỉ thư vào hàng chờ",
            timedelta(minutes=10),
            leaving.queue_unconfirmed,
        )
        periodic.register(
            "comments-purge", "Xóa dữ liệu đã quá hạn lưu của người gửi ý kiến", timedelta(hours=6), leaving.purge
        )
        health.register("comments-retention", leaving.kept_too_long)
        for name, addresses in SURFACES:
            surfaces.register(name, addresses)
