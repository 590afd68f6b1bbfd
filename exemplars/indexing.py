"""How exemplars are found."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.utils import timezone

from exemplars.models import ExemplarField, ExemplarKind, ExemplarPage
from exemplars.text import passages
from portal.organisations.models import Organisation
from portal.text.vietnamese import normalise
from search.newness import stamped
from search.registry import FacetDeclaration
from search.types import IndexDocument, Passage

BATCH = 200


class ExemplarSource:
    """Makes exemplars findable by name, deed, kind, field, place and year."""

    kind = "exemplar"
    entry = "guong"
    label = "Gương điển hình"
    model = ExemplarPage
    facets: tuple[FacetDeclaration, ...] = (
        FacetDeclaration("doi-tuong", "Đối tượng", 50),
        FacetDeclaration("linh-vuc", "Lĩnh vực", 60),
        FacetDeclaration("dia-ban", "Địa bàn", 70),
        FacetDeclaration("nam", "Năm", 30),
    )

    def visible(self, pks: Collection[int]) -> set[int]:
        """Return which of ``pks`` everybody may read now."""
        return set(ExemplarPage.objects.visible().filter(pk__in=pks).values_list("pk", flat=True))

    def everything(self) -> Iterator[ExemplarPage]:
        """Yield every visible exemplar, a batch at a time."""
        ids = list(ExemplarPage.objects.visible().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            yield from self.objects(ids[start : start + BATCH])

    def objects(self, pks: Collection[int]) -> Iterable[ExemplarPage]:
        """Return the exemplars of ``pks`` with all that an index entry needs, in four queries."""
        found = ExemplarPage.objects.filter(pk__in=pks).select_related("place")
        return list(found.prefetch_related("results", "steps", "awards"))

    def to_document(self, obj: ExemplarPage) -> IndexDocument:
        """Return what the engines are told of the exemplar."""
        position = ", ".join(part for part in (obj.position, obj.unit_text) if part)
        parts = (*passages(obj), Passage(normalise(position))) if position else passages(obj)
        day = timezone.localdate(obj.first_published_at) if obj.first_published_at else obj.confirmed_on
        facets = {"doi-tuong": (obj.kind,), "linh-vuc": (obj.field,), "nam": (str(obj.year),)}
        labels = {
            "doi-tuong": {obj.kind: str(obj.get_kind_display())},
            "linh-vuc": {obj.field: str(obj.get_field_display())},
            "nam": {str(obj.year): str(obj.year)},
        }
        if obj.place is not None:
            facets["dia-ban"] = (obj.place.key,)
            labels["dia-ban"] = {obj.place.key: obj.place.latest_name}
        entry = IndexDocument(
            key=f"{self.kind}:{obj.pk}",
            kind=self.kind,
            title=normalise(obj.title),
            url=obj.get_url() or "",
            summary=normalise(obj.summary),
            body="\n".join(passage.text for passage in parts),
            facets=facets,
            labels=labels,
            date=day,
            passages=parts,
            until=obj.expire_at,
            shown={
                "type": str(obj.get_kind_display()),
                "section": self.label,
                "author": position,
                "period": f"năm {obj.year}",
            },
        )
        return stamped(entry, obj.first_published_at, obj.last_published_at)

    def facet_labels(self, facet: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the labels of a facet's values; an unknown value is left out."""
        if facet == "dia-ban":
            return dict(Organisation.objects.filter(key__in=values).values_list("key", "latest_name"))
        known = {"doi-tuong": dict(ExemplarKind.choices), "linh-vuc": dict(ExemplarField.choices)}.get(facet)
        if known is None:
            return {value: value for value in values if value.isdigit()}
        return {value: str(known[value]) for value in values if value in known}

    def find_exact(self, match_key: str) -> list[IndexDocument]:
        """Return nothing: exemplars bear no number."""
        return []

    def nearest(self, match_key: str) -> list[IndexDocument]:
        """Return nothing: exemplars bear no number."""
        return []
