"""Filing a document: one transaction from corrected fields to a draft with its provenance and files."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from documents import layout_nodes, nodes
from documents.models import ORIGINAL_KINDS, Attachment, DocumentCopy, OfficialDocument, Provenance
from documents.refusals import AlreadyFiled, ArchiveRefusal
from portal.audit.record import record
from portal.text.vietnamese import normalise

_IN_FILE = frozenset({"printed", "copy_header", "converted", "ocr"})


@dataclass(frozen=True, slots=True)
class FieldOrigin:
    """Where a value was read or who gave it; offsets count code points of the filed text."""

    field: str
    kind: str
    page: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""
    source_name: str = ""
    source_document_id: int | None = None


_ORIGIN = tuple(each.name for each in fields(FieldOrigin))


@dataclass(frozen=True, slots=True)
class FiledFile:
    """A stored file that becomes an attachment."""

    stored_file_id: int
    kind: str = "signed"
    label: str = ""
    pages: int | None = None
    text_state: str = "not_read"


def file_document(
    *,
    values: Mapping[str, Any],
    by: Any,
    text: str = "",
    body_nodes: Iterable[Any] | None = None,
    origins: Iterable[FieldOrigin] = (),
    files: Iterable[FiledFile] = (),
    copies: Iterable[Mapping[str, Any]] = (),
) -> OfficialDocument:
    """Store a draft document with text, provenance, files and copies, and its first revision.

    ``values`` are fields of :class:`OfficialDocument`; ``body_nodes`` is read from ``text`` where absent.
    Raises :class:`AlreadyFiled` where the same bytes are the original of another document, and
    :class:`ArchiveRefusal` with messages by field where a value cannot be.
    """
    files = list(files)
    refuse_known_originals(files)
    document = unsaved(
        values=values, by=by, text=text, body_nodes=body_nodes, origins=origins, files=files, copies=copies
    )
    try:
        with transaction.atomic():
            # Rules that the table keeps are asked of it once, by the insert; only a refusal is put into words.
            document.full_clean(validate_constraints=False)
            document.save()
            document.save_revision(user=by, log_action="wagtail.create", clean=False)
            record("documents.file", actor=by, obj=document, data={"files": [file.stored_file_id for file in files]})
    except ValidationError as error:
        raise ArchiveRefusal("Có giá trị cần sửa trước khi lập hồ sơ.", fields=messages(error)) from error
    except IntegrityError as error:
        refuse_known_originals(files)
        _refuse_broken_rules(document)
        raise ArchiveRefusal("Cơ sở dữ liệu từ chối hồ sơ này vì trùng với hồ sơ đã có.") from error
    return document


def unsaved(
    *,
    values: Mapping[str, Any],
    by: Any,
    text: str = "",
    body_nodes: Iterable[Any] | None = None,
    origins: Iterable[FieldOrigin] = (),
    files: Iterable[FiledFile] = (),
    copies: Iterable[Mapping[str, Any]] = (),
) -> OfficialDocument:
    """Return the draft that :func:`file_document` stores, with its child rows, neither checked nor stored."""
    files = list(files)
    body = normalise(text)
    document = OfficialDocument(**dict(values), body_text=body, live=False)
    found = layout_nodes.nodes(body) if body_nodes is None else body_nodes
    document.body_nodes = nodes.stored(found)
    document.provenance.set([_provenance(origin, files, by) for origin in origins])
    document.attachments.set([Attachment(**asdict(file)) for file in files])
    document.copies.set([DocumentCopy(**dict(copy)) for copy in copies])
    return document


def refuse_known_originals(files: Iterable[FiledFile], *, besides: int | None = None) -> None:
    """Raise :class:`AlreadyFiled` if one of ``files`` is the original of a document other than ``besides``."""
    ids = [file.stored_file_id for file in files if file.kind in ORIGINAL_KINDS]
    known = Attachment.objects.filter(stored_file_id__in=ids, kind__in=ORIGINAL_KINDS).exclude(document_id=besides)
    first = known.select_related("document").first()
    if first is not None:
        raise AlreadyFiled(
            f"Tệp này (cùng từng byte) đã là bản chính của văn bản “{first.document}”. Hãy mở văn bản đó để bổ sung, "
            "không lập hồ sơ thứ hai.",
            url=reverse("wagtailsnippets_documents_officialdocument:edit", args=[first.document_id]),
        )


def _refuse_broken_rules(document: OfficialDocument) -> None:
    try:
        document.validate_constraints()
    except ValidationError as error:
        raise ArchiveRefusal("Có giá trị cần sửa trước khi lập hồ sơ.", fields=messages(error)) from error


def _provenance(origin: FieldOrigin, files: list[FiledFile], by: Any) -> Provenance:
    return Provenance(
        **{name: getattr(origin, name) for name in _ORIGIN},
        source_file_id=files[0].stored_file_id if files and origin.kind in _IN_FILE else None,
        entered_by=by if origin.kind == "entered" and getattr(by, "pk", None) else None,
    )


def messages(error: ValidationError) -> dict[str, str]:
    """Return what ``error`` says, by field."""
    if hasattr(error, "error_dict"):
        return {name: " ".join(messages) for name, messages in error.message_dict.items()}
    return {"__all__": " ".join(error.messages)}
