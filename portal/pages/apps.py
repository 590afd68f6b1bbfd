from datetime import timedelta

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"
    verbose_name = "Trang"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from portal.jobs import health, periodic
        from portal.mail import addresses
        from portal.pages import card_job, described, duties, frame, outline, sitemap, surfaces, watched
        from portal.pages.models import BasePage, InformationPage, SiteDuty, SiteSettings

        for signal, senders in (
            (post_save, (SiteSettings, SiteDuty)),
            (post_delete, (SiteSettings, SiteDuty)),
            (page_published, (None,)),
            (page_unpublished, (None,)),
            (post_page_move, (None,)),
        ):
            for sender in senders:
                signal.connect(frame.forget_on_signal, sender=sender, dispatch_uid=f"frame-{id(signal)}-{sender}")
        watched.connect()
        described.register(BasePage, described.plain_page)
        outline.register(outline.about, 90)
        sitemap.register_pages("trang", InformationPage.objects.visible)
        health.register("footer", duties.problem)
        periodic.register("share-pictures", "Vẽ ảnh chia sẻ", timedelta(seconds=15), card_job.draw_missing)
        surfaces.register("sitemap", lambda obj: ["/sitemap.xml"])
        surfaces.register("outline", lambda obj: ["/so-do-trang/", "/nguon-tin/"])
        surfaces.register("page", lambda obj: [obj.get_url() or "/"] if isinstance(obj, BasePage) else [])
        addresses.register_name(lambda: frame.current().board_full_name)
