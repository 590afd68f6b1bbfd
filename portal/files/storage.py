"""Storages that never tell a direct address: every byte leaves through a view that checks first."""

from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


class NoDirectAddress(ValueError):
    """Somebody asked a closed storage for an address of its own."""


class _Closed(FileSystemStorage):
    def url(self, name: str | None) -> str:
        """Raise: files are served by id, after a check."""
        raise NoDirectAddress("files are served by id, after a visibility check")


@deconstructible
class ClosedMediaStorage(_Closed):
    """Where Wagtail keeps images. ``/media/`` is not mounted."""

    def __init__(self, **options: Any) -> None:
        super().__init__(location=options.pop("location", settings.MEDIA_ROOT), **options)


@deconstructible
class StoredFileStorage(_Closed):
    """Where received files lie, by digest, outside ``MEDIA_ROOT``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(location=options.pop("location", settings.STORED_FILES_ROOT), **options)
