from django.apps import AppConfig


class ExemplarsConfig(AppConfig):
    name = "exemplars"
    label = "exemplars"
    verbose_name = "Gương điển hình"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from documents import citations
        from exemplars import blockers, citing, consents, demo, home, listing, profile, rights, setting_up
        from exemplars.indexing import ExemplarSource
        from exemplars.models import Consent, ExemplarIndexPage, ExemplarPage, shown
        from exemplars.surfaces import SURFACES
        from portal.editorial import blockers as gate_blockers
        from portal.home import demo as demonstrations
        from portal.home import navigation, sections, setup
        from portal.pages import surfaces
        from search import registry

        shown.register("list", listing.context)
        shown.register("exemplar", profile.context)
        registry.register(ExemplarSource())
        registry.exempt(ExemplarIndexPage, "it lists exemplars, which are found themselves")
        gate_blockers.register(ExemplarPage, blockers.reasons)
        citations.register(citing.citing)
        post_save.connect(consents.after_change, sender=Consent, dispatch_uid="exemplars.consents-saved")
        post_delete.connect(consents.after_change, sender=Consent, dispatch_uid="exemplars.consents-deleted")
        rights.grant()
        setup.register(setting_up.make_list, 35)
        sections.register(home.strip, 40)
        navigation.register_page("Gương điển hình", "exemplars.exemplarindexpage", 30)
        demonstrations.register("Gương điển hình", demo.load, 60)
        for name, addresses in SURFACES:
            surfaces.register(name, addresses)
