"""Receiving request bodies: files stay in memory, up to the limit, until they have been inspected."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler


class BoundedMemoryUploadHandler(MemoryFileUploadHandler):
    """Keeps every upload in memory and refuses one that grows past the limit, whatever its header said."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Always take the file; the size is checked as it arrives."""
        self.activated = True
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep the chunk; raises ``RequestDataTooBig`` past the limit."""
        self._received += len(raw_data)
        if self._received > settings.STORED_FILE_MAX_BYTES:
            raise RequestDataTooBig("file larger than STORED_FILE_MAX_BYTES")
        return super().receive_data_chunk(raw_data, start)
