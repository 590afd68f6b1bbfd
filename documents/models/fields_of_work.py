"""Fields of work: a short list that editors keep, by which readers narrow the archive."""

from django.core.exceptions import ValidationError
from django.db import models

from portal.text.vietnamese import slug


class FieldOfWork(models.Model):
    """Field of work (*lĩnh vực*) that a document is about: one a document, the one a reader would look under."""

    name = models.CharField("tên lĩnh vực", max_length=80, unique=True)
    facet = models.SlugField("mã lọc", max_length=90, editable=False, unique=True)
    sort_order = models.PositiveIntegerField("thứ tự", default=100)

    class Meta:
        verbose_name = "lĩnh vực"
        verbose_name_plural = "lĩnh vực"
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Store the row; the code in addresses is made once, so that renaming a field breaks no shared search."""
        self.facet = self.facet or slug(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed on as received

    def clean(self) -> None:
        """Refuse a name that would have the code of another field in addresses."""
        same = FieldOfWork.objects.filter(facet=self.facet or slug(self.name)).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError({"name": "Đã có lĩnh vực mang tên gần như thế này."})
