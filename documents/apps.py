from datetime import timedelta

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
        _follow_effect_in_law()


def _follow_effect_in_law() -> None:
    from documents import effects
    from portal.jobs import periodic

    effects.connect()
    # Dated: what changes on a day changes with the first run of that day, and a second run finds nothing.
    periodic.register(
        "documents-effects", "Cập nhật tình trạng hiệu lực theo ngày", timedelta(hours=1), effects.refresh_due
    )


def _guard_what_is_public() -> None:
    from documents import blockers, holding, inspection, page_cache, rights, surfaces, visibility
    from documents.models import OfficialDocument
    from portal.editorial import blockers as gate_blockers
    from portal.files import inspection as file_inspection
    from portal.files import visibility as file_visibility
    from portal.pages import surfaces as public_surfaces

    page_cache.connect()
    gate_blockers.register(OfficialDocument, blockers.reasons)
    file_inspection.register(inspection.refuse_secret)
    file_inspection.register(inspection.refuse_held)
    file_visibility.register(visibility.file_is_public)
    file_visibility.register_keeper(holding.is_held_from)
    rights.grant()
    for name, addresses in surfaces.SURFACES:
        public_surfaces.register(name, addresses)


def _let_documents_be_found() -> None:
    from django.db.models.signals import pre_delete
    from wagtail.signals import published, unpublished

    from documents import citations, feeds, follows, indexing, link_queue, linking, public_entries, retrying
    from documents import understanding as reading
    from documents.importing import recognisers
    from documents.importing.document_target import DocumentTarget
    from documents.models import OfficialDocument
    from portal.editorial.signals import published_in_bulk
    from portal.jobs import health, periodic
    from portal.pages import feeds as page_feeds
    from search import registry

    registry.register(indexing.DocumentSource())
    follows.connect()
    registry.register_recogniser(reading.NumberRecogniser())
    registry.register_recogniser(reading.MentionRecogniser())
    registry.register_recogniser(reading.WordsRecogniser())
    registry.register_widening(indexing.PREDECESSORS)
    recognisers.register(DocumentTarget())
    citations.register(citations.DOCUMENTS)
    published.connect(linking.after_publication, sender=OfficialDocument, dispatch_uid="documents.linking")
    unpublished.connect(linking.after_publication, sender=OfficialDocument, dispatch_uid="documents.linking")
    pre_delete.connect(linking.before_deletion, sender=OfficialDocument, dispatch_uid="documents.linking")
    published_in_bulk.connect(
        link_queue.after_bulk_publication, sender=OfficialDocument, dispatch_uid="documents.linking"
    )
    periodic.register(
        "documents-links", "Đọc dẫn chiếu của văn bản mới nhập", timedelta(seconds=15), link_queue.work_off
    )
    health.register_pending("documents-links", link_queue.waiting)
    periodic.register("mentions", "Đối chiếu lại lượt nhắc văn bản", timedelta(seconds=20), retrying.run)
    public_entries.register()
    page_feeds.register(feeds.offered, 20)
    page_feeds.register_main("Văn bản mới", "document-feed")


def _show_documents() -> None:
    from documents import described, home, page, visibility
    from documents.models import DocumentCopy, OfficialDocument, preview
    from portal.comments import targets
    from portal.home import navigation, sections
    from portal.pages import cards, sitemap
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
    sitemap.register_address("trien-khai", home.implementation_if_any)
    sections.register(home.newest, 30)
    sections.register(home.implementation, 35)
    described_pages.register(OfficialDocument, described.document)
    described_pages.register(DocumentCopy, described.copy)
    cards.register(described.CARDS)


def _serve_the_desk() -> None:
    from documents import demo, desk, duplicates, reading_files, setting_up
    from portal.home import demo as demonstrations
    from portal.home import desk as first_screen
    from portal.home import setup
    from portal.jobs import periodic

    setup.register(setting_up.run, 30)
    demonstrations.register("Kho văn bản", demo.load, 20)
    first_screen.register(desk.waiting)
    first_screen.register_way("Nhập văn bản từ tệp", "documents-upload", "documents.add_officialdocument")
    periodic.register(
        "documents-files", "Đọc tệp của trang công khai để tìm", timedelta(minutes=1), reading_files.read_waiting
    )
    reading_files.register(reading_files.of_documents)
    periodic.register("documents-sketches", "So toàn văn để tìm hồ sơ trùng", timedelta(minutes=2), duplicates.catch_up)
