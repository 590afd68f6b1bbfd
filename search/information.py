"""How information pages are found: they belong to the room below, which knows nothing of search."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from portal.pages.links import render_body
from portal.pages.models import InformationPage
from portal.text.plain import html_to_text
from portal.text.vietnamese import normalise
from search.newness import stamped
from search.registry import FacetDeclaration
from search.types import IndexDocument

BATCH = 200


class InformationSource:
    """Makes information pages findable by their words."""

    kind = "information"
    entry = "trang"
    label = "Trang thông tin"
    model = InformationPage
    facets: tuple[FacetDeclaration, ...] = ()

    def visible(self, pks: Collection[int]) -> set[int]:
        """Return which of ``pks`` everybody may read now."""
        return set(InformationPage.objects.visible().filter(pk__in=pks).values_list("pk", flat=True))

    def everything(self) -> Iterator[InformationPage]:
        """Yield every visible page, a batch at a time."""
        yield from InformationPage.objects.visible().order_by("pk").iterator(chunk_size=BATCH)

    def objects(self, pks: Collection[int]) -> Iterable[InformationPage]:
        """Return the pages of ``pks`` in one query."""
        return list(InformationPage.objects.filter(pk__in=pks))

    def to_document(self, obj: InformationPage) -> IndexDocument:
        """Return what the engines are told of the page."""
        entry = IndexDocument(
            key=f"{self.kind}:{obj.pk}",
            kind=self.kind,
            title=normalise(obj.title),
            url=obj.get_url() or "",
            summary=normalise(obj.summary),
            body=html_to_text(str(render_body(obj.body))),
            until=obj.expire_at,
        )
        return stamped(entry, obj.first_published_at, obj.last_published_at)

    def facet_labels(self, facet: str, values: Collection[str]) -> Mapping[str, str]:
        """Return nothing: these pages have no facets."""
        return {}

    def find_exact(self, match_key: str) -> list[IndexDocument]:
        """Return nothing: these pages bear no number."""
        return []

    def nearest(self, match_key: str) -> list[IndexDocument]:
        """Return nothing: these pages bear no number."""
        return []
