"""What the archive contributes to the home page and the main navigation."""

import re

from django.http import HttpRequest
from django.urls import reverse

from documents.models import OfficialDocument
from portal.home.sections import Section
from portal.text.vietnamese import fold

_SHOWN = 6


def newest(request: HttpRequest) -> Section | None:
    """Return the table "Văn bản mới", or ``None`` while nothing is public."""
    documents = list(OfficialDocument.objects.visible().for_rows().filter(parent_title="")[:_SHOWN])
    if not documents:
        return None
    return Section(
        "documents/home_section.html",
        {"documents": documents, "all_url": reverse("document-list"), "examples": _examples(documents)},
    )


def _examples(documents: list[OfficialDocument]) -> list[str]:
    """Return three ways to half-remember a number: by type, by the letters of the symbol, without accents."""
    known = [(each, each.type.name.lower()) for each in documents if each.number and each.type][:3]
    ways = []
    for place, (document, kind) in enumerate(known):
        spelt = f"{kind} {document.number}"
        ways.append((spelt, " ".join(re.findall(r"\w+", fold(document.symbol))[:2]), fold(spelt))[place])
    return ways


def address_if_any() -> str | None:
    """Return the archive's address once something is public."""
    return reverse("document-list") if OfficialDocument.objects.visible().exists() else None
