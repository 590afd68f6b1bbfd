"""Whose rows the index entries of documents show: when one of them changes, its documents are looked at again."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model

from documents.models import DocumentType, FieldOfWork, FileReading, HeldFile, OfficialDocument
from portal.organisations.models import Organisation, OrganisationName
from search.followers import Follower, itself, register


def _file_of(row: FileReading | HeldFile) -> int:
    return int(row.stored_file_id)


FILE_READ: Mapping[type[Model], Callable[[Any], int]] = {FileReading: _file_of, HeldFile: _file_of}
"""What was read in a file is found in what carries the file, and no longer once the file is held back."""


def connect() -> None:
    """Tie documents to their type, their field of work, and the names of who issued them."""
    register(Follower("document-type", "document", {DocumentType: itself}, _documents("type_id")))
    register(Follower("document-field", "document", {FieldOfWork: itself}, _documents("field_of_work_id")))
    register(Follower("document-file", "document", FILE_READ, _documents("attachments__stored_file_id")))
    told_by: Mapping[type[Model], Callable[[Any], int]] = {
        Organisation: itself,
        OrganisationName: lambda name: int(name.organisation_id),
    }
    register(Follower("document-issuer", "document", told_by, _documents("issuer_id")))


def _documents(field: str) -> Callable[[int, int, int], list[int]]:
    def after(row: int, pk: int, limit: int) -> list[int]:
        found = OfficialDocument.objects.filter(**{field: row}, pk__gt=pk, live=True).order_by("pk")
        return list(found.values_list("pk", flat=True).distinct()[:limit])

    return after
