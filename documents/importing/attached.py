"""Files that a record names: taken from beside the import file, through the one door."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings

from documents.importing.recognisers import ReceivedFile
from documents.importing.record import RecordError
from documents.inspection import read_in_memory
from portal.files import operations
from portal.files.inspection import FileRefused


def read_files(names: Iterable[str], folder: Path) -> list[tuple[str, bytes]]:
    """Return name and bytes of each file. Raises RecordError for one that is missing, too large or outside."""
    root = folder.resolve()
    found = []
    for name in names:
        path = (root / name).resolve()
        if not path.is_relative_to(root):
            raise RecordError(f"tệp “{name}” nằm ngoài thư mục của tệp nhập")
        if not path.is_file():
            raise RecordError(f"không thấy tệp “{name}”")
        if path.stat().st_size > settings.STORED_FILE_MAX_BYTES:
            raise RecordError(f"tệp “{name}” quá lớn")
        found.append((path.name, path.read_bytes()))
    return found


def receive_files(files: Iterable[tuple[str, bytes]], actor: Any) -> list[ReceivedFile]:
    """Store the files and return them with what could be read in them. Call outside transactions.

    Raises RecordError where a file is refused; nothing of a refused file is stored.
    """
    received = []
    for name, content in files:
        try:
            stored = operations.receive(content, name, actor=actor)
        except FileRefused as refusal:
            raise RecordError(f"tệp “{name}” bị từ chối: {refusal.message}") from refusal
        received.append(ReceivedFile(stored, read_in_memory(content, name)))
    return received
