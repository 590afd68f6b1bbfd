from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    label = "documents"
    verbose_name = "Kho văn bản"

    def ready(self) -> None:
        _guard_what_is_public()
        _let_documents_be_found()
        _show_documents()
        _serve_the_desk()


def _guard_what_is_public() -> None:
    from documents import blockers, inspection, page_cache, rights, surfaces, visibility
    from documents.models import OfficialDocument
    from portal.editorial import blockers as gate_blockers
    from portal.files import inspection as file_inspection
    from portal.files import visibility as file_visibility
    from portal.pages import surfaces as public_surfaces

    page_cache.connect()
    gate_blockers.register(OfficialDocument, blockers.reasons)
    file_inspection.register(inspection.refuse_secret)
    file_visibility.register(visibility.file_is_public)
    rights.grant()
    for name, addresses in surfaces.SURFACES:
        public_surfaces.register(name, addresses)


def _let_documents_be_found() -> None:
    from wagtail.signals import published, unpublished

    from documents import feeds, indexing, linking, public_entries
    from documents.importing import recognisers
    from documents.importing.document_target import DocumentTarget
    from documents.models import OfficialDocument
    from portal.pages import feeds as page_feeds
    from search import registry

    registry.register(indexing.DocumentSource())
    registry.register_recogniser(indexing.NumberRecogniser())
    recognisers.register(DocumentTarget())
    published.connect(linking.after_publication, sender=OfficialDocument, dispatch_uid="documents.linking")
    unpublished.connect(linking.after_publication, sender=OfficialDocument, dispatch_uid="documents.linking")
    public_entries.register()
    page_feeds.register(feeds.offered, 20)
    page_feeds.register_main("Văn bản mới", "document-feed")


def _show_documents() -> None:
    from documents import described, home, page, visibility
    from documents.models import DocumentCopy, OfficialDocument, preview
    from portal.comments import targets
    from portal.home import navigation, sections
    from portal.pages import cards
    from portal.pages import described as described_pages

    preview.register(page.page_context)
    targets.register(
        OfficialDocument,
        kind="van-ban",
        label="văn bản",
        visible=OfficialDocument.objects.visible,
        url=lambda document: document.get_absolute_url(),
        title=visibility.name_for_readers,
    )
    navigation.register("Văn bản", home.address_if_any, 20)
    sections.register(home.newest, 30)
    described_pages.register(OfficialDocument, described.document)
    described_pages.register(DocumentCopy, described.copy)
    cards.register(described.CARDS)


def _serve_the_desk() -> None:
    from documents import demo, desk, setting_up
    from portal.home import demo as demonstrations
    from portal.home import desk as first_screen
    from portal.home import setup

    setup.register(setting_up.run, 30)
    demonstrations.register("Kho văn bản", demo.load, 20)
    first_screen.register(desk.waiting)
    first_screen.register_way("Nhập văn bản từ tệp", "documents-upload", "documents.add_officialdocument")
