"""Every public address at which a document could be read."""

from typing import Any

from django.urls import reverse

from documents.models import OfficialDocument


def _page(obj: Any) -> list[str]:
    return [obj.get_absolute_url()] if isinstance(obj, OfficialDocument) else []


def _by_number(obj: Any) -> list[str]:
    if isinstance(obj, OfficialDocument) and obj.match_key:
        return [reverse("document-by-number", args=[obj.match_key])]
    return []


def _copies(obj: Any) -> list[str]:
    if not isinstance(obj, OfficialDocument):
        return []
    return [reverse("document-copy", args=[obj.pk, copy.ordinal]) for copy in obj.copies.all()]


def _files(obj: Any) -> list[str]:
    if not isinstance(obj, OfficialDocument):
        return []
    return [attachment.stored_file.url for attachment in obj.attachments.select_related("stored_file")]


_DERIVED = (
    "document-chain", "document-chain-drawing", "document-chain-json", "document-chain-csv", "document-chain-xlsx",
    "document-matrix", "document-matrix-csv", "document-matrix-xlsx",
)  # fmt: skip


def _implementation(obj: Any) -> list[str]:
    if not isinstance(obj, OfficialDocument):
        return []
    return [*(reverse(name, args=[obj.pk]) for name in _DERIVED), reverse("implementation")]


def _list(obj: Any) -> list[str]:
    return [reverse("document-list")] if isinstance(obj, OfficialDocument) else []


def _data(obj: Any) -> list[str]:
    if not isinstance(obj, OfficialDocument):
        return []
    return [f"{reverse('api-documents')}?page_size=100", reverse("api-document", args=[obj.pk])]


SURFACES = (
    ("documents as data", _data),
    ("document page", _page),
    ("document by number", _by_number),
    ("document copy", _copies),
    ("document file", _files),
    ("document list", _list),
    ("document implementation", _implementation),
)
