"""How documents are found: the archive's index source."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from documents import facets, numbers
from documents.body import without_frame
from documents.citation_words import date_words
from documents.file_passages import passages_in_files
from documents.models import OfficialDocument, SourceRecord, TextOrigin
from documents.place_words import places
from documents.query_numbers import keys_of_copy, keys_of_document
from portal.organisations.models import Organisation, OrganisationName
from portal.organisations.register import name_on, predecessors
from search.newness import stamped
from search.registry import Widening
from search.types import IndexDocument, Passage

_BATCH = 100
_PASSAGE = 1_200
# Text that a machine made is named as such wherever words of it are shown.
_MADE_BY_MACHINE = frozenset({TextOrigin.RECOGNISED, TextOrigin.CONVERTED})


class DocumentSource:
    """Public documents, found by number, words, type, issuer, year and effect."""

    kind = "document"
    entry = "van-ban"
    label = "Văn bản"
    model = OfficialDocument
    facets = facets.FACETS

    def visible(self, pks: Collection[int]) -> set[int]:
        """Return which of ``pks`` may be found now: live is public, there is no other audience."""
        return set(OfficialDocument.objects.visible().filter(pk__in=pks).values_list("pk", flat=True))

    def everything(self) -> Iterator[OfficialDocument]:
        """Yield every public document in batches of constant size."""
        last = 0
        while True:
            pks = list(
                OfficialDocument.objects.visible()
                .filter(pk__gt=last)
                .order_by("pk")
                .values_list("pk", flat=True)[:_BATCH]
            )
            if not pks:
                return
            yield from self.objects(pks)
            last = pks[-1]

    def objects(self, pks: Collection[int]) -> Iterable[OfficialDocument]:
        """Return the documents with all that an index entry needs, in nine queries."""
        found = list(_loaded(OfficialDocument.objects.filter(pk__in=pks)))
        content_type = ContentType.objects.get_for_model(OfficialDocument)
        records = SourceRecord.objects.filter(content_type=content_type, object_id__in=[each.pk for each in found])
        by_id = {record.object_id: record for record in records.order_by("-pk")}
        for each in found:
            each.source_record = by_id.get(each.pk)
        return found

    def to_document(self, obj: OfficialDocument) -> IndexDocument:
        """Return the index entry of a document."""
        record: SourceRecord | None = getattr(obj, "source_record", None)
        narrowed = facets.values_of(obj)
        identifiers = [*keys_of_document(obj), *(key for copy in obj.copies.all() for key in keys_of_copy(copy))]
        entry = IndexDocument(
            key=f"document:{obj.pk}",
            kind=self.kind,
            # What the source gives; the trích yếu derived from it is found too, and shown where no passage is hit.
            title=obj.title or obj.subject or str(obj),
            summary=obj.subject if obj.title else "",
            url=obj.get_absolute_url(),
            number=obj.symbol,
            body=obj.body_text,
            parent_title=obj.parent_title,
            identifiers=tuple(dict.fromkeys(identifiers)),
            facets={facet: (value,) for facet, (value, _) in narrowed.items()},
            labels={facet: {value: label} for facet, (value, label) in narrowed.items()},
            date=obj.issued_on,
            passages=(*_passages(obj), *passages_in_files(obj)),
            shown=_shown(obj),
            until=obj.expire_at,
            source=record.source if record else "portal",
            source_key=record.key if record else f"document:{obj.pk}",
        )
        return stamped(entry, obj.first_published_at, obj.last_published_at)

    def facet_labels(self, facet: str, values: Collection[str]) -> Mapping[str, str]:
        """Return the label of each value of a facet; an unknown value is left out."""
        return facets.labels_of(facet, values)

    def find_exact(self, match_key: str) -> list[IndexDocument]:
        """Return what is public under this number, from the database."""
        pks = list(dict.fromkeys(each.document.pk for each in numbers.bearing(match_key)))[:20]
        return [self.to_document(each) for each in self.objects(pks)]

    def nearest(self, match_key: str) -> list[IndexDocument]:
        """Return up to five public documents whose number is nearest to this key."""
        return [self.to_document(each) for each in self.objects([each.pk for each in numbers.nearest(match_key)])]


def _bodies_before(keys: Collection[str]) -> dict[str, str]:
    """Return key and last name of every body whose work came to one of ``keys``, nearest first."""
    chosen = Organisation.objects.filter(key__in=keys)
    before = [body for each in chosen for body in predecessors(each)]
    return {body.key: body.latest_name for body in before if body.key not in keys}


PREDECESSORS = Widening(
    facet="co-quan",
    parameter="tien-than",
    label="Gồm cả cơ quan tiền thân",
    note="Số bên mỗi cơ quan là số văn bản do chính cơ quan đó ban hành.",
    more=_bodies_before,
)


def _loaded(documents: QuerySet[OfficialDocument]) -> QuerySet[OfficialDocument]:
    # An issuer is loaded once for all its documents and not joined to each: half of the time went into its names.
    return documents.select_related("type", "field_of_work").prefetch_related(
        "issuer__names", "copies", "attachments__stored_file__reading"
    )


def issuer_name(obj: OfficialDocument) -> str:
    """Return the name that the issuing body had when it issued the document; ``issuer__names`` spares queries."""
    if obj.issuer is None:
        return obj.issuer_text
    try:
        return name_on(obj.issuer, obj.issued_on).name
    except OrganisationName.DoesNotExist:
        return str(obj.issuer)


def _shown(obj: OfficialDocument) -> dict[str, str]:
    shown = {
        "type": obj.type.name if obj.type else "",
        "issuer": issuer_name(obj),
        "date": date_words(obj),
        "precision": str(obj.get_issued_precision_display()) if date_words(obj) else "",
        "status": obj.effect,
        "status_label": str(obj.get_effect_display()),
        "no_number": "" if obj.symbol else "chưa có số",
        "text_origin": str(obj.get_text_origin_display()) if obj.text_origin in _MADE_BY_MACHINE else "",
    }
    return {name: value for name, value in shown.items() if value}


def _passages(obj: OfficialDocument) -> tuple[Passage, ...]:
    nodes = obj.nodes
    if not nodes:
        return tuple(Passage(piece) for piece in _pieces(obj.body_text))
    # The letterhead and the signature are found as fields; as passages they would say nothing to a reader.
    lead, end_of_words = without_frame(obj.body_text, nodes, obj.type.name if obj.type else "")
    names = places(nodes)
    found = [Passage(piece) for piece in _pieces(lead)]
    for at, node in enumerate(nodes):
        end = nodes[at + 1].start if at + 1 < len(nodes) else max(end_of_words, node.start)
        # The place says the number already; an article keeps it, for people ask for "Điều 5".
        start = node.start if " " in node.label else node.start + len(node.label)
        text = obj.body_text[start:end] if start == node.start else obj.body_text[start:end].lstrip(" .)/-–")
        found += [Passage(piece, names[node.anchor], node.anchor) for piece in _pieces(text)]
    return tuple(found)


def _pieces(text: str) -> list[str]:
    """Cut a long part at line ends, so that a passage stays readable."""
    pieces: list[str] = []
    current = ""
    for line in text.splitlines():
        if current and len(current) + len(line) > _PASSAGE:
            pieces.append(current)
            current = ""
        current = f"{current} {line.strip()}".strip()
    return [piece for piece in [*pieces, current] if piece]
