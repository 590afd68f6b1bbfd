"""Certified copies: acts of their own with their own number, date, signer and purpose."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from documents import numbering
from documents.models.plausible import plausible
from documents.models.values import DatePrecision

OLDER = "Ngày sao đứng trước ngày ban hành văn bản ({issued_on:%d/%m/%Y}). Có thể hai ngày bị đảo cho nhau."
"""What is said of a copy that bears an earlier day than its original."""


class CopyKind(models.TextChoices):
    """How the copy was made."""

    TRUE_COPY = "SY", "Sao y"
    REISSUE = "SL", "Sao lục"
    EXTRACT = "TrS", "Trích sao"


class DocumentCopy(Orderable):
    """Certified copy (*sao y, sao lục, trích sao*). Its number and date are never those of the document."""

    document = ParentalKey("documents.OfficialDocument", on_delete=models.CASCADE, related_name="copies")
    ordinal = models.PositiveIntegerField("thứ tự trong địa chỉ", default=0, editable=False)
    kind = models.CharField("hình thức sao", max_length=4, choices=CopyKind.choices, default=CopyKind.REISSUE)
    symbol = models.CharField("số, ký hiệu bản sao", max_length=120, blank=True)
    match_key = models.CharField(max_length=160, blank=True, editable=False, db_index=True)
    issuer = models.ForeignKey(
        "organisations.Organisation",
        verbose_name="cơ quan sao",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    issuer_text = models.CharField("tên cơ quan sao như in", max_length=255, blank=True)
    place = models.CharField("nơi sao", max_length=120, blank=True)
    issued_on = models.DateField("ngày sao", null=True, blank=True)
    issued_precision = models.CharField(
        "mức chính xác", max_length=8, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    authority = models.CharField("thẩm quyền", max_length=120, blank=True)
    signer_capacity = models.CharField("chức vụ người ký", max_length=160, blank=True)
    signer_name = models.CharField("người ký bản sao", max_length=120, blank=True)
    purpose = models.CharField("mục đích sao", max_length=500, blank=True)
    recipients = models.TextField("nơi nhận", blank=True)
    quote = models.TextField("nguyên văn khối sao", blank=True)
    start = models.PositiveIntegerField(null=True, blank=True, editable=False)
    end = models.PositiveIntegerField(null=True, blank=True, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = "bản sao"
        verbose_name_plural = "bản sao"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.symbol}".strip()

    def clean(self) -> None:
        """Refuse a day that cannot be."""
        super().clean()
        if problem := plausible(self.issued_on):
            raise ValidationError({"issued_on": problem})

    def is_older_than(self, original: Any) -> bool:
        """Say whether the copy bears an earlier day than ``original``; days known to a month prove nothing."""
        exact = self.issued_precision == original.issued_precision == DatePrecision.DAY
        return bool(exact and self.issued_on and original.issued_on and self.issued_on < original.issued_on)

    @property
    def issuer_name(self) -> str:
        """The name of the body that made the copy, as printed where that is known."""
        return self.issuer_text or (str(self.issuer) if self.issuer else "")

    def get_absolute_url(self) -> str:
        """Return the path of the copy's public page, below its document's."""
        return reverse("document-copy", args=[self.document_id, self.ordinal])

    def save(self, *args: object, **kwargs: object) -> None:
        """Store the copy with its match key and the ordinal of its address, which never changes."""
        place = self.ordinal
        if not place:
            taken = DocumentCopy.objects.filter(document_id=self.document_id).aggregate(n=models.Max("ordinal"))["n"]
            place = (taken or 0) + 1
        self.derive(place)
        super().save(*args, **kwargs)

    def derive(self, ordinal: int) -> None:
        """Set the match key, and the ordinal of its address."""
        self.match_key, self.ordinal = numbering.match_key(self.symbol) if self.symbol else "", ordinal
