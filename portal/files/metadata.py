"""What a camera writes into a picture about place and person, taken out before it is stored."""

import io
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageOps


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
