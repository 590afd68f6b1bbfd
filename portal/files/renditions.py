"""The fixed set of picture sizes: made once when a picture is stored, only read by pages."""

import io
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.signals import post_save
from django_tasks import task
from PIL import Image, ImageOps

SIZES: dict[str, tuple[str, ...]] = {
    "lead": ("width-480", "width-960", "width-1440"),
    "card": ("fill-320x240", "fill-640x480"),
    "portrait": ("fill-320x400", "fill-640x800"),
    "thumb": ("fill-160x160",),
}
"""Rendition filters by use, smallest first."""


def filters() -> list[str]:
    """Return every rendition filter that a stored picture gets."""
    return [spec for specs in SIZES.values() for spec in specs]


def make_all(image: Any) -> None:
    """Make the missing sizes of ``image``."""
    ready = set(image.renditions.values_list("filter_spec", flat=True))
    for spec in filters():
        if spec not in ready:
            image.get_rendition(spec)


@task(backend="queued")
def make_renditions(image_id: int) -> None:
    """Make the sizes of one picture; a picture deleted meanwhile is no error."""
    from portal.files.models import PortalImage

    image = PortalImage.objects.filter(pk=image_id).first()
    if image is not None:
        make_all(image)


def connect() -> None:
    """Have sizes made whenever a picture is stored."""
    from portal.files.models import PortalImage

    post_save.connect(_image_stored, sender=PortalImage, dispatch_uid="files.renditions")


def _image_stored(sender: type, instance: Any, created: bool, **kwargs: Any) -> None:
    if created and not kwargs.get("raw"):
        transaction.on_commit(lambda: make_renditions.enqueue(instance.pk))


def strip_metadata(image: Any) -> None:
    """Write the picture's pixels again without what the camera recorded, upright as it was meant."""
    image.file.seek(0)
    try:
        with Image.open(image.file) as picture:
            kind = picture.format
            if kind not in {"JPEG", "PNG", "WEBP"} or not (picture.getexif() or picture.info.get("exif")):
                return
            upright = ImageOps.exif_transpose(picture)
            upright.info.pop("exif", None)
            buffer = io.BytesIO()
            quality = {"quality": 92} if kind in {"JPEG", "WEBP"} else {}
            upright.save(buffer, format=kind, **quality)
    finally:
        image.file.seek(0)
    image.file.save(image.file.name.rsplit("/", 1)[-1], ContentFile(buffer.getvalue()), save=False)
    image.width, image.height = upright.size
    image.file_size = len(buffer.getvalue())
