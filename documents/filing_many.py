"""Filing many documents at once, for imports: what filing each would store, in a statement or two a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import ReferenceIndex

from documents import effects, filing, link_queue
from documents.filing import FieldOrigin
from documents.models import DocumentCopy, OfficialDocument
from documents.refusals import ArchiveRefusal
from portal.audit.record import record_many
from portal.editorial import bulk
from portal.editorial.bulk import Version
from portal.rows import writing as rows
from search import outbox

_CHILDREN = ("provenance", "copies")
_POINTERS = [field.name for field in OfficialDocument._meta.fields if field.remote_field is not None]


@dataclass(frozen=True, slots=True)
class Filing:
    """What one document is made of: as in :func:`documents.filing.file_document`, without files."""

    values: Mapping[str, Any]
    text: str = ""
    body_nodes: Iterable[Any] = ()
    origins: Iterable[FieldOrigin] = ()
    copies: Iterable[Mapping[str, Any]] = ()


def checked(given: Filing, by: Any) -> OfficialDocument:
    """Return the unsaved draft. Raises :class:`ArchiveRefusal` where a value cannot be.

    The rows that it points to and the rules of the table are checked by the table itself.
    """
    document = filing.unsaved(
        values=given.values,
        by=by,
        text=given.text,
        body_nodes=given.body_nodes,
        origins=given.origins,
        copies=given.copies,
    )
    try:
        document.full_clean(exclude=_POINTERS, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        raise ArchiveRefusal("Có giá trị cần sửa trước khi lập hồ sơ.", fields=filing.messages(error)) from error
    return document


@transaction.atomic
def file_documents(documents: Sequence[OfficialDocument], *, by: Any) -> list[Version]:
    """Store checked drafts with their child rows, first revisions, audit, references and index entries to be.

    Raises IntegrityError where the table refuses one of them: then none is stored.
    """
    for document in documents:
        document.live, document.live_revision, document.has_unpublished_changes = False, None, False
        effects.set_of_new(document)
    rows.insert(documents)
    for name in _CHILDREN:
        _store_children(documents, name)
    versions = bulk.first_revisions(documents, user=by)
    record_many("documents.file", actor=by, entries=[(document, {"files": []}) for document in documents])
    _refer(documents)
    pks = [document.pk for document in documents]
    outbox.enqueue_many("document", pks)
    link_queue.put(pks)
    return versions


def _store_children(documents: Sequence[OfficialDocument], name: str) -> None:
    found = []
    for document in documents:
        for place, row in enumerate(getattr(document, name).all(), start=1):
            row.document_id = document.pk
            if isinstance(row, DocumentCopy):
                row.derive(place)
            found.append(row)
    rows.insert(found)


def _refer(documents: Sequence[OfficialDocument]) -> None:
    content_type = ContentType.objects.get_for_model(OfficialDocument)
    found = [
        (str(document.pk), *reference)
        for document in documents
        for reference in set(ReferenceIndex._extract_references_from_object(document))
    ]
    if not found:
        return
    object_ids, to_types, to_objects, model_paths, content_paths = zip(*found, strict=True)
    rows.insert_alike(
        ReferenceIndex(content_type=content_type, base_content_type=content_type),
        {
            "object_id": object_ids,
            "to_content_type_id": to_types,
            "to_object_id": to_objects,
            "model_path": model_paths,
            "content_path": content_paths,
            "content_path_hash": list(map(ReferenceIndex._get_content_path_hash, content_paths)),
        },
        ignore_conflicts=True,
    )
