"""The archive's part of the sitemap and of the outline for readers."""

from collections.abc import Iterator

from django.db.models import Count, QuerySet
from django.urls import reverse

from documents.models import DocumentCopy, OfficialDocument
from documents.models.document import DocumentQuerySet, address_of, now_public
from portal.pages import outline, sitemap
from portal.pages.outline import Branch, Twig
from portal.pages.sitemap import Entry


def register() -> None:
    """Hand up the documents, the certified copies and the archive's list."""
    sitemap.register_address("van-ban-danh-sach", lambda: reverse("document-list") if _visible().exists() else None)
    sitemap.register("van-ban", lambda: _visible().order_by().count(), _documents)
    sitemap.register("ban-sao", lambda: _copies_of_public().count(), _copies)
    outline.register(branch, 30)


def branch() -> Branch | None:
    """Return the archive with its types, the fullest first."""
    types = (
        _visible().order_by().exclude(type=None).values_list("type__name", "type__facet").annotate(number=Count("pk"))
    )
    address = reverse("document-list")
    found = sorted(types, key=lambda row: (-row[2], row[0]))
    if not found:
        return None
    twigs = (Twig(name, f"{address}?loai={facet}", 1, f"{number} văn bản") for name, facet, number in found)
    return Branch("Văn bản", (Twig("Kho văn bản", address), *twigs))


def _visible() -> DocumentQuerySet:
    return OfficialDocument.objects.visible()


def _documents(start: int, stop: int) -> Iterator[Entry]:
    rows = _visible().order_by("pk").values_list("pk", "symbol", "subject", "title", "last_published_at")[start:stop]
    return (Entry(address_of(pk, symbol, subject or title), at) for pk, symbol, subject, title, at in rows)


def _copies_of_public() -> "QuerySet[DocumentCopy]":
    return DocumentCopy.objects.filter(now_public("document__"))


def _copies(start: int, stop: int) -> Iterator[Entry]:
    rows = _copies_of_public().order_by("pk").values_list("document_id", "ordinal", "document__last_published_at")
    return (Entry(reverse("document-copy", args=[pk, ordinal]), at) for pk, ordinal, at in rows[start:stop])
