"""The fixed set of picture sizes: made once when a picture is stored, only read by pages."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django_tasks import task
from wagtail.images.models import Filter

from portal.files.models import PortalImage

# WebP and a middle size as wide as the column keep a first view with a picture within its hundred kilobytes.
_FORMAT = "|format-webp"
SIZES: dict[str, tuple[str, ...]] = {
    "lead": ("width-480" + _FORMAT, "width-768" + _FORMAT, "width-1440" + _FORMAT),
    "card": ("fill-320x240" + _FORMAT, "fill-640x480" + _FORMAT),
    "portrait": ("fill-320x400" + _FORMAT, "fill-640x800" + _FORMAT),
    "thumb": ("fill-160x160" + _FORMAT,),
}
"""Rendition filters by use, smallest first."""


def filters() -> list[str]:
    """Return every rendition filter that a stored picture gets."""
    return [spec for specs in SIZES.values() for spec in specs]


def make_all(image: Any) -> None:
    """Make the missing sizes of ``image``."""
    ready = set(image.renditions.values_list("filter_spec", flat=True))
    for size in (Filter(spec=spec) for spec in filters() if spec not in ready):
        # Not through get_rendition(): that trusts a cache of its own and leaves the working file open.
        with image.generate_rendition_file(size) as file:
            image.renditions.get_or_create(
                filter_spec=size.spec, focal_point_key=size.get_cache_key(image), defaults={"file": file}
            )


@task(backend="queued")
def make_renditions(image_id: int) -> None:
    """Make the sizes of one picture; a picture deleted meanwhile is no error."""
    image = PortalImage.objects.filter(pk=image_id).first()
    if image is not None:
        make_all(image)


def connect() -> None:
    """Have sizes made whenever a picture is stored."""
    post_save.connect(_image_stored, sender=PortalImage, dispatch_uid="files.renditions")


def _image_stored(sender: type, instance: Any, created: bool, **kwargs: Any) -> None:
    if created and not kwargs.get("raw"):
        transaction.on_commit(lambda: make_renditions.enqueue(instance.pk))
