from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    label = "documents"
    verbose_name = "Kho văn bản"

    def ready(self) -> None:
        from wagtail.signals import published, unpublished

        from documents import (
            blockers,
            demo,
            described,
            desk,
            feeds,
            home,
            indexing,
            inspection,
            linking,
            page,
            page_cache,
            public_entries,
            rights,
            setting_up,
            surfaces,
            visibility,
        )
        from documents.importing import recognisers
        from documents.importing.document_target import DocumentTarget
        from documents.models import DocumentCopy, OfficialDocument, preview
        from portal.comments import targets
        from portal.editorial import blockers as gate_blockers
        from portal.files import inspection as file_inspection
        from portal.files import visibility as file_visibility
        from portal.home import demo as demonstrations
        from portal.home import desk as first_screen
        from portal.home import navigation, sections, setup
        from portal.pages import cards
        from portal.pages import described as described_pages
        from portal.pages import feeds as page_feeds
        from portal.pages import surfaces as public_surfaces
        from search import registry

        page_cache.connect()
        gate_blockers.register(OfficialDocument, blockers.reasons)
        file_inspection.register(inspection.refuse_secret)
        file_visibility.register(visibility.file_is_public)
        targets.register(
            OfficialDocument,
            kind="van-ban",
            label="văn bản",
            visible=OfficialDocument.objects.visible,
            url=lambda document: document.get_absolute_url(),
            title=visibility.name_for_readers,
        )
        preview.register(page.page_context)
        registry.register(indexing.DocumentSource())
        registry.register_recogniser(indexing.NumberRecogniser())
        recognisers.register(DocumentTarget())
        published.connect(linking.after_publication, sender=OfficialDocument, dispatch_uid="documents.linking")
        unpublished.connect(linking.after_publication, sender=OfficialDocument, dispatch_uid="documents.linking")
        rights.grant()
        setup.register(setting_up.run, 30)
        navigation.register("Văn bản", home.address_if_any, 20)
        sections.register(home.newest, 30)
        first_screen.register(desk.waiting)
        first_screen.register_way("Nhập văn bản từ tệp", "documents-upload", "documents.add_officialdocument")
        demonstrations.register("Kho văn bản", demo.load, 20)
        public_entries.register()
        described_pages.register(OfficialDocument, described.document)
        described_pages.register(DocumentCopy, described.copy)
        cards.register(described.CARDS)
        page_feeds.register(feeds.offered, 20)
        page_feeds.register_main("Văn bản mới", "document-feed")
        for name, addresses in surfaces.SURFACES:
            public_surfaces.register(name, addresses)
