from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"
    verbose_name = "Trang"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from portal.pages import frame, surfaces
        from portal.pages.models import BasePage, SiteDuty, SiteSettings

        for signal, senders in (
            (post_save, (SiteSettings, SiteDuty)),
            (post_delete, (SiteSettings, SiteDuty)),
            (page_published, (None,)),
            (page_unpublished, (None,)),
            (post_page_move, (None,)),
        ):
            for sender in senders:
                signal.connect(frame.forget_on_signal, sender=sender, dispatch_uid=f"frame-{id(signal)}-{sender}")
        surfaces.register("page", lambda obj: [obj.get_url() or "/"] if isinstance(obj, BasePage) else [])
