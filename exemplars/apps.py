from django.apps import AppConfig


class ExemplarsConfig(AppConfig):
    name = "exemplars"
    label = "exemplars"
    verbose_name = "Gương điển hình"

    def ready(self) -> None:
        _guard_what_is_public()
        _let_exemplars_be_found()
        _show_exemplars()


def _guard_what_is_public() -> None:
    from django.db.models.signals import post_delete, post_save

    from exemplars import blockers, consents, page_cache, rights
    from exemplars.models import Consent, ExemplarPage
    from exemplars.surfaces import SURFACES
    from portal.editorial import blockers as gate_blockers
    from portal.pages import surfaces

    page_cache.connect()
    gate_blockers.register(ExemplarPage, blockers.reasons)
    post_save.connect(consents.after_change, sender=Consent, dispatch_uid="exemplars.consents-saved")
    post_delete.connect(consents.after_change, sender=Consent, dispatch_uid="exemplars.consents-deleted")
    rights.grant()
    for name, addresses in SURFACES:
        surfaces.register(name, addresses)


def _let_exemplars_be_found() -> None:
    from wagtail.signals import page_published

    from documents import citations
    from exemplars import citing, feeds, follows, public_entries
    from exemplars.indexing import ExemplarSource
    from exemplars.models import ExemplarIndexPage, ExemplarPage
    from portal.pages import feeds as page_feeds
    from search import registry

    registry.register(ExemplarSource())
    follows.connect()
    registry.exempt(ExemplarIndexPage, "it lists exemplars, which are found themselves")
    citations.register(citing.CITING)
    page_published.connect(citing.record_on_publish, sender=ExemplarPage, dispatch_uid="exemplars.mentions")
    public_entries.register()
    page_feeds.register(feeds.offered, 30)
    page_feeds.register_main("Gương điển hình", "exemplar-feed")


def _show_exemplars() -> None:
    from exemplars import demo, described, home, listing, profile, setting_up
    from exemplars.models import ExemplarIndexPage, ExemplarPage, shown
    from portal.comments import targets
    from portal.home import demo as demonstrations
    from portal.home import navigation, sections, setup
    from portal.pages import cards
    from portal.pages import described as described_pages

    shown.register("list", listing.context)
    shown.register("exemplar", profile.context)
    setup.register(setting_up.make_list, 35)
    sections.register(home.strip, 40)
    navigation.register_page("Gương điển hình", "exemplars.exemplarindexpage", 30)
    targets.register(
        ExemplarPage,
        kind="guong",
        label="gương điển hình",
        visible=ExemplarPage.objects.visible,
        url=lambda page: page.get_url() or "",
        title=lambda page: page.title,
    )
    described_pages.register(ExemplarPage, described.exemplar)
    described_pages.register(ExemplarIndexPage, described.exemplar_list)
    cards.register(described.CARDS)
    demonstrations.register("Gương điển hình", demo.load, 60)
