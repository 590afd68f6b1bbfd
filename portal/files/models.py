"""Stored files and images. Bytes come in by one door and leave by one view."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.urls import reverse
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from portal.files.metadata import strip_metadata
from portal.files.storage import StoredFileStorage


class StoredFile(models.Model):
    """Stored file (*tệp*): bytes known by their digest, kept exactly as they came.

    Made only by :func:`portal.files.operations.receive`.
    """

    sha256 = models.CharField("mã băm SHA-256", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("dung lượng (byte)")
    content_type = models.CharField("kiểu", max_length=100)
    original_name = models.CharField("tên tệp", max_length=255)
    content = models.FileField(storage=StoredFileStorage(), max_length=200, editable=False)
    received_at = models.DateTimeField("nhận lúc", auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người nhận", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="files_stored_file_not_empty")]

    def __str__(self) -> str:
        return self.original_name

    @property
    def url(self) -> str:
        """The guarded address of the file."""
        return reverse("stored-file", args=[self.pk, self.original_name])

    @property
    def extension(self) -> str:
        """The name's ending in capitals (``PDF``), or an empty text."""
        return self.original_name.rsplit(".", 1)[-1].upper() if "." in self.original_name else ""


class PortalImage(AbstractImage):
    """Image (*hình ảnh*) with what a reader who cannot see it needs, and whose it is."""

    alt_text = models.CharField(
        "mô tả cho người không nhìn thấy ảnh", max_length=255, blank=True, help_text="Ảnh cho thấy gì, trong một câu."
    )
    credit = models.CharField("tác giả ảnh", max_length=150, blank=True)
    source = models.CharField("nguồn ảnh", max_length=255, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "alt_text", "credit", "source")

    class Meta(AbstractImage.Meta):
        verbose_name = "hình ảnh"
        verbose_name_plural = "hình ảnh"
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        """What is read out instead of the picture."""
        return self.alt_text or self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new picture first loses what its camera wrote about place and person."""
        if self._state.adding and self.file:
            strip_metadata(self)
        super().save(*args, **kwargs)


class PortalRendition(AbstractRendition):
    """A size of an image that pages show (*bản thu nhỏ*)."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    @property
    def url(self) -> str:
        """The guarded address of this size."""
        return reverse("rendition", args=[self.pk, quote(self.file.name.rsplit("/", 1)[-1])])

    @property
    def full_url(self) -> str:
        """The guarded address with the site's own scheme and host."""
        return settings.WAGTAILADMIN_BASE_URL + self.url
