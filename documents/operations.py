"""What can be done in the archive, in one place; each act has its own module."""

from documents.clearing import clear_for_publication, withdraw
from documents.filing import FieldOrigin, FiledFile, file_document
from documents.relating import confirm_relation, reject_relation, relate

__all__ = [
    "FieldOrigin",
    "FiledFile",
    "clear_for_publication",
    "confirm_relation",
    "file_document",
    "reject_relation",
    "relate",
    "withdraw",
]
