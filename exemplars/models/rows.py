"""What an exemplar's page lists: results, steps to follow, documents that it illustrates, stages of an initiative."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from documents.models import OfficialDocument
from exemplars.models.references import DecisionReference
from exemplars.stages import Stage


class ExemplarResult(Orderable):
    """Result (*kết quả đo được*): a figure, what it counts, and who vouches for it."""

    page = ParentalKey("exemplars.ExemplarPage", on_delete=models.CASCADE, related_name="results")
    label = models.CharField("đo điều gì", max_length=80, help_text="Ví dụ: Hộ hiến đất.")
    value = models.CharField("con số", max_length=40, help_text="Ví dụ: 62 hoặc 4.300 m².")
    note = models.CharField("nói thêm", max_length=120, blank=True, help_text="Ví dụ: / 62 hộ trong diện mở đường.")
    source = models.CharField("nguồn số liệu", max_length=200)

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("label"), FieldPanel("value"), FieldPanel("note")]),
        FieldPanel("source"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "kết quả"
        verbose_name_plural = "kết quả"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(source=""),
                name="exemplars_result_has_source",
                violation_error_message="Mỗi kết quả cần nguồn số liệu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.value}"


class ReplicationStep(Orderable):
    """Step (*cách làm có thể nhân rộng*) that others can follow."""

    page = ParentalKey("exemplars.ExemplarPage", on_delete=models.CASCADE, related_name="steps")
    lead = models.CharField("việc", max_length=120)
    text = models.CharField("làm thế nào", max_length=400, blank=True)

    panels: ClassVar = [FieldPanel("lead"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = "bước"
        verbose_name_plural = "cách làm có thể nhân rộng"

    def __str__(self) -> str:
        return self.lead


class Illustration(Orderable):
    """Illustrated policy (*minh họa cho chủ trương*): a document, its clause, and what of it is shown here."""

    page = ParentalKey("exemplars.ExemplarPage", on_delete=models.CASCADE, related_name="illustrations")
    document = models.ForeignKey(
        OfficialDocument,
        verbose_name="văn bản trong kho",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    symbol = models.CharField("số, ký hiệu khi kho chưa có", max_length=120, blank=True)
    clause = models.CharField("điều khoản", max_length=120, blank=True, help_text="Ví dụ: Mục II.1 hoặc Điều 5.")
    anchor = models.CharField(
        "mã phần của toàn văn", max_length=120, blank=True, help_text="Phần sau dấu # trong địa chỉ của điều khoản."
    )
    note = models.CharField("minh họa điều gì", max_length=200, blank=True)

    panels: ClassVar = [
        FieldPanel("document"),
        FieldRowPanel([FieldPanel("symbol"), FieldPanel("clause"), FieldPanel("anchor")]),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "chủ trương được minh họa"
        verbose_name_plural = "chủ trương được minh họa"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(document__isnull=False) | ~models.Q(symbol=""),
                name="exemplars_illustration_names_something",
                violation_error_message="Hãy chọn văn bản trong kho, hoặc ghi số, ký hiệu.",
            )
        ]

    def __str__(self) -> str:
        return self.symbol or str(self.document or "")

    def clean(self) -> None:
        """Refuse a row that names no document, or a clause that the document does not have."""
        super().clean()
        if self.document is None:
            if not self.symbol.strip():
                raise ValidationError({"symbol": "Hãy chọn văn bản trong kho, hoặc ghi số, ký hiệu."})
            return
        self.symbol = self.symbol.strip() or self.document.symbol
        self.anchor = self.anchor.strip().lstrip("#")
        if self.anchor and self.anchor not in {node.anchor for node in self.document.nodes}:
            raise ValidationError({"anchor": "Toàn văn của văn bản này không có phần ấy."})


class InitiativeStage(DecisionReference, Orderable):
    """Stage (*bước của sáng kiến*): when it was reached, by which document, with what result."""

    page = ParentalKey("exemplars.ExemplarPage", on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField("bước", max_length=10, choices=Stage.choices)
    reached_on = models.DateField("từ ngày")
    result = models.CharField("kết quả", max_length=300, blank=True)

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("stage"), FieldPanel("reached_on")]),
        *DecisionReference.reference_panels,
        FieldPanel("result"),
    ]

    class Meta(DecisionReference.Meta):
        ordering: ClassVar[list[str]] = ["sort_order"]
        verbose_name = "bước của sáng kiến"
        verbose_name_plural = "các bước của sáng kiến"

    def __str__(self) -> str:
        return str(self.get_stage_display())
