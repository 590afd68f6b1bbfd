"""What the archive contributes to the home page and the main navigation."""

from django.http import HttpRequest
from django.urls import reverse

from documents.models import OfficialDocument
from portal.home.sections import Section

_SHOWN = 6


def newest(request: HttpRequest) -> Section | None:
    """Return the table "Văn bản mới", or ``None`` while nothing is public."""
    documents = list(OfficialDocument.objects.visible().for_rows().filter(parent_title="")[:_SHOWN])
    if not documents:
        return None
    return Section("documents/home_section.html", {"documents": documents, "all_url": reverse("document-list")})


def address_if_any() -> str | None:
    """Return the archive's address once something is public."""
    return reverse("document-list") if OfficialDocument.objects.visible().exists() else None
