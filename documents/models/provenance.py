"""Where each value of a document comes from."""

from django.conf import settings
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class ProvenanceKind(models.TextChoices):
    """The kind of place in which a value was found."""

    PRINTED = "printed", "in trong chính văn bản"
    COPY_HEADER = "copy_header", "lấy từ khối sao, bản công bố không in"
    OTHER_DOCUMENT = "document", "lấy từ văn bản khác"
    CONVERTED = "converted", "chuyển từ phông chữ cũ"
    RECOGNISED = "ocr", "nhận dạng từ bản scan, đã có người đối chiếu"
    ENTERED = "entered", "do người nhập ghi, đã đối chiếu"
    SOURCE = "source", "theo nguồn cung cấp dữ liệu"


class Provenance(Orderable):
    """Provenance (*xuất xứ của giá trị*) of one field; belongs to the revision that holds the value."""

    document = ParentalKey("documents.OfficialDocument", on_delete=models.CASCADE, related_name="provenance")
    field = models.CharField("trường", max_length=40)
    kind = models.CharField("xuất xứ", max_length=12, choices=ProvenanceKind.choices)
    source_document = models.ForeignKey(
        "documents.OfficialDocument",
        verbose_name="văn bản nguồn",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source_file = models.ForeignKey(
        "files.StoredFile", verbose_name="tệp nguồn", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    source_name = models.CharField("nguồn", max_length=255, blank=True)
    page = models.PositiveIntegerField("trang", null=True, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField("nguyên văn", blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người nhập",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = "xuất xứ"
        verbose_name_plural = "xuất xứ"

    def __str__(self) -> str:
        return f"{self.field}: {self.get_kind_display()}"

    def clean(self) -> None:
        """Keep the quote letter for letter: a browser sends its lines with another ending."""
        super().clean()
        self.quote = self.quote.replace("\r\n", "\n")
