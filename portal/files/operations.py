"""Taking files in."""

import hashlib
import unicodedata
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from portal.audit.record import record
from portal.files import inspection, kinds
from portal.files.inspection import FileRefused, IncomingFile
from portal.files.models import StoredFile


def receive(content: bytes, name: str, *, actor: Any) -> StoredFile:
    """Store ``content`` after every inspector has let it pass; return the row that stands for it.

    The same bytes are stored once: a second call returns the first row.
    Raises :class:`FileRefused` before anything is written, where a file is not to be taken.
    """
    if len(content) > settings.STORED_FILE_MAX_BYTES:
        limit = settings.STORED_FILE_MAX_BYTES // (1024 * 1024)
        raise FileRefused("too-large", f"Tệp lớn hơn {limit} MB nên không được nhận.")
    name = safe_name(name)
    content_type = kinds.content_type_of(content, name)
    inspection.inspect(IncomingFile(content=content, name=name, content_type=content_type, actor=actor))
    digest = hashlib.sha256(content).hexdigest()
    known = StoredFile.objects.filter(sha256=digest).first()
    if known is not None:
        return known
    path = f"{digest[:2]}/{digest}"
    file = StoredFile(
        sha256=digest, size=len(content), content_type=content_type, original_name=name, received_by=_person(actor)
    )
    # Bytes first, row second: a crash between them leaves an unused file, never a row without its bytes.
    storage = file.content.storage
    file.content.name = path if storage.exists(path) else storage.save(path, ContentFile(content))
    with transaction.atomic():
        stored, made = StoredFile.objects.get_or_create(
            sha256=digest,
            defaults={
                "size": file.size,
                "content_type": content_type,
                "original_name": name,
                "content": file.content.name,
                "received_by": file.received_by,
            },
        )
        if made:
            record("files.receive", actor=actor, obj=stored, data={"sha256": digest, "size": len(content)})
    return stored


def safe_name(name: str) -> str:
    """Return ``name`` in NFC without folders, controls or direction marks, at most 200 characters."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C").strip(" .")
    if len(name) > 200:
        stem, _, extension = name.rpartition(".")
        name = f"{stem[: 199 - len(extension)]}.{extension}" if stem and len(extension) < 10 else name[:200]
    return name or "tep"


def _person(actor: Any) -> Any:
    return actor if actor is not None and getattr(actor, "pk", None) else None
