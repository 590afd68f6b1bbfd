"""What the archive contributes to the home page and the main navigation."""

import re

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from documents import progress
from documents.models import OfficialDocument
from portal.home.sections import Section
from portal.text.vietnamese import fold

_SHOWN = 6
_SHOWN_IMPLEMENTED = 5


def newest(request: HttpRequest) -> Section | None:
    """Return the table "Văn bản mới", or ``None`` while nothing is public."""
    documents = list(OfficialDocument.objects.visible().for_rows().filter(parent_title="")[:_SHOWN])
    if not documents:
        return None
    return Section(
        "documents/home_section.html",
        {"documents": documents, "all_url": reverse("document-list"), "examples": _examples(documents)},
    )


def implementation(request: HttpRequest) -> Section | None:
    """Return "Triển khai văn bản của Trung ương": the few with most that is missing; ``None`` where there is none."""
    roots = list(progress.central()[: progress.MAX_ROOTS])
    lines = progress.of(roots, timezone.localdate()) if roots else []
    if not lines:
        return None
    return Section(
        "documents/home_progress.html", {"lines": lines[:_SHOWN_IMPLEMENTED], "all_url": reverse("implementation")}
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


def implementation_if_any() -> str | None:
    """Return the address of what was done about the centre's documents, once something was."""
    return reverse("implementation") if progress.central().exists() else None
