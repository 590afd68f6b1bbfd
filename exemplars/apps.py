from django.apps import AppConfig


class ExemplarsConfig(AppConfig):
    name = "exemplars"
    label = "exemplars"
    verbose_name = "Gương điển hình"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from documents import citations
        from exemplars import (
            blockers,
            citing,
            consents,
            demo,
            described,
            feeds,
            home,
            listing,
            page_cache,
            profile,
            public_entries,
            rights,
            setting_up,
        )
        from exemplars.indexing import ExemplarSource
        from exemplars.models import Consent, ExemplarIndexPage, ExemplarPage, shown
        from exemplars.surfaces import SURFACES
        from portal.comments import targets
        from portal.editorial import blockers as gate_blockers
        from portal.home import demo as demonstrations
        from portal.home import navigation, sections, setup
        from portal.pages import cards, surfaces
        from portal.pages import described as described_pages
        from portal.pages import feeds as page_feeds
        from search import registry

        page_cache.connect()
        shown.register("list", listing.context)
        shown.register("exemplar", profile.context)
        registry.register(ExemplarSource())
        registry.exempt(ExemplarIndexPage, "it lists exemplars, which are found themselves")
        gate_blockers.register(ExemplarPage, blockers.reasons)
        targets.register(
            ExemplarPage,
            kind="guong",
            label="gương điển hình",
            visible=ExemplarPage.objects.visible,
            url=lambda page: page.get_url() or "",
            title=lambda page: page.title,
        )
        citations.register(citing.citing)
        post_save.connect(consents.after_change, sender=Consent, dispatch_uid="exemplars.consents-saved")
        post_delete.connect(consents.after_change, sender=Consent, dispatch_uid="exemplars.consents-deleted")
        rights.grant()
        setup.register(setting_up.make_list, 35)
        sections.register(home.strip, 40)
        navigation.register_page("Gương điển hình", "exemplars.exemplarindexpage", 30)
        demonstrations.register("Gương điển hình", demo.load, 60)
        public_entries.register()
        described_pages.register(ExemplarPage, described.exemplar)
        described_pages.register(ExemplarIndexPage, described.exemplar_list)
        cards.register(described.CARDS)
        page_feeds.register(feeds.offered, 30)
        page_feeds.register_main("Gương điển hình", "exemplar-feed")
        for name, addresses in SURFACES:
            surfaces.register(name, addresses)
