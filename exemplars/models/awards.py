"""Awards, and what takes them back."""

import re
from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from documents.models import OfficialDocument
from exemplars.models.references import DecisionReference, PrintedReference, printed
from portal.text.vietnamese import fold, normalise

_PROPOSAL = re.compile(r"\b(de nghi|trinh|ho so|cho xet|de xuat)\b.{0,30}\b(khen|tang|phong|xet|truy tang)")
_NO_DECISION = re.compile(r"^\W*\d+[\w]*\s*[-/](?:\d{4}/)?\s*(?:ttr|cv)\b", re.IGNORECASE)
_NO_DECISION_TYPES = frozenset({"to trinh", "cong van"})
NOT_AN_AWARD = "Đề nghị khen thưởng chưa phải khen thưởng. Chỉ ghi khi đã có quyết định."


class AwardLevel(models.TextChoices):
    """Who honours."""

    STATE = "state", "Nhà nước"
    GOVERNMENT = "government", "Chính phủ, Thủ tướng"
    MINISTRY = "ministry", "Bộ, ban, ngành Trung ương"
    PROVINCE = "province", "Tỉnh"
    COMMUNE = "commune", "Xã, phường"
    BASE = "base", "Cơ quan, đơn vị"


class Award(DecisionReference, Orderable):
    """Award (*khen thưởng*): title or form, level, and the decision that gave it; one taken back says so."""

    page = ParentalKey("exemplars.ExemplarPage", on_delete=models.CASCADE, related_name="awards")
    title = models.CharField(
        "danh hiệu hoặc hình thức", max_length=200, help_text="Như quyết định ghi: Bằng khen của Chủ tịch UBND tỉnh."
    )
    level = models.CharField("cấp", max_length=12, choices=AwardLevel.choices)
    presented_on = models.DateField("ngày trao", null=True, blank=True)
    revoked_on = models.DateField("hủy bỏ ngày", null=True, blank=True)
    revoking_document = models.ForeignKey(
        OfficialDocument,
        verbose_name="quyết định hủy bỏ trong kho",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    revoking_symbol = models.CharField("số quyết định hủy bỏ", max_length=120, blank=True)
    revoking_issuer = models.CharField("cơ quan hủy bỏ", max_length=200, blank=True)

    panels: ClassVar = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("level"), FieldPanel("presented_on")]),
        *DecisionReference.reference_panels,
        MultiFieldPanel(
            [
                FieldPanel("revoking_document"),
                FieldRowPanel([FieldPanel("revoked_on"), FieldPanel("revoking_symbol"), FieldPanel("revoking_issuer")]),
            ],
            heading="Hủy bỏ quyết định khen thưởng",
        ),
    ]

    class Meta(DecisionReference.Meta):
        ordering: ClassVar[list[str]] = ["sort_order"]
        verbose_name = "khen thưởng"
        verbose_name_plural = "khen thưởng"
        constraints = [
            *DecisionReference.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(revoked_on__isnull=True)
                | models.Q(revoking_document__isnull=False)
                | (~models.Q(revoking_symbol="") & ~models.Q(revoking_issuer="")),
                name="exemplars_award_revoked_by_decision",
                violation_error_message="Hủy bỏ khen thưởng cần quyết định hủy bỏ.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse what is no award yet, and a revocation without its decision."""
        self.title = normalise(self.title).strip()
        if _PROPOSAL.search(fold(self.title)):
            raise ValidationError({"title": NOT_AN_AWARD})
        super().clean()
        if _NO_DECISION.search(fold(self.symbol)) or self._rests_on_a_proposal():
            raise ValidationError({"symbol": NOT_AN_AWARD})
        self._check_revocation()

    def _rests_on_a_proposal(self) -> bool:
        kind = self.document.type if self.document else None
        return kind is not None and fold(kind.name) in _NO_DECISION_TYPES

    def _check_revocation(self) -> None:
        named = self.revoking_document_id is not None or bool(self.revoking_symbol and self.revoking_issuer)
        if bool(self.revoked_on) != named:
            field = "revoking_symbol" if self.revoked_on else "revoked_on"
            raise ValidationError({field: "Hủy bỏ khen thưởng cần ngày hủy bỏ và quyết định hủy bỏ."})
        given: date | None = self.decided_on
        if self.revoked_on and given and self.revoked_on < given:
            raise ValidationError({"revoked_on": "Ngày hủy bỏ đứng trước ngày quyết định khen thưởng."})

    @property
    def is_revoked(self) -> bool:
        """Whether the award was taken back."""
        return self.revoked_on is not None

    @property
    def revocation(self) -> PrintedReference:
        """The decision that took it back, as it may be printed."""
        return printed(self.revoking_document, self.revoking_symbol, self.revoked_on, self.revoking_issuer)
