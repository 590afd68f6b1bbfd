"""The code tables that a new installation starts with."""

from typing import Any

from django.db import transaction

from documents.document_types import FIELDS_OF_WORK, PARTY, STATE, TERMS
from documents.models import Branch, DocumentType, FieldOfWork, Term


def load_code_tables() -> None:
    """Create the types and terms that are missing; rows that people changed stay as they are."""
    with transaction.atomic():
        for branch, rows in ((Branch.PARTY, PARTY), (Branch.STATE, STATE)):
            known = set(DocumentType.objects.filter(branch=branch).values_list("name", flat=True))
            for code, name in rows:
                if name not in known:
                    DocumentType.objects.create(branch=branch, code=code, name=name)
        known_fields = set(FieldOfWork.objects.values_list("name", flat=True))
        for order, name in enumerate(FIELDS_OF_WORK, 1):
            if name not in known_fields:
                FieldOfWork.objects.create(name=name, sort_order=order * 10)
        known_terms = set(Term.objects.values_list("kind", "code"))
        for kind, code, name, starts_on, ends_on in TERMS:
            if (kind, code) not in known_terms:
                Term.objects.create(kind=kind, code=code, name=name, starts_on=starts_on, ends_on=ends_on)


def run(user: Any) -> None:
    """Set the archive up; ``user`` is whom set-up acts as."""
    load_code_tables()
