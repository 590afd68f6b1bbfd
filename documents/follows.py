"""Whose rows the index entries of documents show: when one of them changes, its documents are looked at again."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model

from documents.models import DocumentType, OfficialDocument
from portal.organisations.models import Organisation, OrganisationName
from search.followers import Follower, itself, register


def connect() -> None:
    """Tie documents to their type, and to the names of who issued them."""
    register(Follower("document-type", "document", {DocumentType: itself}, _documents("type_id")))
    told_by: Mapping[type[Model], Callable[[Any], int]] = {
        Organisation: itself,
        OrganisationName: lambda name: int(name.organisation_id),
    }
    register(Follower("document-issuer", "document", told_by, _documents("issuer_id")))


def _documents(field: str) -> Callable[[int, int, int], list[int]]:
    def after(row: int, pk: int, limit: int) -> list[int]:
        found = OfficialDocument.objects.filter(**{field: row}, pk__gt=pk, live=True).order_by("pk")
        return list(found.values_list("pk", flat=True)[:limit])

    return after
