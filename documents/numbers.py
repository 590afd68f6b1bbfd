"""Look-up of documents and copies by number, through the database alone."""

from dataclasses import dataclass

from documents import numbering
from documents.models import DocumentCopy, OfficialDocument
from documents.models.document import now_public

_CANDIDATES = 400


@dataclass(frozen=True, slots=True)
class Numbered:
    """Something public that bears a number: a document, or a certified copy of one."""

    document: OfficialDocument
    copy: DocumentCopy | None = None

    @property
    def url(self) -> str:
        """The public address."""
        return self.copy.get_absolute_url() if self.copy else self.document.get_absolute_url()


def key_of(text: str) -> str:
    """Return the match key of what stands in an address: a key already, or a symbol typed there."""
    cleaned = text.strip().lower()[:160]
    return numbering.match_key(text[:160]) or cleaned


def bearing(match_key: str) -> list[Numbered]:
    """Return what is public under this number, the newest first."""
    documents = OfficialDocument.objects.visible().numbered(match_key).for_rows()
    copies = DocumentCopy.objects.filter(now_public("document__"), match_key=match_key)
    return [
        *(Numbered(document) for document in documents),
        *(Numbered(copy.document, copy) for copy in copies.select_related("document__type", "document__issuer")),
    ]


def nearest(match_key: str, limit: int = 5) -> list[OfficialDocument]:
    """Return public documents whose number is nearest: same type and body first, then the same number elsewhere."""
    number, _, tail = match_key.partition(".")
    visible = OfficialDocument.objects.visible().for_rows()
    found: list[OfficialDocument] = []
    if tail:
        same_series = visible.filter(match_key__endswith=f".{tail}")[:_CANDIDATES]
        found = sorted(same_series, key=lambda each: (_distance(each.number, number), -each.pk))[:limit]
    if len(found) < limit and number:
        others = visible.filter(match_key__startswith=f"{number}.").exclude(pk__in=[each.pk for each in found])
        found += list(others[: limit - len(found)])
    return found


def _distance(one: str, other: str) -> int:
    if one.isdigit() and other.isdigit() and len(one) < 10 and len(other) < 10:
        return abs(int(one) - int(other))
    return 10**9
